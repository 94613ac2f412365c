/**
 * The whole site over real modules, with two institutions and two submitters who know nothing of each
 * other: what attacks are tried on.
 *
 * @module
 */
import {
  type Auth,
  createAuth,
  createCertificateVerifier,
  type SubmitterSession,
} from "@maru/auth";
import type { Debit } from "@maru/debit";
import type { Kernel } from "@maru/kernel";
import { type TestKernel, testKernel } from "@maru/kernel/testing";
import { createNotifications, type Notifications } from "@maru/notifications";
import { createSubmission, type Submission, submissionSettings } from "@maru/submission";
import type { Hono } from "hono";
import { createWebApp } from "../app.ts";
import { type Site, type SiteParts, wholeSite } from "../areas.ts";
import type { WebEnv } from "../context.ts";
import { identifyVisitor } from "../identify.ts";
import { createVisitor, TEST_ORIGIN, testAssets, type Visitor } from "../testing.ts";
import {
  createPeople,
  loginInput,
  type People,
  type Person,
  sealedBundle,
} from "./certificate_people.ts";
import {
  type CreatedMember,
  createMember,
  createStaff,
  type MemberToCreate,
  type StaffToCreate,
} from "./staff_people.ts";
import { composeDebit } from "./debit_world.ts";
import { createScriptedAgency, type ScriptedAgency } from "./scripted_agency.ts";

export { STAFF_PASSWORD } from "./staff_people.ts";

/** 2026-11-20 10:00 in Seoul: every agency is open. */
export const ATTACK_TIME = new Date("2026-11-20T01:00:00Z");

export interface AttackSite extends AsyncDisposable {
  readonly test: TestKernel;
  readonly kernel: Kernel;
  readonly auth: Auth;
  readonly notifications: Notifications;
  readonly submission: Submission;
  readonly debit: Debit;
  readonly agency: ScriptedAgency;
  readonly people: People;
  readonly app: Hono<WebEnv>;
  readonly logLines: string[];
  /** Another app over the same modules, e.g. with a planted fault. */
  appOf(site: Site<SiteParts>): Hono<WebEnv>;
  /** Logs in with the certificate, as the login page does. */
  logIn(person: Person): Promise<{ token: string; session: SubmitterSession }>;
  /** One document of the product, submitted; `drain` lets the agency answer. */
  submit(who: { person: Person; session: SubmitterSession; slug: string }): Promise<string>;
  /** A browser with these cookies that has opened a page, and so has a token. */
  visitor(cookies?: { session?: string; staff?: string }, app?: Hono<WebEnv>): Promise<Visitor>;
  /** A member of staff, logged in. */
  staff(who: StaffToCreate): Promise<{ staffId: string; token: string }>;
  /** A member of a merchant, logged in. */
  member(who: MemberToCreate): Promise<CreatedMember>;
  /** An institution with one product of one document. */
  institution(name: string, slug: string): Promise<{ institutionId: string; productId: string }>;
}

export async function openAttackSite(
  { sandboxUrl = "" }: { readonly sandboxUrl?: string } = {},
): Promise<AttackSite> {
  const logLines: string[] = [];
  const test = await testKernel({
    now: ATTACK_TIME,
    sandboxUrl,
    onLogLine: (line) => logLines.push(line),
  });
  const { kernel } = test;
  const people = await createPeople(ATTACK_TIME);
  const agency = createScriptedAgency();
  const modules = await composeModules(kernel, { people, agency });
  const parts: SiteParts = {
    kernel,
    ...modules,
    streams: { stopping: false },
    assets: testAssets,
    config: { publicUrl: TEST_ORIGIN },
    identify: identifyVisitor(modules.auth),
  };
  const app = createWebApp(parts, wholeSite);
  const { auth, submission } = modules;
  return {
    test,
    kernel,
    ...modules,
    agency,
    people,
    app,
    logLines,
    appOf: (site) => createWebApp(parts, site),
    logIn: async (person) =>
      await auth.submitters.logIn(await loginInput(auth, { person, at: kernel.clock.now() })),
    submit: (who) => submit({ auth, submission, kernel }, who),
    async visitor(cookies = {}, other = app) {
      const visitor = createVisitor(other);
      if (cookies.session) visitor.cookies.set("__Host-session", cookies.session);
      if (cookies.staff) visitor.cookies.set("__Host-staff", cookies.staff);
      await visitor.get("/support");
      return visitor;
    },
    staff: (who) => createStaff({ auth, kernel }, who),
    member: (who) => createMember({ auth, kernel }, who),
    institution: (name, slug) => createInstitution({ auth, submission, kernel }, { name, slug }),
    async [Symbol.asyncDispose]() {
      await test.stop();
      await people.remove();
    },
  };
}

