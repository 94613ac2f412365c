/**
 * Every page at both widths: WCAG 2.2 AA by axe, no scrolling sideways; and without JavaScript.
 *
 * @module
 */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import { axeProblems, sideScroll } from "../harness/axe.ts";
import { resize, visit } from "../harness/browser.ts";
import { chooseType, logInWithFiles, openLogin } from "../pages/login_page.ts";
import { openRequest } from "../pages/request_page.ts";
import { logInStaff } from "../pages/staff_page.ts";
import { answersOf, fieldsOf } from "../subjects.ts";
import { personOf, type Room, type Scenario } from "../world.ts";
import { finishedJourney } from "./journeys.ts";

const SUBJECT = "looked-at";
/** So many are looked through for further links. */
const LINKED_PAGES_MAX = 3;

const PUBLIC_PAGES = [
  "/",
  "/?lang=en",
  "/?lang=ko",
  "/login",
  "/oneclick",
  "/oneclick/p/working-capital",
  "/certificates",
  "/certificates/converter",
  "/certificates/transfer",
  "/support",
  "/support/errors",
  "/accessibility",
  "/terms/service",
  "/terms/personalData",
  "/staff/login",
  "/login/cloud-return?state=signed",
  "/no-such-page",
];

const CONSOLE_PAGES = [
  "/console",
  "/console/submissions",
  "/console/deliveries",
  "/console/products",
  "/console/products/new",
  "/console/integration",
  "/console/settings",
  "/staff/password",
];

const OPERATOR_PAGES = [
  "/operator",
  "/operator/items",
  "/operator/dead-letters",
  "/operator/messages",
  "/operator/access-log",
  "/operator/catalogue",
  "/operator/catalogue/vat-tax-base",
  "/operator/holidays",
];

export function accessibilityScenarios(): Scenario[] {
  return [
    step("공개 화면", async (room) => await lookAtAll(room, await visit(room), PUBLIC_PAGES)),
    step("로그인의 모든 상태", loginStates, [SUBJECT]),
    step("약관, 서류 확인, 필수정보, 제출 내역", requestPages, [SUBJECT]),
    step("진행 화면", progressPages, ["journey-corporation"]),
    step("기관 콘솔", consolePages),
    step("운영 화면", operatorPages),
    {
      name: "자바스크립트 없이도 제출 내역과 진행 화면을 본다",
      phase: 2,
      holds: ["journey-corporation"],
      run: withoutScripts,
    },
  ];
}

function step(
  words: string,
  run: (room: Room) => Promise<void>,
  holds: readonly string[] = [],
): Scenario {
  return { name: `접근성(360px, 1440px): ${words}`, phase: 2, holds, run };
}

async function lookAtAll(room: Room, page: Page, paths: readonly string[]): Promise<void> {
  const problems: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    problems.push(...await lookAt(page, path));
  }
  room.figure(`${paths.length} pages`);
  deepEqual(problems, []);
}

/** The page as it stands, at both widths. */
export async function lookAt(page: Page, words: string): Promise<string[]> {
  const problems: string[] = [];
  for (const width of ["wide", "narrow"] as const) {
    await resize(page, width);
    const wider = await sideScroll(page);
    if (wider > 0) problems.push(`${words} (${width}) scrolls ${wider} px sideways`);
    for (const each of await axeProblems(page)) problems.push(`${words} (${width}): ${each}`);
  }
  return problems;
}

async function loginStates(room: Room): Promise<void> {
  const { world } = room;
  const page = await visit(room);
  const problems: string[] = [];
  await openLogin(page);
  for (
    const type of [
      "proprietorByRepresentative",
      "proprietorByBusiness",
      "individual",
      "taxAgent",
      "corporation",
    ] as const
  ) {
    await chooseType(page, type);
    problems.push(...await lookAt(page, `login as ${type}`));
  }
  for (const place of ["browser", "files", "phone", "cloud"]) {
    await page.locator(`#tab-${place}`).click();
    problems.push(...await lookAt(page, `login from ${place}`));
  }
  await page.locator("#tab-files").click();
  await page.locator("#login-button").click();
  await page.locator("#login-problem").waitFor();
  problems.push(...await lookAt(page, "login with everything missing"));
  await page.locator(".demo-more summary").click();
  problems.push(...await lookAt(page, "login with all demo certificates"));
  await logInWithFiles(page, {
    ...fieldsOf(SUBJECT, await world.sandbox.cast()),
    person: personOf(world, SUBJECT),
    form: "A",
    directory: world.directory,
    password: "wrong-password-9",
  });
  problems.push(...await lookAt(page, "login with a wrong password"));
  deepEqual(problems, []);
}

