/**
 * What agencies do to people, and how it goes on: extra authentication, a wrong period, a blocked
 * agency, no membership, a login elsewhere.
 *
 * @module
 */
import { equal, match, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import { visit } from "../harness/browser.ts";
import { logInWithFiles } from "../pages/login_page.ts";
import {
  itemRow,
  reissue,
  shownItems,
  waitForState,
  waitUntilFinished,
} from "../pages/progress_page.ts";
import { openRequest, pressSubmit } from "../pages/request_page.ts";
import { answersOf, fieldsOf, type SubjectId } from "../subjects.ts";
import { personOf, type Room, type Scenario } from "../world.ts";

const LOAN = "business-loan";

export function agencyTroubleScenarios(): Scenario[] {
  return [
    step(
      "추가인증은 휴대전화에서 마칠 때까지 남은 시간을 보이고, 마치면 이어진다",
      extraAuthentication,
    ),
    step("신고 내역이 없는 기간은 실패하고, 기간을 고쳐 재발급하면 PDF가 된다", correctedPeriod),
    step("발급할 수 없는 서류는 마지막으로 직접 올려 제출한다", uploadAsLastSource),
    step(
      "기관에서 다른 로그인이 있으면 LOGIN-999로 실패하고 다시 로그인해 재발급한다",
      loginElsewhere,
    ),
    {
      name: "발급기관: 응답하지 않으면 실패로 하지 않고 기다렸다가 이어서 발급한다",
      phase: 1,
      holds: ["patient"],
      run: waitsForAgency,
    },
    {
      name: "발급기관: 회원이 아니면 등록되지 않았다고 말하고 기관의 주소를 준다",
      phase: 1,
      holds: ["unregistered"],
      run: notRegistered,
    },
  ];
}

function step(words: string, run: (room: Room) => Promise<void>): Scenario {
  return { name: `발급기관: ${words}`, phase: 1, holds: ["troubled"], run };
}

async function extraAuthentication(room: Room): Promise<void> {
  const { sandbox } = room.world;
  const person = personOf(room.world, "troubled");
  room.after(
    await sandbox.fault({
      kind: "extra-authentication",
      service: "hometax",
      document: "tax-clearance",
      subject: person.number,
      count: 1,
    }),
  );
  const page = await submitLoan(room, "troubled");
  await waitForState(page, "납세증명서(국세)", "추가인증");
  const countdown = itemRow(page, "납세증명서(국세)").locator(".countdown");
  match(await countdown.innerText(), /^4:[0-3]\d$/);
  const before = await countdown.innerText();
  await page.waitForTimeout(2_100);
  ok(await countdown.innerText() < before, "the countdown moves");
  const approval = (await sandbox.approvals()).find(({ agency }) => agency === "hometax");
  ok(approval, "the agency waits for the phone");
  await sandbox.approve(approval.jti);
  await itemRow(page, "납세증명서(국세)").getByRole("button", { name: "인증을 마쳤습니다" })
    .click();
  await page.waitForLoadState("domcontentloaded");
  equal(statesOf(await waitUntilFinished(page)), "PDF PDF PDF");
}

async function correctedPeriod(room: Room): Promise<void> {
  const { sandbox } = room.world;
  const person = personOf(room.world, "troubled");
  room.after(
    await sandbox.fault({
      kind: "not-filed",
      service: "hometax",
      document: "vat-tax-base",
      subject: person.number,
      count: 1,
    }),
  );
  const page = await submitLoan(room, "troubled");
  const name = "부가가치세 과세표준증명";
  const items = await waitUntilFinished(page);
  match(
    items.find((item) => item.name === name)?.reason ?? "",
    /신고하거나 발급된 내역이 없습니다/,
  );
  const row = itemRow(page, name);
  const from = row.locator('select[name="periodFrom"]');
  const options = await from.locator("option").evaluateAll((all) =>
    all.map((option) => (option as HTMLOptionElement).value)
  );
  const chosen = await row.locator('select[name="periodTo"]').inputValue();
  await from.selectOption(options.includes(chosen) ? chosen : options[0] ?? "");
  const label = await from.locator("option:checked").innerText();
  await reissue(page, name);
  await waitForState(page, name, "PDF");
  match(await row.innerText(), new RegExp(label.trim().replaceAll(/[()]/g, ".")));
}

async function uploadAsLastSource(room: Room): Promise<void> {
  const { sandbox } = room.world;
  const person = personOf(room.world, "troubled");
  room.after(
    await sandbox.fault({
      kind: "not-entitled",
      service: "hometax",
      document: "business-registration",
      subject: person.number,
      count: 1,
    }),
  );
  const page = await submitLoan(room, "troubled");
  await waitUntilFinished(page);
  const name = "사업자등록증명";
  const own = `${room.world.directory}/own.pdf`;
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    itemRow(page, "납세증명서(국세)").getByRole("link", { name: "PDF 받기" }).click(),
  ]);
  await download.saveAs(own);
  const row = itemRow(page, name);
  await row.locator("summary").click();
  await row.locator('input[type="file"]').setInputFiles(own);
  await row.locator('input[name="verificationNumber"]').fill("1234-567-8901-234");
  await row.getByRole("button", { name: "올려서 제출" }).click();
  await page.waitForLoadState("domcontentloaded");
  equal(statesOf(await waitUntilFinished(page)), "PDF PDF PDF");
}