async function composeModules(
  kernel: Kernel,
  { people, agency }: { people: People; agency: ScriptedAgency },
): Promise<Pick<SiteParts, "auth" | "notifications" | "submission" | "debit">> {
  const config = {
    rootsDirectory: people.rootsDirectory,
    revocationMode: "off",
    revocationHosts: [],
    origins: [TEST_ORIGIN],
    cloudCertificateUrl: "",
    cloudCertificateClientKey: "",
  } as const;
  const notifications = createNotifications({
    kernel,
    provider: {
      send: ({ key }) => Promise.resolve({ state: "accepted", providerId: key }),
      find: () => Promise.resolve(undefined),
      statusOf: (providerId) => Promise.resolve({ providerId, state: "delivered" }),
      readReceipt: () => [],
    },
  });
  const verifier = createCertificateVerifier({ kernel, config });
  const auth = createAuth({
    kernel,
    notifications,
    verifier,
    cloudProvider: {
      request: () => Promise.reject(new TypeError("This test has no cloud certificates")),
      read: () => Promise.reject(new TypeError("This test has no cloud certificates")),
    },
    config,
  });
  const submission = createSubmission({
    kernel,
    auth,
    notifications,
    agencies: agency,
    settings: { ...fallbacks(), agencySpacingMs: 0 },
  });
  const debit = await composeDebit({ kernel, auth, notifications, verifier });
  return { auth, notifications, submission, debit };
}

type Settings = NonNullable<Parameters<typeof createSubmission>[0]["settings"]>;

function fallbacks(): Settings {
  const entries = Object.entries(submissionSettings).map(([name, setting]) =>
    [name, setting.parse(setting.fallback)] as const
  );
  return Object.fromEntries(entries) as unknown as Settings;
}

async function submit(
  { auth, submission, kernel }: Pick<AttackSite, "auth" | "submission" | "kernel">,
  { person, session, slug }: { person: Person; session: SubmitterSession; slug: string },
): Promise<string> {
  const product = await submission.submitter.product(slug, session);
  const { submissionId } = await submission.submitter.submit(session, {
    productSlug: slug,
    documents: product.documents.map(({ documentCode }) => ({ documentCode, inputs: {} })),
    consents: (await auth.consents.current()).map(({ kind, version }) => ({ kind, version })),
    sealedBundle: await sealedBundle(auth, { person, sessionId: session.id }),
    idempotencyKey: kernel.uuid(),
    address: "192.0.2.7",
  });
  return submissionId;
}

async function createInstitution(
  { auth, submission, kernel }: Pick<AttackSite, "auth" | "submission" | "kernel">,
  { name, slug }: { name: string; slug: string },
): Promise<{ institutionId: string; productId: string }> {
  const institutionId = await kernel.transaction(async (tx) => {
    const { id } = await auth.staff.createOrganisation(tx, { name });
    await submission.createInstitution(tx, { id, name, retentionDays: 90 });
    return id;
  });
  const { productId } = await submission.institution.saveProduct(institutionId, {
    name: `${name} 서류`,
    slug,
    description: "",
    active: true,
    submitterTypes: ["corporation", "taxAgent"],
    documents: [{
      documentCode: "business-registration",
      periodExpression: "",
      periodChangeable: true,
      required: true,
    }],
  });
  return { institutionId, productId };
}