async function requestPages(room: Room): Promise<void> {
  const { world } = room;
  const person = personOf(world, SUBJECT);
  const page = await visit(room);
  const problems: string[] = [];
  await logInWithFiles(page, {
    ...fieldsOf(SUBJECT, await world.sandbox.cast()),
    person,
    form: "A",
    directory: world.directory,
    returnPath: "/oneclick/p/working-capital",
  });
  if (new URL(page.url()).pathname === "/oneclick/welcome") {
    problems.push(...await lookAt(page, "welcome"));
  }
  const answers = answersOf(SUBJECT, person);
  await openRequest(page, { slug: "working-capital", answers });
  problems.push(...await lookAt(page, "request"));
  await page.locator(".request-button").click();
  await page.locator("#request-problem").waitFor();
  problems.push(...await lookAt(page, "request without consents"));
  await page.locator("#consent-all").check();
  await page.locator(".request-button").click();
  await page.locator("#inputs-dialog[open]").waitFor();
  problems.push(...await lookAt(page, "request with the dialog"));
  await page.locator("#inputs-dialog").getByRole("button", { name: "완료" }).click();
  problems.push(...await lookAt(page, "the dialog with everything missing"));
  await page.goto("/oneclick/submissions");
  problems.push(...await lookAt(page, "history"));
  deepEqual(problems, []);
}

async function progressPages(room: Room): Promise<void> {
  const { submissionId, storageState } = await finishedJourney(room, "journey-corporation");
  const page = await visit(room, { storageState });
  await lookAtAll(room, page, [
    `/oneclick/submissions/${submissionId}`,
    "/oneclick/submissions",
    "/oneclick/p/working-capital",
  ]);
}

async function consolePages(room: Room): Promise<void> {
  const page = await visit(room);
  await logInStaff(page, "hanbit", "/console");
  const found = await linksOf(page, ["/console/submissions", "/console/products"]);
  const submissions = found.filter((each) => each.includes("/submissions/"));
  const documents = await linksOf(page, submissions.slice(0, LINKED_PAGES_MAX));
  await lookAtAll(room, page, [
    ...CONSOLE_PAGES,
    ...firstOfEach(found, ["/console/submissions/", "/console/products/"]),
    ...firstOfEach(documents, ["/console/documents/"]),
  ]);
}

async function operatorPages(room: Room): Promise<void> {
  const page = await visit(room);
  await logInStaff(page, "operator", "/operator");
  await lookAtAll(room, page, OPERATOR_PAGES);
}

/** Where the links of these pages lead. */
export async function linksOf(page: Page, paths: readonly string[]): Promise<string[]> {
  const links: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    links.push(
      ...await page.locator("main a").evaluateAll((all) =>
        all.map((link) => new URL((link as HTMLAnchorElement).href).pathname)
      ),
    );
  }
  return links;
}

/** The first link to one thing below each prefix. */
export function firstOfEach(links: readonly string[], prefixes: readonly string[]): string[] {
  return prefixes.flatMap((prefix) =>
    links.find((link) => new RegExp(`^${prefix}[0-9a-f-]{36}$`).test(link)) ?? []
  );
}

async function withoutScripts(room: Room): Promise<void> {
  const { submissionId, storageState } = await finishedJourney(room, "journey-corporation");
  const page = await visit(room, { storageState, hasScripts: false });
  await page.goto("/oneclick/submissions");
  equal(await page.locator("h1").innerText(), "제출 내역");
  const link = page.locator(`main a[href="/oneclick/submissions/${submissionId}"]`).first();
  ok(await link.isVisible(), "the submission is listed");
  await link.click();
  match(await page.locator("main").innerText(), /접수번호/);
  ok(await page.locator('li[id^="item-"]').count() >= 6, "its documents are shown");
  await page.goto("/login");
  match(await page.locator("main").innerText(), /자바스크립트가 필요합니다/);
}
