import {
  type SandboxProcess,
  startSandbox,
  type TestKernel,
  testKernel,
} from "@maru/kernel/testing";
import { createLedger, type Ledger } from "@maru/ledger";
import { createClearingHouse } from "../../adapters/clearing_house/create_clearing_house.ts";
import { createDirectLine } from "../../adapters/direct_line/create_direct_line.ts";
import { createEventLog } from "../../integration/event_log.ts";
import { HOUSE_ACCOUNTS, merchantAccounts } from "../../money/house_accounts.ts";
import { createRefusedWithdrawals } from "../../orders/withdraw.ts";
import type { Rail } from "../../parts.ts";
import { createBankApplications } from "../../registrations/bank_applications.ts";
import { createEndedMandates } from "../../registrations/ended_by_debit.ts";
import { tables } from "../../tables.ts";
import type { ClearingChannel } from "../channel.ts";
import { createExchange } from "../create_exchange.ts";
import type { ExchangeDesk } from "../exchange_desk.ts";
import { insertPayers, type PayerInput, type Payers } from "./payers.ts";

export const INSTITUTION_CODE = "9912345678";
export const SETTINGS = {
  institutionCode: INSTITUTION_CODE,
  collectingBankCode: "088",
  collectingAccount: "110123456789",
  supplierBusinessNumber: "1208700004",
  supplierName: "주식회사 마루",
  supplierRepresentative: "한마루",
  supplierAddress: "서울특별시 중구",
} as const;

/** The exchange between a database of its own and the sandbox's clearing house and banks. */
export interface ExchangeWorld extends AsyncDisposable {
  readonly test: TestKernel;
  readonly sandbox: SandboxProcess;
  readonly ledger: Ledger;
  readonly exchange: ExchangeDesk;
  readonly merchantId: string;
  readonly rail: Rail;
  /** Moves our clock and the sandbox's, e.g. to "2026-11-23T14:00". */
  at(seoulTime: string): Promise<void>;
  payers(inputs: readonly PayerInput[]): Promise<Payers>;
  fault(
    kind: string,
    options: { service: string; document?: string; count?: number },
  ): Promise<void>;
}

export async function exchangeWorld(
  options: {
    readonly rail: Rail;
    readonly startsAt: string;
    /** Stands before the clearing house's channel, to hold up what it says. */
    readonly through?: (channel: ClearingChannel) => ClearingChannel;
  },
): Promise<ExchangeWorld> {
  const sandbox = await startSandbox();
  const test = await testKernel({
    sandboxUrl: sandbox.url,
    modules: ["kernel", "auth", "notifications", "ledger", "debit"],
    now: seoul(options.startsAt),
  });
  const { kernel } = test;
  const ledger = createLedger({ kernel });
  const eventLog = createEventLog({ kernel });
  const { through = (channel) => channel } = options;
  const exchange = createExchange({
    kernel,
    ledger,
    settings: SETTINGS,
    channels: {
      clearingHouse: through(createClearingHouse({
        kernel,
        institutionCode: INSTITUTION_CODE,
        config: {
          apiUrl: `${sandbox.url}/clearing`,
          clientId: "maru-clearing-demo",
          clientSecret: "maru-clearing-demo-secret",
          sftpHost: "127.0.0.1",
          sftpPort: sandbox.sftpPort,
          sftpHostKey: "",
        },
      })),
      directLine: createDirectLine({
        kernel,
        config: {
          host: "127.0.0.1",
          port: sandbox.sftpPort,
          password: "maru-line-demo-secret",
          hostKey: "",
        },
      }),
    },
    events: eventLog,
    bankApplications: createBankApplications({ kernel }, { eventLog }),
    endMandates: createEndedMandates({ kernel }, { eventLog }),
    withdrawRefused: createRefusedWithdrawals({ events: eventLog }),
    replan: () => Promise.resolve(),
  });
  const merchantId = await insertMerchant(test, ledger, options.rail);
  const world: ExchangeWorld = {
    test,
    sandbox,
    ledger,
    exchange,
    merchantId,
    rail: options.rail,
    async at(seoulTime) {
      test.clock.set(seoul(seoulTime));
      await sandbox.post("/clock", { now: seoul(seoulTime).toISOString() });
    },
    payers: (inputs) => insertPayers({ kernel, merchantId, rail: options.rail }, inputs),
    async fault(kind, { service, document, count }) {
      await sandbox.post("/sandbox/faults", {
        kind,
        service,
        ...(document === undefined ? {} : { document }),
        ...(count === undefined ? {} : { count }),
      });
    },
    async [Symbol.asyncDispose]() {
      await test.stop();
      await sandbox[Symbol.asyncDispose]();
    },
  };
  await world.at(options.startsAt);
  return world;
}

/** The instant of a wall time in Seoul. */
export function seoul(time: string): Date {
  return new Date(`${time}:00+09:00`);
}

async function insertMerchant(test: TestKernel, ledger: Ledger, rail: Rail): Promise<string> {
  const { kernel } = test;
  const id = kernel.uuid();
  const accounts = {
    id,
    receivableId: kernel.uuid(),
    payableId: kernel.uuid(),
    cashId: kernel.uuid(),
  };
  await kernel.transaction(async (tx) => {
    await ledger.openAccounts(tx, [...HOUSE_ACCOUNTS, ...merchantAccounts(accounts)]);
    await tables(tx).insertInto("merchant").values({
      id,
      number: "10203040",
      name: "마루학원",
      business_number: "1208700001",
      receivable_account_id: accounts.receivableId,
      payable_account_id: accounts.payableId,
      cash_account_id: accounts.cashId,
      created_at: kernel.clock.now(),
    }).execute();
    await tables(tx).insertInto("contract").values({
      merchant_id: id,
      id,
      name: "본계약",
      rail,
      due_days: [25],
      starts_on: "2026-01-01",
      monthly_limit_won: 10_000_000_000n,
      debit_limit_won: 10_000_000n,
      created_at: kernel.clock.now(),
    }).execute();
    await tables(tx).insertInto("contract_item").values({
      merchant_id: id,
      contract_id: id,
      item_code: "tuition",
      collection_day: 25,
      success_fee_won: 200n,
      failure_fee_won: 50n,
      added_at: kernel.clock.now(),
    }).execute();
  });
  return id;
}
