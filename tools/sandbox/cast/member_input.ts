import { agencies } from "../agencies/product.ts";
import type { Member } from "./member.ts";
import {
  completeCorporateNumber,
  isBusinessNumber,
  isCorporateNumber,
  isResidentNumber,
} from "./numbers.ts";

/** What was posted is not a member; `field` says where. */
export class MemberInputError extends Error {
  override readonly name = "MemberInputError";
  constructor(readonly field: string, expected: string) {
    super(`Cannot add to the cast: "${field}" must be ${expected}`);
  }
}

/**
 * Reads a member from JSON: `kind`, `number` and `name` are enough, the rest has defaults.
 * @throws {MemberInputError}
 */
export function readMember(input: unknown): Member {
  if (typeof input !== "object" || input === null) {
    throw new MemberInputError("body", "a JSON object");
  }
  const fields = Object.fromEntries(Object.entries(input));
  const number = text(fields, "number", "").replaceAll("-", "");
  const common = {
    number,
    name: required(fields, "name"),
    phone: text(fields, "phone", "01055509999").replaceAll("-", ""),
    province: text(fields, "province", "서울특별시"),
    district: text(fields, "district", "중구"),
    street: text(fields, "street", "견본로 1"),
    notRegisteredAt: list(fields, "notRegisteredAt").filter((code) =>
      Object.hasOwn(agencies, code)
    ),
    hasArrears: fields.hasArrears === true,
  };
  if (fields.kind === "person") {
    if (!isResidentNumber(number)) {
      throw new MemberInputError(
        "number",
        "a resident number with a date and a sex digit that fit",
      );
    }
    const employer = text(fields, "employer", "");
    return { kind: "person", ...common, ...(employer ? { employer } : {}), family: [] };
  }
  if (!isBusinessNumber(number)) {
    throw new MemberInputError("number", "a business number whose check digit fits");
  }
  return readBusiness(fields, common);
}

type Fields = Record<string, unknown>;

function readBusiness(
  fields: Fields,
  common: Omit<Member & { kind: "person" }, "kind" | "family">,
) {
  const representativeResidentNumber = text(
    fields,
    "representativeResidentNumber",
    "8001011990000",
  ).replaceAll("-", "");
  if (!isResidentNumber(representativeResidentNumber)) {
    throw new MemberInputError("representativeResidentNumber", "a resident number");
  }
  const { employer: _, ...shared } = common;
  const business = {
    ...shared,
    representative: text(fields, "representative", "견본인"),
    representativeResidentNumber,
    openedOn: text(fields, "openedOn", "2015-01-02"),
    businessType: text(fields, "businessType", "도매 및 소매업"),
    businessItem: text(fields, "businessItem", "잡화"),
    taxOffice: text(fields, "taxOffice", "남대문세무서"),
    employees: list(fields, "employees"),
  };
  if (!/^\d{4}-\d{2}-\d{2}$/.test(business.openedOn)) {
    throw new MemberInputError("openedOn", "a date like 2015-01-02");
  }
  return ofKind(fields, business);
}

function ofKind(
  fields: Fields,
  business: Omit<Member & { kind: "corporation" }, "kind" | "corporateNumber">,
): Member {
  switch (fields.kind) {
    case "corporation": {
      const corporateNumber = text(
        fields,
        "corporateNumber",
        completeCorporateNumber(`110111${business.number.slice(3, 9)}`),
      ).replaceAll("-", "");
      if (!isCorporateNumber(corporateNumber)) {
        throw new MemberInputError("corporateNumber", "13 digits whose check digit fits");
      }
      return { kind: "corporation", ...business, corporateNumber };
    }
    case "proprietor": {
      const taxation = fields.taxation === "exempt" ? "exempt" : "general";
      return { kind: "proprietor", ...business, taxation };
    }
    case "tax-agent":
      return {
        kind: "tax-agent",
        ...business,
        manageNumber: required(fields, "manageNumber"),
        managePassword: required(fields, "managePassword"),
        clients: list(fields, "clients").map((client) => client.replaceAll("-", "")),
      };
    default:
      throw new MemberInputError("kind", "corporation, proprietor, person or tax-agent");
  }
}

function required(fields: Fields, name: string): string {
  const value = text(fields, name, "");
  if (value === "") throw new MemberInputError(name, "a text");
  return value;
}

function text(fields: Fields, name: string, otherwise: string): string {
  const value = fields[name];
  if (value === undefined) return otherwise;
  if (typeof value !== "string" || value.length > 200) {
    throw new MemberInputError(name, "a text of at most 200 characters");
  }
  return value;
}

function list(fields: Fields, name: string): string[] {
  const value = fields[name];
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === "string")) {
    throw new MemberInputError(name, "a list of texts");
  }
  return value;
}
