import { maskName, maskPhone } from "@maru/kernel";
import { maskIdentity } from "../settings/fields/account_details.ts";
import { type Change, changesOf } from "../settings/history.ts";
import type { CustomerInput } from "./customer_desk.ts";

const ADDRESS_SHOWN = 8;

type Plain = Omit<CustomerInput, "identity">;

/** What differs between two states of a customer, by masks. */
export function customerChanges(
  before: { readonly input: Plain; readonly identityMasked: string } | undefined,
  after: {
    readonly input: Plain;
    readonly identityMasked: string;
    readonly isIdentityNew: boolean;
  },
): Change[] {
  const plain = changesOf({ ...before?.input }, { ...after.input, identity: undefined });
  const fields = plain.map(({ field }) => field);
  if (after.isIdentityNew) fields.push("identity");
  const masked = {
    from: before === undefined ? {} : maskedCustomer(before.input, before.identityMasked),
    to: maskedCustomer(after.input, after.identityMasked),
  };
  return fields.map((field) => changeOf(field, masked.from[field], masked.to[field]));
}

function changeOf(field: string, from: string | undefined, to: string | undefined): Change {
  return { field, ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

/**
 * A customer's fields as histories keep them: histories are never destroyed, so that what tells of a
 * person stands there by its mask alone.
 */
function maskedCustomer(input: Plain, identityMasked: string): Record<string, string | undefined> {
  return {
    contractId: input.contractId,
    number: input.number,
    name: input.kind === "individual" ? maskName(input.name) : input.name,
    kind: input.kind,
    grade: input.grade,
    identity: identityMasked,
    representative: maskName(input.representative),
    phone: input.phone === "" ? "" : maskPhone(input.phone),
    mobile: input.mobile === "" ? "" : maskPhone(input.mobile),
    email: maskEmail(input.email),
    industryCode: input.industryCode,
    joinedOn: input.joinedOn,
    region: input.region,
    postcode: input.postcode,
    address: maskAddress(input.address),
    addressDetail: input.addressDetail === "" ? "" : "***",
  };
}

/** The mask of an identity; nothing for none. */
export function identityMaskOf(identity: string | undefined): string {
  return identity === undefined ? "" : maskIdentity(identity);
}

/** `haneul@example.com` → `ha***@example.com`. */
function maskEmail(email: string): string {
  const at = email.indexOf("@");
  return at < 0 ? email : `${email.slice(0, Math.min(2, at))}***${email.slice(at)}`;
}

function maskAddress(address: string): string {
  return address.length <= ADDRESS_SHOWN ? address : `${address.slice(0, ADDRESS_SHOWN)}***`;
}
