/**
 * Signing in as a member of a merchant or an operator: first password, code app, new accounts.
 *
 * @module
 */
import { codeAt } from "@maru/auth/testing";
import type { Page } from "playwright-core";

/** Somebody with an ID; the secret is the code app's, once there is one. */
export interface Member {
  readonly loginId: string;
  password: string;
  secret?: string;
  /** The last code that was typed: each is taken once. */
  lastCode?: string;
}

/** Types ID and password and waits for what comes. */
export async function typeLogin(
  page: Page,
  { loginId, password }: { loginId: string; password: string },
): Promise<void> {
  if (new URL(page.url()).pathname !== "/staff/login") await page.goto("/staff/login");
  await page.locator("#field-loginId").fill(loginId);
  await page.locator("#field-password").fill(password);
  await press(page, "로그인");
}

/** Opens a page, signing in and proving the second factor where the way there asks for them. */
export async function openAs(page: Page, member: Member, path: string): Promise<void> {
  await page.goto(path);
  if (pathOf(page) === "/staff/login") await typeLogin(page, member);
  if (pathOf(page) === "/staff/second-factor") await proveCode(page, member);
  if (pathOf(page) !== new URL(path, page.url()).pathname) {
    throw new Error(`Cannot open "${path}": the browser stands at "${pathOf(page)}"`);
  }
}

/** Replaces the first password. */
export async function changePassword(page: Page, member: Member, next: string): Promise<void> {
  await page.locator("#field-current").fill(member.password);
  await page.locator("#field-next").fill(next);
  await page.locator("#field-again").fill(next);
  await press(page, "비밀번호 변경");
  member.password = next;
}

/** Enrols a code app by the value that is shown beside the QR code. */
export async function enrolCodeApp(page: Page, member: Member): Promise<void> {
  await page.goto("/staff/second-factor/settings");
  if (pathOf(page) === "/staff/login") await typeLogin(page, member);
  await page.goto("/staff/second-factor/settings");
  const password = page.locator("#field-password");
  if (await password.count() > 0) {
    await password.fill(member.password);
    await page.locator('form[action*="/staff/second-factor/password"] button').click();
  }
  await press(page, "인증 앱 등록");
  const shown = await page.locator(".code-block code").innerText();
  member.secret = shown.replaceAll(/\s/g, "");
  await page.locator("#field-code").fill(nextCode(member));
  await press(page, "등록");
}

/** Types a code that was not used before; the app shows a new one every thirty seconds. */
export async function proveCode(page: Page, member: Member): Promise<void> {
  while (nextCode(member, false) === member.lastCode) await page.waitForTimeout(1_000);
  await page.locator("#field-code").fill(nextCode(member));
  await press(page, "확인");
}

/** ID and first password, as they are shown once. */
export async function issuedAccount(page: Page): Promise<Member> {
  const codes = await page.locator(".code-block code").allInnerTexts();
  const [loginId = "", password = ""] = codes;
  if (!/^\d{8}$/.test(loginId)) throw new Error(`Cannot read an account: "${await main(page)}"`);
  return { loginId, password };
}

/** The main button with these words; a page shows one. */
export async function press(page: Page, words: string): Promise<void> {
  await page.getByRole("main").getByRole("button", { name: words, exact: true }).first().click();
  await page.waitForLoadState("load");
}

export async function main(page: Page): Promise<string> {
  return (await page.locator("main").innerText()).replaceAll(/\s+/g, " ");
}

export function pathOf(page: Page): string {
  return new URL(page.url()).pathname;
}

function nextCode(member: Member, isUsed = true): string {
  if (member.secret === undefined) throw new Error("Cannot prove a code: there is no code app");
  const code = codeAt({ secret: member.secret, at: new Date() });
  if (isUsed) member.lastCode = code;
  return code;
}
