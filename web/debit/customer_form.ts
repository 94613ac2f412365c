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
 * several do, the error says which. `isFound` tells that what is saved is not what was typed.
 */
export async function withIndustry(
  { debit }: Pick<DebitContext, "debit">,
  typed: TypedCustomer,
): Promise<{ typed: TypedCustomer; error?: FieldError; isFound?: boolean }> {
  const text = typed.industryCode;
  if (text === "") return { typed };
  const found = await debit.merchants.industries(text);
  const [first] = found;
  if (found.some(({ code }) => code === text)) return { typed };
  if (first !== undefined && found.length === 1) {
    return { typed: { ...typed, industryCode: first.code }, isFound: true };
  }
  const listed = found.slice(0, INDUSTRIES_SHOWN).map(({ code, name }) => `${code} ${name}`);
  const message = found.length === 0
    ? "업종을 찾지 못했습니다. 이름의 일부나 코드를 입력해 주십시오."
    : `맞는 업종이 ${found.length}개입니다. 코드로 입력해 주십시오: ${listed.join(", ")}${
      found.length > listed.length ? " 등" : ""
    }`;
  return { typed, error: { field: "industryCode", message } };
}

/** 85621 음악학원; the code alone where it is none of today's. */
export async function industryText(
  { debit }: Pick<DebitContext, "debit">,
  code: string,
): Promise<string> {
  if (code === "") return "";
  const found = (await debit.merchants.industries(code)).find((each) => each.code === code);
  return found === undefined ? code : `${code} ${found.name}`;
}
