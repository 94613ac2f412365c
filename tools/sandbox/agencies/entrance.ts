import { createHash } from "node:crypto";
import { type Cast, residentNumberOf } from "../cast/cast.ts";
import type { Member } from "../cast/member.ts";
import { type Applicant, checkProduct, findApplicant } from "./applicant.ts";
import type { BundleOpener } from "./certificate_bundle.ts";
import { Refusal } from "./codes.ts";
import type { GatewayKey } from "./gateway_key.ts";
import { checkInputs } from "./inputs.ts";
import type { Entrance, Job } from "./job.ts";
import { type RequestFields, textOf } from "./wire.ts";

export interface Doorkeeper {
  readonly cast: Cast;
  readonly key: GatewayKey;
  readonly bundles: BundleOpener;
}

/**
 * Opens what was handed over, and says who that is and on which account.
 * `loginType`: 0 certificate, 5 simple authentication of a member, 6 of a non-member.
 * @throws {Refusal}
 */
export async function enter(job: Job, door: Doorkeeper): Promise<Entrance> {
  const { fields, numbers, product, faults } = job;
  checkInputs(product, fields);
  faults.refuseIf("wrong-password", "not-registered");
  const loginType = textOf(fields, "loginType");
  if (!["0", "5", "6"].includes(loginType)) throw new Refusal("badParameter", "loginType");
  const certificate = loginType === "0"
    ? await door.bundles.open(fields, numbers.owner)
    : undefined;
  const applicant = findApplicant(fields, {
    cast: door.cast,
    key: door.key,
    agency: product.agency,
    numbers,
  });
  if (certificate === undefined) checkSimpleLogin(fields, applicant.owner);
  checkProduct(product, applicant, certificate);
  return {
    applicant,
    ...(certificate ? { certificate } : {}),
    account: certificate ? `certificate:${certificate.fingerprint}` : simpleAccountOf(applicant),
  };
}

function checkSimpleLogin(fields: RequestFields, owner: Member): void {
  const name = textOf(fields, "userName");
  if (name === "") throw new Refusal("inputMissing", "userName");
  if (textOf(fields, "phoneNo") === "") throw new Refusal("inputMissing", "phoneNo");
  const isOwner = name === owner.name || owner.kind !== "person" && name === owner.representative;
  if (!isOwner) throw new Refusal("wrongIdentity");
}

function simpleAccountOf(applicant: Applicant): string {
  const digest = createHash("sha256").update(`account/${residentNumberOf(applicant.owner)}`);
  return `simple:${digest.digest("hex").slice(0, 32)}`;
}
