/**
 * Demo data: two institutions with products, their staff, an operator, and the sandbox told what the
 * outside world would know. Everything is made up.
 *
 * @module
 */
import { seedSandboxTemplates } from "@maru/notifications";
import type { ProductInput } from "@maru/submission";
import type { App, AppConfig } from "../compose.ts";
import { seedDebit } from "./demo_debit.ts";

/** One password for all demo staff; the first page of the launcher prints it. */
const DEMO_PASSWORD = "maru-demo-2026!";

const SANDBOX_WAIT_MS = 60_000;

/** Writes the demo data once; every start tells the sandbox again. */
export async function seedDemo(app: App, config: AppConfig): Promise<void> {
  await tellSandbox(app, config);
  if (await isSeeded(app)) return;
  await openAgencies(app);
  await seedOperator(app);
  for (const institution of INSTITUTIONS) await seedInstitution(app, config, institution);
  await seedDebit(app, DEMO_PASSWORD);
  app.kernel.log.info("demo data written");
}

async function isSeeded(app: App): Promise<boolean> {
  const products = await app.submission.submitter.products(undefined);
  return products.length > 0;
}

async function tellSandbox(app: App, config: AppConfig): Promise<void> {
  const endsAt = performance.now() + SANDBOX_WAIT_MS;
  while (true) {
    try {
      return await seedSandboxTemplates(app.kernel, fetch, config.notifications);
    } catch (error) {
      if (performance.now() > endsAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** The sandbox's agencies never sleep, so that a demo works at any hour. */
async function openAgencies(app: App): Promise<void> {
  for (const { code } of await app.submission.operator.agencies()) {
    await app.submission.operator.saveAgencyHours({
      code,
      opensAt: "00:00",
      closesAt: "24:00",
      actor: "system",
    });
  }
}

async function seedOperator(app: App): Promise<void> {
  await app.kernel.transaction(async (tx) => {
    await app.auth.staff.createStaff(tx, {
      loginId: "operator",
      name: "이운영",
      role: "operator",
      password: DEMO_PASSWORD,
      mustChangePassword: false,
    });
  });
}

interface DemoInstitution {
  readonly name: string;
  readonly loginId: string;
  readonly adminName: string;
  readonly staffName: string;
  readonly retentionDays: number;
  readonly hasWebhook: boolean;
  readonly products: readonly ProductInput[];
}

async function seedInstitution(
  app: App,
  config: AppConfig,
  institution: DemoInstitution,
): Promise<void> {
  const id = await app.kernel.transaction(async (tx) => {
    const { id } = await app.auth.staff.createOrganisation(tx, { name: institution.name });
    await app.submission.createInstitution(tx, {
      id,
      name: institution.name,
      retentionDays: institution.retentionDays,
    });
    await createStaff(app, tx, institution, id);
    return id;
  });
  for (const product of institution.products) {
    await app.submission.institution.saveProduct(id, product);
  }
  if (institution.hasWebhook) await connectReceiver(app, config, institution.loginId, id);
}

async function createStaff(
  app: App,
  tx: Parameters<App["auth"]["staff"]["createStaff"]>[0],
  institution: DemoInstitution,
  organisationId: string,
): Promise<void> {
  const common = { organisationId, password: DEMO_PASSWORD, mustChangePassword: false };
  await app.auth.staff.createStaff(tx, {
    ...common,
    loginId: institution.loginId,
    name: institution.adminName,
    role: "institutionAdmin",
  });
  await app.auth.staff.createStaff(tx, {
    ...common,
    loginId: `${institution.loginId}-staff`,
    name: institution.staffName,
    role: "institutionStaff",
  });
}

/** The sandbox's receiver plays the institution's own server: it is given the webhook's secret. */
async function connectReceiver(
  app: App,
  config: AppConfig,
  name: string,
  institutionId: string,
): Promise<void> {
  const url = `${config.kernel.sandboxUrl}/receiver/${name}`;
  const { secret } = await app.submission.institution.setWebhook(institutionId, {
    url,
    active: true,
    actor: "system",
  });
  if (secret === undefined) return;
  const response = await fetch(`${url}/secret`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ secret }),
  });
  if (!response.ok) throw new Error(`Cannot give the receiver its secret: ${response.status}`);
}

function document(
  documentCode: string,
  periodExpression = "",
  rules: { required?: boolean; periodChangeable?: boolean } = {},
): ProductInput["documents"][number] {
  return { documentCode, periodExpression, required: true, periodChangeable: true, ...rules };
}

const INSTITUTIONS: readonly DemoInstitution[] = [
  {
    name: "한빛신용보증",
    loginId: "hanbit",
    adminName: "박서준",
    staffName: "최다은",
    retentionDays: 90,
    hasWebhook: true,
    products: [
      {
        name: "운전자금 보증 신청",
        slug: "working-capital",
        description: "운전자금 보증 심사에 필요한 국세·지방세·4대보험 서류를 한 번에 제출합니다.",
        active: true,
        submitterTypes: [
          "corporation",
          "proprietorByRepresentative",
          "proprietorByBusiness",
          "taxAgent",
        ],
        documents: [
          document("business-registration"),
          document("vat-tax-base", "last 4 halves"),
          document("financial-statements", "last 3 fiscalYears"),
          document("tax-clearance"),
          document("tax-invoice-list", "last 3 months"),
          document("local-tax-clearance"),
          document("local-tax-assessment", "last 1 years"),
          document("four-insurance-clearance"),
          document("workplace-member-list", "", { required: false }),
        ],
      },
      {
        name: "개인 보증 신청",
        slug: "personal-guarantee",
        description: "개인 보증 심사에 필요한 소득·세금·보험 서류를 한 번에 제출합니다.",
        active: true,
        submitterTypes: ["individual"],
        documents: [
          document("income-proof", "last 2 years"),
          document("tax-clearance"),
          document("local-tax-clearance"),
          document("health-insurance-eligibility"),
          document("health-insurance-payment", "last 12 months"),
          document("resident-register"),
        ],
      },
    ],
  },
  {
    name: "다온캐피탈",
    loginId: "daon",
    adminName: "정하린",
    staffName: "오지훈",
    retentionDays: 30,
    hasWebhook: false,
    products: [
      {
        name: "사업자 대출 서류",
        slug: "business-loan",
        description: "사업자 대출 심사에 필요한 서류를 제출합니다.",
        active: true,
        submitterTypes: ["corporation", "proprietorByRepresentative", "proprietorByBusiness"],
        documents: [
          document("business-registration"),
          document("vat-tax-base", "last 2 halves"),
          document("tax-clearance"),
        ],
      },
    ],
  },
];
