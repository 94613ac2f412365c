import type { SubmitterSession } from "@maru/auth";
import { enrolCodeApp } from "@maru/auth/testing";
import { createDebitPast, type DebitPastId } from "./debit_past.ts";
import { createDebitShared, type DebitSharedId } from "./debit_shared.ts";
import { createDebitThings, type DebitThingId } from "./debit_world.ts";
import { type AttackSite, openAttackSite } from "./attack_site.ts";
import type { Person } from "./certificate_people.ts";
import type { CreatedMember } from "./staff_people.ts";
import { issuedAnswer, notFiledAnswer, twoWayAnswer } from "./scripted_agency.ts";

/** What one institution and its one submitter have, by the names that routes are told of. */
export interface Tenant {
  readonly institutionId: string;
  readonly person: Person;
  readonly session: SubmitterSession;
  readonly sessionToken: string;
  readonly adminToken: string;
  readonly staffToken: string;
  /** A merchant beside the institution, and its people. */
  readonly merchantId: string;
  readonly merchantAdmin: CreatedMember;
  /** An administrator who proved no second factor. */
  readonly merchantUnproved: CreatedMember;
  /** May look, and nothing more. */
  readonly merchantStaff: CreatedMember;
  readonly apiKey: string;
  /** The merchant's own key. */
  readonly merchantKey: string;
  /** Identifiers that stand in addresses; another tenant's must be found nowhere. */
  readonly ids: Readonly<Record<TenantId, string>>;
}

export type TenantId =
  | "submission"
  | "item"
  | "failedSubmission"
  | "failedItem"
  | "waitingSubmission"
  | "waitingItem"
  | "document"
  | "delivery"
  | "product"
  | "slug"
  | "apiKeyId"
  | "member"
  | "memberRole"
  | DebitPastId
  | DebitSharedId
  | DebitThingId;

export interface TwoTenants extends AsyncDisposable {
  readonly site: AttackSite;
  readonly one: Tenant;
  readonly two: Tenant;
  readonly agentToken: string;
  /** An operator who proved a second factor, and one who did not. */
  readonly operatorToken: string;
  readonly unprovedOperatorToken: string;
  readonly revokedKey: string;
}

const NUMBERS = { one: "1234567891", two: "1248100998", agent: "2208162517" } as const;
/** How long a writing transaction of another test may hold back what is pulled. */
const PULL_WAIT_MS = 20_000;
const PULL_STEP_MS = 50;

