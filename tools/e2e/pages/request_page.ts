/**
 * From the product's link to the press of the one button.
 *
 * @module
 */
import type { Page } from "playwright-core";

/** What the dialog may ask for (필수정보), beyond what a choice offers. */
export interface Answers {
  readonly province: string;
  readonly district: string;
  readonly businessNumber?: string;
}

export interface RequestChoice {
  readonly slug: string;
  readonly answers: Answers;
  /** The client of a tax agent. */
  readonly clientNumber?: string;
  /** Documents to leave out where they are optional, by name. */
  readonly without?: readonly string[];
}

/** Opens the product, gives the first consents and the client where asked. */
export async function openRequest(page: Page, choice: RequestChoice): Promise<void> {
  await page.goto(`/oneclick/p/${choice.slug}`);
  await passWelcome(page);
  if (choice.clientNumber !== undefined && onPath(page, "/oneclick/client")) {
    const problem = await checkClient(page, choice.clientNumber);
    if (problem !== undefined) throw new Error(`The client was refused: ${problem}`);
  }
  await page.locator(".request-button").waitFor();
}

export async function passWelcome(page: Page): Promise<void> {
  if (!onPath(page, "/oneclick/welcome")) return;
  for (const box of await page.locator('main input[type="checkbox"]').all()) await box.check();
  await page.getByRole("button", { name: "동의하고 계속" }).click();
  await page.waitForURL((url) => url.pathname !== "/oneclick/welcome");
}

/** Answers what the page says against the client, or nothing once it went on. */
export async function checkClient(page: Page, number: string): Promise<string | undefined> {
  const field = page.locator("#client-number");
  // What is typed before the island is alive is lost: type until it stays.
  await page.locator('[data-island="client"] form').waitFor();
  await field.fill(number);
  await page.getByRole("button", { name: "수임업체 확인" }).click();
  const left = page.waitForURL((url) => url.pathname !== "/oneclick/client", {
    waitUntil: "commit",
  });
  left.catch(() => {});
  const problem = page.locator("#client-problem");
  await Promise.race([left, problem.waitFor()]);
  if (!onPath(page, "/oneclick/client")) {
    await page.waitForLoadState("domcontentloaded");
    return undefined;
  }
  return await problem.innerText();
}

/** Consents, presses, fills the dialog, and answers the id of the submission. */
export async function pressSubmit(page: Page, answers: Answers): Promise<string> {
  await startSubmit(page, answers);
  await page.waitForURL(/\/oneclick\/submissions\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** The same without waiting for what comes of it. */
export async function startSubmit(page: Page, answers: Answers): Promise<void> {
  await page.locator("#consent-all").check();
  await page.locator(".request-button").click();
  const dialog = page.locator("#inputs-dialog[open]");
  const next = page.waitForURL(/\/oneclick\/submissions\//, { waitUntil: "commit" });
  next.catch(() => {});
  await Promise.race([dialog.waitFor(), next, page.locator("#request-problem").waitFor()]);
  if (!await dialog.isVisible()) return;
  await fillDialog(page, answers);
  await dialog.getByRole("button", { name: "완료" }).click();
}

async function fillDialog(page: Page, answers: Answers): Promise<void> {
  for (const control of await page.locator("#inputs-dialog select").all()) {
    const options = await control.locator("option").evaluateAll((all) =>
      all.map((option) => (option as HTMLOptionElement).value)
    );
    const wanted = options.find((value) => value === answers.province);
    await control.selectOption(wanted ?? options.find((value) => value !== "") ?? "");
  }
  for (const control of await page.locator("#inputs-dialog input").all()) {
    const id = await control.getAttribute("id") ?? "";
    await control.fill(answerTo(id, answers));
  }
}

function answerTo(id: string, answers: Answers): string {
  if (id.endsWith("-addrSiGunGu")) return answers.district;
  if (id.endsWith("-workplaceNo")) return `${answers.businessNumber ?? ""}0`;
  return `${answers.province} ${answers.district} 마루대로 12`;
}

function onPath(page: Page, path: string): boolean {
  return new URL(page.url()).pathname === path;
}
