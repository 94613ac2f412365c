/**
 * 수납관리: account registrations, requests, retries and results as a merchant sees them.
 *
 * @module
 */
import type { Locator, Page } from "playwright-core";
import { main, type Member, openAs, pathOf, press, proveCode } from "./debit_staff_page.ts";

const SEEN_MS_MAX = 90_000;

/**
 * Opens the page again and again until it says so, signing in where the clock ended the session.
 *
 * @throws {Error} with what it says instead
 */
export async function untilSays(
  page: Page,
  member: Member,
  { path, words }: { readonly path: string; readonly words: RegExp },
): Promise<string> {
  const endsAt = performance.now() + SEEN_MS_MAX;
  while (true) {
    await openAs(page, member, path);
    const text = await main(page);
    if (words.test(text)) return text;
    if (performance.now() > endsAt) {
      throw new Error(`Cannot see ${words} in time; the page says: ${text.slice(0, 500)}`);
    }
    await page.waitForTimeout(1_500);
  }
}

/** Asks for everything that may be debited on a due date; answers how many that are. */
export async function requestAll(page: Page, member: Member): Promise<number> {
  const button = page.getByRole("button", { name: /^전체 .*건 의뢰/ });
  const words = await button.innerText();
  await button.click();
  await confirm(page, member);
  return Number(/전체 ([\d,]+)건/.exec(words)?.[1]?.replaceAll(",", ""));
}

/** The same by keys alone: Tab until the button has the focus, then Enter. */
export async function requestAllByKeys(page: Page, member: Member): Promise<void> {
  await tabTo(page, /^전체 .*건 의뢰/);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname !== "/debit/requests");
  if (pathOf(page) === "/staff/second-factor") await proveCode(page, member);
  await tabTo(page, /건 의뢰합니다$/);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("done") === "requested");
}

/** Asks again for the failure of a customer (재처리의뢰). */
export async function retry(
  page: Page,
  member: Member,
  { customerNumber }: { readonly customerNumber: string },
): Promise<void> {
  await page.getByRole("row").filter({ hasText: customerNumber })
    .getByRole("checkbox", { name: /재처리할 것으로 선택/ }).check();
  await press(page, "고른 것 재처리의뢰");
  await confirm(page, member);
}

/** Takes a request back that waits: the last one, or that of a customer. */
export async function withdraw(page: Page, customerNumber = ""): Promise<void> {
  await page.getByRole("row").filter({ hasText: customerNumber })
    .getByRole("checkbox", { name: /취소할 것으로 선택/ }).last().check();
  await press(page, "고른 의뢰 취소");
}

/** Goes to the confirmation of everything that may be asked for, and presses nothing there. */
export async function standAtConfirmation(page: Page, member: Member): Promise<void> {
  await page.getByRole("button", { name: /^전체 .*건 의뢰/ }).click();
  await page.waitForLoadState("load");
  if (pathOf(page) === "/staff/second-factor") await proveCode(page, member);
  await confirmButton(page).waitFor();
}

/** The last press of a request. */
export function confirmButton(page: Page): Locator {
  return page.getByRole("button", { name: /건 의뢰합니다$/ });
}

async function confirm(page: Page, member: Member): Promise<void> {
  await page.waitForLoadState("load");
  if (pathOf(page) === "/staff/second-factor") await proveCode(page, member);
  await confirmButton(page).click();
  await page.waitForURL((url) => url.searchParams.get("done") === "requested");
}

async function tabTo(page: Page, words: RegExp): Promise<void> {
  for (let count = 0; count < 200; count++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() =>
      (document.activeElement as HTMLElement | null)?.innerText?.trim() ?? ""
    );
    if (words.test(focused)) return;
  }
  throw new Error(`Cannot reach ${words} by the Tab key`);
}

/** Count and sum of each state, as the results page heads them. */
export async function resultTotals(
  page: Page,
): Promise<Readonly<Record<string, { readonly count: number; readonly won: number }>>> {
  const cards = await page.locator(".state-total").allInnerTexts();
  return Object.fromEntries(cards.map((card) => {
    const [, label = "", count = "", won = ""] = /^(.*?)\s*([\d,]+)건\s*([\d,]+)원/s.exec(card) ??
      [];
    return [label.trim(), { count: numberOf(count), won: numberOf(won) }];
  }));
}

export function numberOf(text: string): number {
  return Number(text.replaceAll(/[^\d]/g, ""));
}
