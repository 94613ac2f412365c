/**
 * The progress of one submission.
 *
 * @module
 */
import type { Locator, Page } from "playwright-core";

/** One document as the page shows it. */
export interface ShownItem {
  readonly id: string;
  readonly name: string;
  /** 대기, 처리중, PDF, 미제공, 실패, 추가인증. */
  readonly state: string;
  readonly reason: string;
}

const FINISH_MS_MAX = 90_000;

export function itemRow(page: Page, name: string): Locator {
  return page.locator('li[id^="item-"]').filter({
    has: page.locator(".line-title").getByText(name, { exact: true }),
  });
}

export async function shownItems(page: Page): Promise<readonly ShownItem[]> {
  return await page.locator('li[id^="item-"]').evaluateAll((rows) =>
    rows.map((row) => ({
      id: row.id.replace("item-", ""),
      name: row.querySelector(".line-title")?.firstChild?.textContent?.trim() ??
        row.querySelector(".line-title")?.textContent?.trim() ?? "",
      state: row.querySelector(".badge")?.textContent?.trim() ?? "",
      reason: row.querySelector(".item-notice, .line-reason")?.textContent
        ?.replaceAll(/\s+/g, " ").trim() ?? "",
    }))
  );
}

/** Waits, without reloading, until every document has ended. */
export async function waitUntilFinished(page: Page): Promise<readonly ShownItem[]> {
  const endsAt = performance.now() + FINISH_MS_MAX;
  for (;;) {
    // A page that is being loaded again has nothing to show for a moment.
    const items = await shownItems(page).catch(() => []);
    const isOver = items.length > 0 &&
      items.every(({ state }) => ["PDF", "미제공", "실패"].includes(state));
    if (isOver) return items;
    if (performance.now() > endsAt) {
      const open = items.map(({ name, state, reason }) => `${name}: ${state} ${reason}`).join("; ");
      throw new Error(`Cannot wait longer for the documents: ${open}`);
    }
    await page.waitForTimeout(200);
  }
}

/** Waits until one document shows one of the states. */
export async function waitForState(page: Page, name: string, state: string): Promise<void> {
  await itemRow(page, name).locator(".badge").filter({ hasText: state }).first()
    .waitFor({ timeout: FINISH_MS_MAX });
}

/** Presses 재발급 of one document. */
export async function reissue(page: Page, name: string): Promise<void> {
  await Promise.all([
    page.waitForResponse((response) => response.url().endsWith("/reissues")),
    itemRow(page, name).getByRole("button", { name: "재발급" }).click(),
  ]);
  await page.waitForLoadState("domcontentloaded");
}

/** The bytes of the PDF that a document's link gives. */
export async function downloadPdf(page: Page, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    itemRow(page, name).getByRole("link", { name: "PDF 받기" }).click(),
  ]);
  const path = await download.path();
  return await Deno.readFile(path);
}
