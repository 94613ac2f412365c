import { createAccountAccess } from "./account_access.ts";
import { createActorNames } from "./actor_names.ts";
import type { CustomerDeps, CustomerDesk, CustomerParts } from "./customer_desk.ts";
import { createCustomerLists } from "./customer_lists.ts";
import { createCustomers } from "./customers.ts";
import { createDiscounts } from "./discounts.ts";
import { createEnding } from "./ending.ts";
import { createEvidence } from "./evidence.ts";
import { createHistoryList } from "./history_list.ts";
import { createInstructionStates } from "./instruction_states.ts";
import { createInstructions } from "./instructions.ts";
import { createPayerAccountChange } from "./payer_account_change.ts";
import { nextPayerNumbers } from "./payer_numbers.ts";

/** 고객관리 and 할인관리. */
export function createCustomerDesk(parts: CustomerParts, deps: CustomerDeps): CustomerDesk {
  const actorNames = createActorNames(parts);
  return {
    ...createCustomers(parts),
    ...createEnding(parts, deps),
    ...createCustomerLists(parts, actorNames),
    ...createHistoryList(parts, actorNames),
    ...createInstructions(parts, deps),
    ...createInstructionStates(parts, deps),
    ...createPayerAccountChange(parts, deps),
    ...createAccountAccess(parts),
    ...createDiscounts(parts),
    ...createEvidence(parts, deps),
    nextPayerNumbers,
  };
}
