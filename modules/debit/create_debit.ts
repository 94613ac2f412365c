import { createAggregateDesk } from "./aggregates/create_aggregate_desk.ts";
import { createCustomerDesk } from "./customers/create_customer_desk.ts";
import type { Debit } from "./debit.ts";
import { createExchange } from "./exchange/create_exchange.ts";
import { createImportDesk } from "./imports/create_import_desk.ts";
import { createEventLog } from "./integration/event_log.ts";
import { createIntegrationDesk } from "./integration/create_integration_desk.ts";
import { createCashDesk } from "./money/cash_desk.ts";
import { HOUSE_ACCOUNTS } from "./money/house_accounts.ts";
import { createSettlementDesk } from "./money/settlement_desk.ts";
import { createNoticeDesk } from "./notices/create_notice_desk.ts";
import { createOrderDesk } from "./orders/create_order_desk.ts";
import { createRefusedWithdrawals } from "./orders/withdraw.ts";
import type { DebitParts } from "./parts.ts";
import { createPayerDesk } from "./payer/create_payer_desk.ts";
import { createBankApplications } from "./registrations/bank_applications.ts";
import { createEndedMandates } from "./registrations/ended_by_debit.ts";
import { createRegistrationDesk } from "./registrations/create_registration_desk.ts";
import { createSchedule } from "./schedule/create_schedule.ts";
import { createMerchantDesk } from "./settings/create_merchant_desk.ts";

/**
 * Builds the module: its queues, ticks and subscriptions are declared here, and run with the kernel.
 * Schedule and event log know nobody; registrations know them, customers know registrations.
 */
export async function createDebit(parts: DebitParts): Promise<Debit> {
  const { kernel, ledger, auth, channels, settings } = parts;
  await kernel.transaction((tx) => ledger.openAccounts(tx, HOUSE_ACCOUNTS));
  const events = createEventLog({ kernel });
  const schedule = createSchedule({ kernel });
  const registrations = createRegistrationDesk({ kernel }, { schedule, eventLog: events });
  const orders = createOrderDesk(parts, { schedule, events });
  const merchants = createMerchantDesk(parts);
  const customers = createCustomerDesk(parts, { registrations });
  return {
    schedule,
    registrations,
    orders,
    merchants: {
      ...merchants,
      async saveScheduleRule(rule) {
        await merchants.saveScheduleRule(rule);
        // What was asked for under the old rule and is not sent yet follows the new one.
        await orders.replan();
      },
    },
    customers,
    imports: createImportDesk(parts, { registrations }),
    exchange: createExchange({
      kernel,
      ledger,
      channels,
      settings,
      events,
      bankApplications: createBankApplications({ kernel }, { eventLog: events }),
      endMandates: createEndedMandates({ kernel }, { eventLog: events }),
      withdrawRefused: createRefusedWithdrawals({ events }),
      replan: orders.replan,
    }),
    cash: createCashDesk({ kernel, ledger, auth, events }),
    settlements: createSettlementDesk({ kernel, ledger, auth, events, settings }),
    aggregates: createAggregateDesk({ kernel }),
    integration: createIntegrationDesk({ kernel }),
    notices: createNoticeDesk(parts),
    payer: createPayerDesk(parts, { customers }),
  };
}
