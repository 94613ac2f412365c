import { sql } from "kysely";
import { lookUp, lookUpIfAny } from "./fenced.ts";

/** `ch`, the charge of an order `o`. */
export const CHARGE_OF_ORDER = lookUp(
  sql`debit.charge`,
  sql`ch`,
  sql`merchant_id = o.merchant_id and id = o.charge_id`,
);

/** `c`, the customer of a charge `ch`. */
export const CUSTOMER_OF_CHARGE = lookUp(
  sql`debit.customer`,
  sql`c`,
  sql`merchant_id = ch.merchant_id and id = ch.customer_id`,
);

/** `i`, the instruction of a charge `ch`. */
export const INSTRUCTION_OF_CHARGE = lookUp(
  sql`debit.instruction`,
  sql`i`,
  sql`merchant_id = ch.merchant_id and id = ch.instruction_id`,
);

/** `a`, the account that an order `o` debits. */
export const ACCOUNT_OF_ORDER = lookUp(
  sql`debit.account`,
  sql`a`,
  sql`merchant_id = o.merchant_id and id = o.account_id`,
);

/** `r`, the retry that we set ourselves after the failure of an order `o`, if there is one. */
export const RETRY_OF_ORDER = lookUpIfAny(
  sql`debit.debit_order`,
  sql`r`,
  sql`o.state = 'failed' and merchant_id = o.merchant_id and charge_id = o.charge_id
    and attempt = o.attempt + 1 and is_automatic and state <> 'withdrawn'`,
);
