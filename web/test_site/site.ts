/**
 * The whole site over made-up modules: pages are visited as the people of `people.ts`.
 *
 * @module
 */
import type {
  Auth,
  ConsentDocument,
  Consents,
  Members,
  SecondFactors,
  StaffAuth,
  SubmitterAuth,
} from "@maru/auth";
import type { Debit } from "@maru/debit";
import type { Notifications } from "@maru/notifications";
import type { Submission } from "@maru/submission";
import { createWebApp } from "../app.ts";
import { type SiteParts, wholeSite } from "../areas.ts";
import { identifyVisitor } from "../identify.ts";
import type { Assets } from "../static/assets.ts";
import { createVisitor, TEST_ORIGIN, testAssets, type Visitor } from "../testing.ts";
import { type Amount, amountOf, institutionDesk, operatorDesk, submitterDesk } from "./desks.ts";
import { fakeKernel } from "./kernel.ts";
import { partOf } from "./part_of.ts";
import { NOW, STAFF, type StaffToken, SUBMITTERS, type SubmitterToken } from "./people.ts";

export interface TestSiteOptions {
  /** How much the lists hold; `few` unless said. */
  readonly amount?: Amount;
  readonly assets?: Assets;
  readonly origin?: string;
  /** Functions of the modules that this test watches or breaks. */
  readonly submitter?: Partial<Submission["submitter"]>;
  readonly institution?: Partial<Submission["institution"]>;
  readonly operator?: Partial<Submission["operator"]>;
  readonly staff?: Partial<StaffAuth>;
  readonly members?: Partial<Members>;
  readonly secondFactors?: Partial<SecondFactors>;
  readonly consents?: Partial<Consents>;
  readonly notifications?: Partial<Notifications>;
  readonly debit?: Partial<Debit>;
}

export interface TestSite {
  readonly app: ReturnType<typeof createWebApp>;
  /** Somebody with the cookie of that name, or a stranger. */
  visitAs(who?: SubmitterToken | StaffToken | "superseded"): Visitor;
}

export function startTestSite(options: TestSiteOptions = {}): TestSite {
  const amount = options.amount ?? "few";
  const auth = fakeAuth(options);
  const parts: SiteParts = {
    kernel: fakeKernel(amount),
    auth,
    notifications: partOf<Notifications>({
      log: () => Promise.resolve(amountOf(amount, MESSAGES)),
      ...options.notifications,
    }),
    submission: partOf<Submission>({
      submitter: overlay(submitterDesk(amount), options.submitter),
      institution: overlay(institutionDesk(amount), options.institution),
      operator: overlay(operatorDesk(amount), options.operator),
    }),
    debit: debitOf(options.debit ?? {}),
    streams: { stopping: false },
    assets: options.assets ?? testAssets,
    config: { publicUrl: options.origin ?? TEST_ORIGIN },
    identify: identifyVisitor(auth),
  };
  const app = createWebApp(parts, wholeSite);
  return {
    app,
    visitAs(who) {
      const visitor = createVisitor(app);
      if (who !== undefined) {
        visitor.cookies.set(who in STAFF ? "__Host-staff" : "__Host-session", who);
      }
      return visitor;
    },
  };
}

function fakeAuth(options: TestSiteOptions): Auth {
  const submitters = partOf<SubmitterAuth>({
    find: (token) => {
      if (token === "superseded") {
        return Promise.resolve({ state: "superseded", session: SUBMITTERS.corporation });
      }
      const session = SUBMITTERS[token as SubmitterToken];
      return Promise.resolve(
        session === undefined ? { state: "none" } : { state: "live", session },
      );
    },
  });
  const staff = partOf<StaffAuth>({
    find: (token) => Promise.resolve(STAFF[token as StaffToken]),
    list: () => Promise.resolve([]),
    ...options.staff,
  });
  const consents = partOf<Consents>({
    current: () => Promise.resolve([...CONSENTS]),
    find: (kind, version) =>
      Promise.resolve(
        CONSENTS.find((each) => each.kind === kind && each.version === version),
      ),
    ...options.consents,
  });
  return {
    submitters,
    staff,
    members: partOf<Members>({ ...options.members }),
    secondFactors: partOf<SecondFactors>({ ...options.secondFactors }),
    consents,
    cloud: partOf({}),
    transfers: partOf({}),
  };
}

/** The desk with a few functions replaced; what it lacks still throws. */
function overlay<Face extends object>(desk: Face, over: Partial<Face> | undefined): Face {
  return over === undefined ? desk : new Proxy(desk, {
    get: (target, name) => name in over ? Reflect.get(over, name) : Reflect.get(target, name),
  });
}

export const CONSENTS: readonly ConsentDocument[] = [
  ["service", "서비스 이용약관"],
  ["personalData", "개인정보 수집 및 이용 동의"],
  ["provision", "개인정보 제3자 제공 동의"],
  ["vatData", "부가가치세 자료 제공 동의"],
].map(([kind = "", title = ""]) => ({
  kind: kind as ConsentDocument["kind"],
  version: 1,
  title,
  body: [
    "서류 발급과 제출을 위해 아래와 같이 개인정보를 수집하고 이용합니다.",
    "1. 수집 항목\n- 제출자 성명, 휴대폰 번호\n- 인증서에 적힌 이름(상호), 사업자등록번호",
    "2. 이용 목적\n본인 확인, 서류 발급 신청과 제출, 진행 상황 안내(알림톡·문자), 제출내역 조회",
  ].join("\n\n"),
  required: true,
  effectiveFrom: new Date("2025-12-31T15:00:00Z"),
}));

const MESSAGES: Awaited<ReturnType<Notifications["log"]>> = [
  {
    id: "01920000-0000-7000-8000-00000000ac01",
    key: "submission.finished:1",
    template: "submission.finished",
    phoneMasked: "010-****-6789",
    state: "delivered",
    createdAt: NOW,
    hops: [
      { channel: "alimtalk", state: "failed", at: NOW, failure: "3104" },
      { channel: "lms", state: "delivered", at: NOW },
    ],
  },
  {
    id: "01920000-0000-7000-8000-00000000ac02",
    key: "submission.started:1",
    template: "submission.started",
    phoneMasked: "010-****-6789",
    state: "failed",
    createdAt: NOW,
    hops: [{ channel: "alimtalk", state: "failed", at: NOW, failure: "1025" }],
  },
];

const DEBIT_DESKS = [
  "merchants",
  "customers",
  "imports",
  "registrations",
  "orders",
  "exchange",
  "cash",
  "settlements",
  "aggregates",
  "integration",
  "notices",
  "payer",
  "schedule",
] as const;

/** Every desk is there; of each, what the test gives. */
function debitOf(given: Partial<Record<string, object>>): Debit {
  const desks = DEBIT_DESKS.map((name) => [name, partOf(given[name] ?? {})]);
  return Object.fromEntries(desks) as unknown as Debit;
}
