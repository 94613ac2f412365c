/**
 * The face of `debit`.
 *
 * @module
 */
export * from "./debit.ts";
export * from "./parts.ts";
export * from "./aggregates/aggregate_desk.ts";
export * from "./customers/customer_desk.ts";
export * from "./exchange/channel.ts";
export * from "./exchange/exchange_desk.ts";
export * from "./imports/import_desk.ts";
export * from "./integration/integration_desk.ts";
export * from "./money/money_desk.ts";
export * from "./notices/notice_desk.ts";
export * from "./orders/order_desk.ts";
export * from "./payer/payer_desk.ts";
export * from "./registrations/registration_desk.ts";
export * from "./schedule/schedule.ts";
export * from "./settings/holder_check.ts";
export * from "./settings/merchant_desk.ts";
export { debitSettings } from "./settings.ts";
export { createDebit } from "./create_debit.ts";
export { createClearingHouse } from "./adapters/clearing_house/create_clearing_house.ts";
export { clearingHouseSettings } from "./adapters/clearing_house/settings.ts";
export { createDirectLine } from "./adapters/direct_line/create_direct_line.ts";
export { directLineSettings } from "./adapters/direct_line/settings.ts";
export { createHolderCheck } from "./adapters/open_banking/create_holder_check.ts";
export { openBankingSettings } from "./adapters/open_banking/settings.ts";
export * from "./customers/errors.ts";
export * from "./integration/errors.ts";
export * from "./money/errors.ts";
export * from "./notices/errors.ts";
export * from "./orders/errors.ts";
export * from "./registrations/errors.ts";
export * from "./settings/errors.ts";
export { AlertNotFoundError } from "./exchange/alert_not_found_error.ts";
export { FileNotFoundError } from "./exchange/file_not_found_error.ts";
