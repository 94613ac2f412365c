import { createContractItems } from "./contract_items.ts";
import { createContracts } from "./contracts.ts";
import { createItems } from "./items.ts";
import type { MerchantDesk, MerchantParts } from "./merchant_desk.ts";
import { createMerchants } from "./merchants.ts";
import { createReferences } from "./references.ts";
import { createScheduleRules } from "./schedule_rules.ts";
import { createSettlementAccounts } from "./settlement_account.ts";

/** 환경설정, and what operators set for a merchant. */
export function createMerchantDesk(parts: MerchantParts): MerchantDesk {
  return {
    ...createMerchants(parts),
    ...createContracts(parts),
    ...createContractItems(parts),
    ...createItems(parts),
    ...createSettlementAccounts(parts),
    ...createReferences(parts),
    ...createScheduleRules(parts),
  };
}