async function loginElsewhere(room: Room): Promise<void> {
  const { sandbox } = room.world;
  const person = personOf(room.world, "troubled");
  const heal = await sandbox.fault({
    kind: "duplicate-login",
    service: "hometax",
    subject: person.number,
  });
  room.after(heal);
  const page = await submitLoan(room, "troubled");
  const path = new URL(page.url()).pathname;
  // The agency's login was ours: our own session ends with it, and the page says so by itself.
  await page.getByText("[LOGIN-999] 통합인증(중복 로그인) 오류입니다.").first().waitFor();
  await heal();
  await logIn(page, room, { subject: "troubled", returnPath: path });
  for (const { reason } of await waitUntilFinished(page)) {
    match(reason, /\[LOGIN-999\] 통합인증\(중복 로그인\) 오류입니다\./);
    match(reason, /다시 로그인/);
  }
  for (const { name } of await shownItems(page)) await reissue(page, name);
  equal(statesOf(await waitUntilFinished(page)), "PDF PDF PDF");
}

async function waitsForAgency(room: Room): Promise<void> {
  room.after(
    await room.world.sandbox.fault({
      kind: "down",
      service: "hometax",
      subject: personOf(room.world, "patient").number,
      count: 1,
    }),
  );
  const page = await submitLoan(room, "patient");
  const waiting = page.locator(".line-reason").first();
  await waiting.waitFor();
  match(await waiting.innerText(), /응답하지 않습니다.*자동으로 다시 발급/);
  equal(statesOf(await waitUntilFinished(page)), "PDF PDF PDF");
}

async function notRegistered(room: Room): Promise<void> {
  const page = await submitLoan(room, "unregistered");
  for (const { state, reason } of await waitUntilFinished(page)) {
    equal(state, "실패");
    match(reason, /회원가입 또는 공동인증서 등록이 되어 있지 않습니다/);
  }
  const link = page.locator('.item-notice a[href*="hometax.go.kr"]').first();
  ok(await link.isVisible(), "the agency's address is given");
}

/** Logs in and submits to the product of three documents. */
async function submitLoan(room: Room, subject: SubjectId): Promise<Page> {
  const page = await visit(room);
  await logIn(page, room, { subject, returnPath: `/oneclick/p/${LOAN}` });
  const answers = answersOf(subject, personOf(room.world, subject));
  await openRequest(page, { slug: LOAN, answers });
  await pressSubmit(page, answers);
  return page;
}

async function logIn(
  page: Page,
  { world }: Room,
  { subject, returnPath }: { subject: SubjectId; returnPath: string },
): Promise<void> {
  const outcome = await logInWithFiles(page, {
    ...fieldsOf(subject, await world.sandbox.cast()),
    person: personOf(world, subject),
    form: "A",
    directory: world.directory,
    returnPath,
  });
  equal(outcome.problem, undefined);
}

function statesOf(items: readonly { readonly state: string; readonly reason: string }[]): string {
  return items.map(({ state, reason }) => reason === "" ? state : `${state} (${reason})`).join(" ");
}
