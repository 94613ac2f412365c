import { type Cast, isTaxAgent, residentNumberOf } from "../cast/cast.ts";
import type { Member } from "../cast/member.ts";
import { birthDateOf } from "../cast/numbers.ts";
import type { CertificateLogin } from "./certificate_bundle.ts";
import { Refusal } from "./codes.ts";
import type { GatewayKey } from "./gateway_key.ts";
import { agencies, type AgencyCode, type ApplicantKind, type Product } from "./product.ts";
import { digitsOf, type RequestFields, textOf } from "./wire.ts";

/** Whose account it is, and whom the document is about. */
export interface Applicant {
  readonly owner: Member;
  readonly subject: Member;
  readonly kind: ApplicantKind;
  readonly isAgent: boolean;
}

/**
 * The two numbers of a request: the account's owner (`loginIdentity`, else `identity`) and the subject's.
 * With simple authentication the owner may be a birth date (yyyyMMdd) alone, which the name completes.
 */
export interface RequestNumbers {
  readonly owner: string;
  readonly subject: string;
}

/** Reads the numbers, which may be encrypted to the gateway (`identityEncYn` `Y`). @throws {Refusal} */
export function readNumbers(fields: RequestFields, key: GatewayKey): RequestNumbers {
  const read = (name: string) =>
    textOf(fields, "identityEncYn") === "Y" && textOf(fields, name) !== ""
      ? key.open(textOf(fields, name)).replaceAll(/\D/g, "")
      : digitsOf(fields, name);
  const subject = read("identity");
  const owner = read("loginIdentity") || subject;
  const lengths = textOf(fields, "loginType") === "0" ? [10, 13] : [8, 10, 13];
  if (!lengths.includes(owner.length)) throw new Refusal("inputMissing", "identity");
  return { owner, subject: subject || owner };
}

/**
 * Finds the account's owner and checks that they may ask for the subject's documents.
 * @throws {Refusal} CF-12835 no member, CF-12803 wrong agent login, CF-12049 not entitled.
 */
export function findApplicant(
  fields: RequestFields,
  options: { cast: Cast; agency: AgencyCode; numbers: RequestNumbers; key: GatewayKey },
): Applicant {
  const { cast, agency, numbers } = options;
  const owner = ownerOf(cast, numbers, textOf(fields, "userName"));
  if (owner === undefined || owner.notRegisteredAt.includes(agency)) {
    throw new Refusal("notRegistered", `${agencies[agency].name} 회원이 아닙니다.`);
  }
  const isAgent = textOf(fields, "applicationType") === "02";
  if (isAgent) checkAgent(fields, owner, options.key);
  const subject = numbers.subject.length === 8 ? owner : cast.find(numbers.subject);
  if (subject === undefined) throw new Refusal("notEntitled", "등록되지 않은 번호입니다.");
  if (!mayAskFor(owner, subject, isAgent)) {
    throw new Refusal("notEntitled", isAgent ? "수임업체가 아닙니다." : "");
  }
  return { owner, subject, kind: isAgent ? "A" : kindOf(subject), isAgent };
}

/** Refuses documents that are not for this applicant or this certificate. @throws {Refusal} */
export function checkProduct(
  product: Product,
  applicant: Applicant,
  certificate: CertificateLogin | undefined,
): void {
  if (!product.who.includes(applicant.kind)) throw new Refusal("notForApplicant");
  if (applicant.kind !== "B" || certificate === undefined) return;
  const needed = { both: undefined, representative: "personal", business: "corporate" }[
    product.proprietorCertificate
  ];
  if (needed !== undefined && certificate.kind !== needed) {
    throw new Refusal(
      "wrongCertificate",
      needed === "personal" ? "대표자 인증서로만 발급됩니다." : "사업자 인증서로만 발급됩니다.",
    );
  }
}

/** A representative logs in with the resident number: then the account is the person's, or the firm's. */
function ownerOf(cast: Cast, numbers: RequestNumbers, userName: string): Member | undefined {
  const found = cast.find(numbers.owner);
  if (found !== undefined) return found;
  const represented = numbers.owner.length === 8
    ? cast.list().filter((member) => isNamed(member, userName, numbers.owner))
    : cast.withResidentNumber(numbers.owner);
  return represented.find((member) => member.number === numbers.subject) ?? represented[0];
}

function isNamed(member: Member, userName: string, birthDate: string): boolean {
  const name = member.kind === "person" ? member.name : member.representative;
  return name === userName && birthDateOf(residentNumberOf(member)) === birthDate;
}

function checkAgent(fields: RequestFields, owner: Member, key: GatewayKey): void {
  if (!isTaxAgent(owner)) throw new Refusal("notEntitled", "세무대리인이 아닙니다.");
  const password = key.open(textOf(fields, "managePassword"));
  if (textOf(fields, "manageNo") !== owner.manageNumber || password !== owner.managePassword) {
    throw new Refusal("wrongAgentLogin");
  }
}

function mayAskFor(owner: Member, subject: Member, isAgent: boolean): boolean {
  if (isAgent) return isTaxAgent(owner) && owner.clients.includes(subject.number);
  return owner.number === subject.number || residentNumberOf(subject) === residentNumberOf(owner);
}

function kindOf(subject: Member): ApplicantKind {
  switch (subject.kind) {
    case "corporation":
      return "C";
    case "person":
      return "P";
    default:
      return "B";
  }
}
