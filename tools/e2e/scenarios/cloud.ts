/**
 * 금융인증서: the key stays with a provider; the person confirms there with phone and PIN.
 *
 * @module
 */
import { deepEqual, equal } from "node:assert/strict";
import type { Page } from "playwright-core";
import { visit } from "../harness/browser.ts";
import type { CastMember, DemoCertificateInfo } from "../harness/sandbox_client.ts";
import {
  chooseType,
  fillFields,
  HISTORY,
  type LoginFields,
  loginOutcome,
  openLogin,
  type SubmitterType,
} from "../pages/login_page.ts";
import { waitUntilFinished } from "../pages/progress_page.ts";
import { openRequest, pressSubmit } from "../pages/request_page.ts";
import { memberNamed } from "../subjects.ts";
import type { Room, Scenario } from "../world.ts";

const OWNERS: readonly { type: SubmitterType; member: string; words: string }[] = [
  { type: "corporation", member: "주식회사 마루상사", words: "법인사업자" },
  { type: "proprietorByRepresentative", member: "튼튼철물", words: "개인사업자 대표자 인증서" },
  { type: "proprietorByBusiness", member: "튼튼철물", words: "개인사업자 사업자 인증서" },
  { type: "individual", member: "임꺽정", words: "개인" },
  { type: "taxAgent", member: "세무법인 다올", words: "세무대리인" },
];

export function cloudScenarios(): Scenario[] {
  const journey: Scenario = {
    name: "제출: 금융인증서로 로그인한 개인은 휴대전화의 간편인증으로 서류를 제출한다",
    phase: 1,
    holds: [],
    run: submitByPhone,
  };
  return [
    journey,
    ...OWNERS.map((owner): Scenario => ({
      name: `로그인: ${owner.words} × 금융인증서`,
      phase: 1,
      holds: [],
      async run(room) {
        const member = memberNamed(await room.world.sandbox.cast(), owner.member);
        const { certificate, fields } = await issueCloudCertificate(room, { ...owner, member });
        const page = await visit(room);
        const outcome = await logInByCloud(page, { certificate, fields });
        equal(outcome.problem ?? outcome.path, HISTORY);
      },
    })),
  ];
}

/** A cloud certificate has no file to hand over: every agency asks on the phone. */
async function submitByPhone(room: Room): Promise<void> {
  const { sandbox } = room.world;
  const member = memberNamed(await sandbox.cast(), "성춘향");
  const { certificate, fields } = await issueCloudCertificate(room, { type: "individual", member });
  const page = await visit(room);
  const outcome = await logInByCloud(page, {
    certificate,
    fields,
    returnPath: "/oneclick/p/personal-guarantee",
  });
  equal(outcome.problem, undefined);
  const answers = { province: "전북특별자치도", district: "남원시" };
  await openRequest(page, { slug: "personal-guarantee", answers });
  await pressSubmit(page, answers);
  const isOver = approveAll(room, page, member.name);
  const items = await waitUntilFinished(page);
  await isOver();
  const states = items.map(({ name, state, reason }) => `${name} ${state} ${reason}`.trim());
  deepEqual(states.filter((state) => !/PDF$|미제공$/.test(state)), []);
  room.figure(`${items.length} documents`);
}

/** Approves on the phone whatever asks, and says so on the page, until told to stop. */
function approveAll({ world: { sandbox } }: Room, page: Page, userName: string) {
  let isOver = false;
  const approving = (async () => {
    while (!isOver) {
      for (const approval of await sandbox.approvals()) {
        if (approval.userName === userName) await sandbox.approve(approval.jti).catch(() => {});
      }
      const done = page.getByRole("button", { name: "인증을 마쳤습니다" }).first();
      if (await done.isVisible()) await done.click({ timeout: 2_000 }).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  })().catch(() => {});
  return async () => {
    isOver = true;
    await approving;
  };
}

let issuedCount = 0;

/** A cloud certificate of the member's number, and what its owner types. */
export async function issueCloudCertificate(
  { world }: Room,
  owner: { type: SubmitterType; member: CastMember },
): Promise<{ certificate: DemoCertificateInfo; fields: LoginFields }> {
  const { type, member } = owner;
  const isPersonal = type === "individual" || type === "proprietorByRepresentative";
  const residentNumber = member.kind === "person"
    ? member.number
    : member.representativeResidentNumber;
  const phone = `0108880${String(++issuedCount).padStart(4, "0")}`;
  const name = isPersonal ? member.representative ?? member.name : member.name;
  const certificate = await world.sandbox.issueCertificate({
    name,
    number: isPersonal ? residentNumber : member.number,
    ...(isPersonal ? {} : { policyOid: "1.2.410.200005.1.1.5" }),
    submitterType: type,
    businessNumber: member.kind === "person" ? undefined : member.number,
    phone,
    place: "cloud",
  });
  return {
    certificate,
    fields: {
      type,
      phone,
      submitterName: member.representative ?? member.name,
      ...(member.kind === "person" ? {} : { businessNumber: member.number }),
      ...(isPersonal && residentNumber !== undefined ? { residentNumber } : {}),
      ...(type === "taxAgent"
        ? { manageNumber: member.manageNumber, managePassword: member.managePassword }
        : {}),
    },
  };
}

export async function logInByCloud(
  page: Page,
  login: { certificate: DemoCertificateInfo; fields: LoginFields; returnPath?: string },
) {
  await openLogin(page, login.returnPath);
  await chooseType(page, login.fields.type);
  await page.locator("#tab-cloud").click();
  await fillFields(page, login.fields);
  await page.locator("#login-button").click();
  const [provider] = await Promise.all([
    page.context().waitForEvent("page"),
    page.locator("#cloud-link").click(),
  ]);
  await provider.locator("#phone").fill(login.fields.phone);
  await provider.locator("#pin").fill(login.certificate.pin ?? "");
  await provider.getByRole("button", { name: "인증하기" }).click();
  await provider.getByRole("heading", { name: "금융인증서 확인을 마쳤습니다" }).waitFor();
  await provider.close();
  return await loginOutcome(page);
}
