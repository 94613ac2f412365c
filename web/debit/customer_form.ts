import { type CustomerInput, type CustomerRow, REGIONS } from "@maru/debit";
import type { FieldError } from "../forms/mod.ts";
import type { DebitContext } from "./context.ts";

export const CUSTOMER_FIELDS = [
  "contractId",
  "number",
  "name",
  "kind",
  "grade",
  "identity",
  "representative",
  "phone",
  "mobile",
  "email",
  "industryCode",
  "joinedOn",
  "region",
  "postcode",
  "address",
  "addressDetail",
] as const;
export type CustomerField = (typeof CUSTOMER_FIELDS)[number];
export type TypedCustomer = Readonly<Record<CustomerField, string>>;

export const REGION_OPTIONS = REGIONS.map((region) => ({ value: region, label: region }));
const INDUSTRIES_SHOWN = 5;

/** A form that nobody has typed in. */
export function emptyCustomer(contractId: string): TypedCustomer {
  const empty = Object.fromEntries(CUSTOMER_FIELDS.map((field) => [field, ""]));
  return { ...empty as Record<CustomerField, string>, contractId, kind: "individual" };
}

/** A customer's fields as the form shows them; the sealed identity stays away. */
export function typedOf(row: CustomerRow): TypedCustomer {
  const { joinedOn, ...rest } = row;
  return { ...rest, region: row.region, joinedOn: joinedOn ?? "", identity: "" };
}

/** What was typed, for the desk to judge. */
export function asCustomerInput({ identity, joinedOn, ...typed }: TypedCustomer): CustomerInput {
  return {
    ...typed,
    kind: typed.kind as CustomerInput["kind"],
    ...(identity === "" ? {} : { identity }),
    ...(joinedOn === "" ? {} : { joinedOn }),
  };
}

/**
 * An industry that was typed by a part of its name becomes its code, where one alone fits; where
 * several do, the error says which.
 */
export async function withIndustry(
  { debit }: Pick<DebitContext, "debit">,
  typed: TypedCustomer,
): Promise<{ typed: TypedCustomer; error?: FieldError }> {
  const text = typed.industryCode;
  if (text === "") return { typed };
  const found = await debit.merchants.industries(text);
  const [first] = found;
  if (found.some(({ code }) => code === text)) return { typed };
  if (first !== undefined && found.length === 1) {
    return { typed: { ...typed, industryCode: first.code } };
  }
  const listed = found.slice(0, INDUSTRIES_SHOWN).map(({ code, name }) => `${code} ${name}`);
  const message = found.length === 0
    ? "업종: 찾으시는 업종이 없습니다. 이름의 일부나 코드를 입력해 주십시오."
    : `업종: 맞는 업종이 ${found.length}개입니다. 코드로 입력해 주십시오: ${listed.join(", ")}${
      found.length > listed.length ? " 등" : ""
    }`;
  return { typed, error: { field: "industryCode", message } };
}
