import type { Selectable } from "kysely";
import type { CustomerTable } from "../tables.ts";
import type { Customer, CustomerInput } from "./customer_desk.ts";

/** The plain columns of a customer; its identity is sealed apart. */
export function columnsOf(input: CustomerInput) {
  return {
    contract_id: input.contractId,
    number: input.number,
    name: input.name,
    kind: input.kind,
    grade: input.grade,
    representative: input.representative,
    phone: input.phone,
    mobile: input.mobile,
    email: input.email,
    industry_code: input.industryCode,
    joined_on: input.joinedOn ?? null,
    region: input.region,
    postcode: input.postcode,
    address: input.address,
    address_detail: input.addressDetail,
  };
}

type PlainRow = Omit<Selectable<CustomerTable>, "identity_sealed" | "merchant_id">;

export function inputOf(row: PlainRow): Omit<CustomerInput, "identity"> {
  return {
    contractId: row.contract_id,
    number: row.number,
    name: row.name,
    kind: row.kind,
    grade: row.grade,
    representative: row.representative,
    phone: row.phone,
    mobile: row.mobile,
    email: row.email,
    industryCode: row.industry_code,
    ...(row.joined_on === null ? {} : { joinedOn: row.joined_on }),
    region: row.region,
    postcode: row.postcode,
    address: row.address,
    addressDetail: row.address_detail,
  };
}

export function customerView(row: PlainRow): Customer {
  return {
    id: row.id,
    ...inputOf(row),
    identityMasked: row.identity_masked,
    state: row.state,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
