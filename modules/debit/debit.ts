/**
 * Auto-debit (대행 자동이체): merchants collect recurring fees from payers' bank accounts; we stand
 * between them and the banks.
 *
 * @module
 */
import type { AggregateDesk } from "./aggregates/aggregate_desk.ts";
import type { CustomerDesk } from "./customers/customer_desk.ts";
import type { ExchangeDesk } from "./exchange/exchange_desk.ts";
import type { ImportDesk } from "./imports/import_desk.ts";
import type { IntegrationDesk } from "./integration/integration_desk.ts";
import type { CashDesk, SettlementDesk } from "./money/money_desk.ts";
import type { NoticeDesk } from "./notices/notice_desk.ts";
import type { OrderDesk } from "./orders/order_desk.ts";
import type { PayerDesk } from "./payer/payer_desk.ts";
import type { RegistrationDesk } from "./registrations/registration_desk.ts";
import type { Schedule } from "./schedule/schedule.ts";
import type { MerchantDesk } from "./settings/merchant_desk.ts";

export interface Debit {
  readonly merchants: MerchantDesk;
  readonly customers: CustomerDesk;
  readonly imports: ImportDesk;
  readonly registrations: RegistrationDesk;
  readonly orders: OrderDesk;
  readonly exchange: ExchangeDesk;
  readonly cash: CashDesk;
  readonly settlements: SettlementDesk;
  readonly aggregates: AggregateDesk;
  readonly integration: IntegrationDesk;
  readonly notices: NoticeDesk;
  readonly payer: PayerDesk;
  readonly schedule: Schedule;
}