/** Two institutions and two submitters, each with documents delivered, failed and waiting. */
export async function openTwoTenants(
  options: { readonly sandboxUrl?: string } = {},
): Promise<TwoTenants> {
  const site = await openAttackSite(options);
  const one = await createTenant(site, "one");
  const two = await createTenant(site, "two");
  const agent = await site.people.person({
    name: "세무법인 셈",
    businessNumber: NUMBERS.agent,
    submitterType: "taxAgent",
  });
  const { token: agentToken } = await site.logIn(agent);
  const operator = await site.staff({ loginId: "watcher", role: "operator" });
  const proved = await site.auth.staff.find(operator.token);
  await enrolCodeApp(site.auth.secondFactors, { sessionId: proved?.id ?? "", at: new Date() });
  const unproved = await site.staff({ loginId: "unproved-watcher", role: "operator" });
  const { submission } = site;
  const revoked = await submission.institution.createApiKey(one.institutionId, {
    name: "old",
    actor: "test",
  });
  await submission.institution.revokeApiKey(one.institutionId, revoked.id, "test");
  return {
    site,
    one,
    two,
    agentToken,
    operatorToken: operator.token,
    unprovedOperatorToken: unproved.token,
    revokedKey: revoked.key,
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}

async function createTenant(site: AttackSite, name: "one" | "two"): Promise<Tenant> {
  const { submission } = site;
  const slug = `product-${name}`;
  const { institutionId, productId } = await site.institution(`기관 ${name}`, slug);
  const person = await site.people.person({
    name: `(주)${name}상사`,
    businessNumber: NUMBERS[name],
  });
  const { token: sessionToken, session } = await site.logIn(person);
  const submitOne = async (answer: AttackSite["agency"]["answer"]) => {
    site.agency.answer = answer;
    const id = await site.submit({ person, session, slug });
    await site.test.drain();
    const [item] = (await submission.submitter.view(session, id)).items;
    return { id, item: item?.id ?? "" };
  };
  const delivered = await submitOne(issuedAnswer({ resCompanyNm: `(주)${name}상사` }));
  const failed = await submitOne(notFiledAnswer);
  const waiting = await submitOne(twoWayAnswer);
  const { rows: [delivery] } = await submission.institution.deliveries(institutionId, { limit: 9 });
  const documentId = await pulledDocument(site, institutionId);
  const organisationId = institutionId;
  const admin = await site.staff({
    loginId: `head-${name}`,
    role: "institutionAdmin",
    organisationId,
  });
  const staff = await site.staff({
    loginId: `desk-${name}`,
    role: "institutionStaff",
    organisationId,
  });
  const apiKey = await submission.institution.createApiKey(institutionId, {
    name: "first",
    actor: "test",
  });
  const merchant = await createMerchant(site, name);
  const debit = await createDebitThings(site, { ...merchant, name, businessNumber: NUMBERS[name] });
  const past = await createDebitPast(site, {
    merchantId: merchant.merchantId,
    orderId: debit.ids.order,
  });
  return {
    ...merchant,
    institutionId,
    person,
    session,
    sessionToken,
    adminToken: admin.token,
    staffToken: staff.token,
    apiKey: apiKey.key,
    merchantKey: debit.key,
    ids: {
      submission: delivered.id,
      item: delivered.item,
      failedSubmission: failed.id,
      failedItem: failed.item,
      waitingSubmission: waiting.id,
      waitingItem: waiting.item,
      document: documentId,
      delivery: delivery?.id ?? "",
      product: productId,
      slug,
      apiKeyId: apiKey.id,
      member: merchant.memberId,
      memberRole: merchant.roleId,
      ...debit.ids,
      ...past,
      ...await createDebitShared(site, merchant),
    },
  };
}

/** A document is pulled once all that was being written before it, in any database, has ended. */
async function pulledDocument({ submission }: AttackSite, institutionId: string): Promise<string> {
  for (let waitedMs = 0; waitedMs < PULL_WAIT_MS; waitedMs += PULL_STEP_MS) {
    const { rows: [document] } = await submission.institution.pull(institutionId, { limit: 9 });
    if (document !== undefined) return document.documentId;
    await new Promise((resolve) => setTimeout(resolve, PULL_STEP_MS));
  }
  throw new Error(`Cannot pull a document within ${PULL_WAIT_MS} ms`);
}

/** A merchant with a role that may look, and a member whom the administrator manages. */
async function createMerchant(site: AttackSite, name: "one" | "two") {
  const { auth, kernel } = site;
  const { id: merchantId } = await kernel.transaction((tx) =>
    auth.staff.createOrganisation(tx, { name: `업체 ${name}`, businessNumber: NUMBERS[name] })
  );
  const common = { organisationId: merchantId };
  const merchantAdmin = await site.member({ ...common, role: "merchantAdmin", isProved: true });
  const merchantUnproved = await site.member({ ...common, role: "merchantAdmin", isProved: false });
  const session = await auth.staff.find(merchantAdmin.token);
  if (session === undefined) throw new TypeError("Cannot find the session of the administrator");
  const { roleId, memberId } = await kernel.transaction(async (tx) => {
    const role = { name: "조회", rights: ["debit.read"] } as const;
    const { id: roleId } = await auth.members.saveRole(tx, session, role);
    const { id: memberId } = await auth.members.add(tx, session, {
      name: "관리 대상",
      role: "merchantStaff",
      roleId,
    });
    return { roleId, memberId };
  });
  const looker = { ...common, role: "merchantStaff", roleId, isProved: true } as const;
  const merchantStaff = await site.member(looker);
  return { merchantId, merchantAdmin, merchantUnproved, merchantStaff, roleId, memberId };
}
