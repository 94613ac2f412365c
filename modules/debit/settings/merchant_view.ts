import type { Selectable } from "kysely";
import type { MerchantTable } from "../tables.ts";
import type { Merchant, SettlementAccount } from "./merchant_desk.ts";

export type MerchantRow = Selectable<MerchantTable> & { readonly bank_name: string | null };

export function merchantView(row: MerchantRow): Merchant {
  const settlementAccount = settlementAccountView(row);
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    businessNumber: row.business_number,
    representative: row.representative,
    address: row.address,
    businessType: row.business_type,
    businessItem: row.business_item,
    email: row.email,
    phone: row.phone,
    settlementCycle: row.settlement_cycle,
    settlementDay: row.settlement_day,
    ...(settlementAccount === undefined ? {} : { settlementAccount }),
  };
}

function settlementAccountView(row: MerchantRow): SettlementAccount | undefined {
  if (row.settlement_bank_code === null || row.settlement_account_masked === null) return undefined;
  return {
    bankCode: row.settlement_bank_code,
    bankName: row.bank_name ?? row.settlement_bank_code,
    accountMasked: row.settlement_account_masked,
    holder: row.settlement_holder ?? "",
    ...(row.settlement_verified_at === null ? {} : { verifiedAt: row.settlement_verified_at }),
  };
}
