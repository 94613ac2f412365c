/**
 * 현금수납, 집계, 정산내역 and 세금계산서 as a merchant sees them.
 *
 * @module
 */
import type { Page } from "playwright-core";
import { numberOf } from "./debit_collection_page.ts";
import { type Member, openAs, pathOf, press, proveCode } from "./debit_staff_page.ts";

/** A row of a table by the titles of its columns, and the address that its first link leads to. */
export interface TableRow {
  readonly cells: Readonly<Record<string, string>>;
  readonly href: string;
}

/** Every row of the page's first table; none where it says that there is nothing. */
export async function tableRows(page: Page): Promise<readonly TableRow[]> {
  const table = page.locator("main .table-card").first().locator("table");
  if (await table.count() === 0) return [];
  return await table.evaluate((element) => {
    const textOf = (cell: Element) => (cell as HTMLElement).innerText.trim();
    const titles = [...element.querySelectorAll("thead th")].map(textOf);
    return [...element.querySelectorAll("tbody tr")].map((row) => ({
      cells: Object.fromEntries([...row.children].map((cell, at) => [titles[at], textOf(cell)])),
      href: row.querySelector("a")?.href ?? "",
    }));
  });
}

/** Takes cash for a customer's failed charge; answers how much was outstanding. */
export async function takeCash(
  page: Page,
  member: Member,
  { customer, amountWon }: { readonly customer: string; readonly amountWon?: number },
): Promise<number> {
  await openAs(page, member, "/debit/cash");
  await page.getByRole("row").filter({ hasText: customer })
    .getByRole("link", { name: /현금 수납$/ }).click();
  await page.waitForLoadState("load");
  if (pathOf(page) === "/staff/second-factor") await proveCode(page, member);
  const field = page.locator("#field-amountWon");
  const outstandingWon = numberOf(await field.inputValue());
  if (amountWon !== undefined) await field.fill(String(amountWon));
  await press(page, "다음");
  await press(page, "수납합니다");
  return outstandingWon;
}

export interface AggregateLine {
  /** Value of the key, "088"; empty for the sum of all. */
  readonly value: string;
  readonly count: number;
  readonly won: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** The lines of one aggregate by one key, the sum of all last. */
export async function aggregateLines(page: Page): Promise<readonly AggregateLine[]> {
  return (await tableRows(page)).map(({ cells, href }) => {
    // The key, 건수 and the amount come first in every aggregate.
    const [, count = "", won = ""] = Object.values(cells);
    return {
      value: new URL(href).searchParams.get("value") ?? "",
      count: numberOf(count),
      won: numberOf(won),
      cells,
    };
  });
}

/** "3건 120,000원" of an aggregate's part; "3건" of one that brings no money. */
export function partOf(
  cell: string | undefined,
): { readonly count: number; readonly won: number } {
  const [, count = "", won = ""] = /^([\d,]+)건(?:\s*([\d,]+)원)?$/.exec(cell ?? "") ?? [];
  return { count: numberOf(count), won: numberOf(won) };
}

/** What a statement (정산서) says. */
export interface Statement {
  readonly collectedWon: number;
  readonly collectedCount: number;
  readonly feeWon: number;
  readonly vatWon: number;
  /** What the settlement before could not cover, and what is left for the next one; neither has a sign. */
  readonly carriedInWon: number;
  readonly carriedOutWon: number;
  readonly payoutWon: number;
  /** Fees by kind: 출금, 미처리. */
  readonly lines: readonly TableRow[];
}

export async function readStatement(page: Page): Promise<Statement> {
  const sums = await definitions(page);
  const [, collectedWon = "", collectedCount = ""] = /([\d,]+)원 \(([\d,]+)건\)/.exec(
    sums["수납액"] ?? "",
  ) ?? [];
  return {
    collectedWon: numberOf(collectedWon),
    collectedCount: numberOf(collectedCount),
    feeWon: numberOf(sums["수수료"] ?? ""),
    vatWon: numberOf(sums["부가세"] ?? ""),
    carriedInWon: numberOf(sums["앞 정산에서 넘어온 금액"] ?? ""),
    carriedOutWon: numberOf(sums["다음 정산으로 넘기는 금액"] ?? ""),
    payoutWon: numberOf(sums["지급액"] ?? ""),
    lines: await tableRows(page),
  };
}

/** 세금계산서: both parties, lines and sums. */
export interface Invoice {
  readonly supplier: Readonly<Record<string, string>>;
  readonly buyer: Readonly<Record<string, string>>;
  readonly supplyWon: number;
  readonly vatWon: number;
  readonly totalWon: number;
  readonly lineSupplyWon: number;
  readonly lineVatWon: number;
}

export async function readInvoice(page: Page): Promise<Invoice> {
  const parties = await page.locator(".invoice-party").evaluateAll((tables) =>
    tables.map((table) =>
      Object.fromEntries(
        [...table.querySelectorAll("tbody tr")].map((row) =>
          [...row.children].map((cell) => (cell as HTMLElement).innerText.trim())
        ),
      )
    )
  );
  const figures = (selector: string) =>
    page.locator(`.invoice-lines ${selector} tr`).evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText))
    );
  const lines = await figures("tbody");
  const [[total = "", ...sums] = []] = await figures("tfoot");
  const [supply = "", vat = ""] = sums.slice(-2);
  const sum = (at: number) => lines.reduce((all, line) => all + numberOf(line[at] ?? ""), 0);
  return {
    supplier: parties[0] ?? {},
    buyer: parties[1] ?? {},
    supplyWon: numberOf(supply),
    vatWon: numberOf(vat),
    totalWon: numberOf(total),
    lineSupplyWon: sum(3),
    lineVatWon: sum(4),
  };
}

async function definitions(page: Page): Promise<Readonly<Record<string, string>>> {
  const lines = await page.locator("main .definition-line").evaluateAll((all) =>
    all.map((line) => [...line.children].map((cell) => (cell as HTMLElement).innerText.trim()))
  );
  return Object.fromEntries(lines);
}
