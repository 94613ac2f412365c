import type { SubmitterSession } from "@maru/auth";
import { type AttackSite, openAttackSite } from "./attack_site.ts";
import type { Person } from "./certificate_people.ts";
import { issuedAnswer, notFiledAnswer, twoWayAnswer } from "./scripted_agency.ts";

/** What one institution and its one submitter have, by the names that routes are told of. */
export interface Tenant {
  readonly institutionId: string;
  readonly person: Person;
  readonly session: SubmitterSession;
  readonly sessionToken: string;
  readonly adminToken: string;
  readonly staffToken: string;
  readonly apiKey: string;
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
  | "apiKeyId";

export interface TwoTenants extends AsyncDisposable {
  readonly site: AttackSite;
  readonly one: Tenant;
  readonly two: Tenant;
  readonly agentToken: string;
  readonly operatorToken: string;
  readonly revokedKey: string;
}

const NUMBERS = { one: "1234567891", two: "1248100998", agent: "2208162517" } as const;

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
  const { rows: [document] } = await submission.institution.pull(institutionId, { limit: 9 });
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
  return {
    institutionId,
    person,
    session,
    sessionToken,
    adminToken: admin.token,
    staffToken: staff.token,
    apiKey: apiKey.key,
    ids: {
      submission: delivered.id,
      item: delivered.item,
      failedSubmission: failed.id,
      failedItem: failed.item,
      waitingSubmission: waiting.id,
      waitingItem: waiting.item,
      document: document?.documentId ?? "",
      delivery: delivery?.id ?? "",
      product: productId,
      slug,
      apiKeyId: apiKey.id,
    },
  };
}
