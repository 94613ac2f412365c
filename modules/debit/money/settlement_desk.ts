import type { Auth } from "@maru/auth";
import type { Kernel } from "@maru/kernel";
import type { Ledger } from "@maru/ledger";
import type { EventLog } from "../integration/event_log.ts";
import type { DebitSettings } from "../settings.ts";
import { computeSettlements } from "./compute_settlements.ts";
import { answerDispute, answerInvoice, getInvoice, listInvoices } from "./invoices.ts";
import { issueInvoices } from "./issue_invoices.ts";
import type { SettlementDesk } from "./money_desk.ts";
import { listPayouts, listPayoutsAgain, unlistPayout } from "./payout_lists.ts";
import { payoutAccounts } from "./payout_accounts.ts";
import { approveSettlement, markPaid } from "./payouts.ts";
import {
  getSettlement,
  listSettlements,
  settledDebits,
  streamSettledDebits,
} from "./settlement_lists.ts";

export interface SettlementDeskParts {
  readonly kernel: Kernel;
  readonly ledger: Ledger;
  readonly auth: Auth;
  readonly events: EventLog;
  readonly settings: DebitSettings;
}

/** Wall time in Seoul after which what is due that day is computed. */
const COMPUTED_AT = "07:00";

/** 정산 and 세금계산서. */
export function createSettlementDesk(parts: SettlementDeskParts): SettlementDesk {
  const { kernel } = parts;
  async function run(): Promise<void> {
    await computeSettlements(parts);
    await issueInvoices(parts);
  }
  kernel.jobs.daily("debit.settlements", COMPUTED_AT, run);
  return {
    run,
    list: (query) => listSettlements(kernel, query),
    get: (merchantId, id) => getSettlement(kernel, { merchantId, id }),
    debits: (merchantId, { id, ...place }) =>
      settledDebits(kernel.database.db, { merchantId, id }, place),
    stream: (merchantId, id) => streamSettledDebits(kernel, { merchantId, id }),
    payoutAccounts: (merchantId) => payoutAccounts(kernel, merchantId),
    approve: (input) => approveSettlement(parts, input),
    markPaid: (input) => markPaid(parts, input),
    payoutList: (query) => listPayouts(parts, query),
    payoutListAgain: (query) => listPayoutsAgain(parts, query),
    unlist: (input) => unlistPayout(parts, input),
    invoices: (query) => listInvoices(kernel, query),
    getInvoice: (merchantId, id) => getInvoice(kernel, { merchantId, id }),
    answerInvoice: (merchantId, input) => answerInvoice(kernel, { merchantId, ...input }),
    answerDispute: (merchantId, input) => answerDispute(kernel, { merchantId, ...input }),
  };
}
