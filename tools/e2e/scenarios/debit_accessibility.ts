/**
 * The pages of auto-debit at both widths, with a month's rows in them: WCAG 2.2 AA by axe, no scrolling
 * sideways. The payers' pages are looked at where they are used.
 *
 * @module
 */
import { equal, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import { openAs, pathOf } from "../pages/debit_staff_page.ts";
import type { Room, Scenario } from "../world.ts";
import { firstOfEach, linksOf, lookAt } from "./accessibility.ts";
import { administratorOf, LINE, openDebit, operatorOf, visitDebit } from "./debit_room.ts";

const PERIOD = "from=2026-12-01&to=2027-01-31";

const MERCHANT_PAGES = [
  "/debit",
  "/debit/calendar",
  "/debit/customers",
  "/debit/customers/new",
  "/debit/imports",
  "/debit/registrations",
  "/debit/requests",
  "/debit/retries",
  `/debit/results?${PERIOD}`,
  `/debit/exchange?${PERIOD}`,
  "/debit/cash",
  `/debit/cash/receipts?${PERIOD}`,
  "/debit/discounts",
  `/debit/aggregates/requests?key=grade&${PERIOD}`,
  `/debit/aggregates/arrears/rows?key=bank&${PERIOD}`,
  `/debit/settlements?${PERIOD}`,
  "/debit/invoices",
  "/debit/notices",
  "/debit/settings",
  "/debit/integration",
  "/staff/members",
  "/staff/second-factor/settings",
];

/** Pages that are reached by a link of another. */
const MERCHANT_LINKED = [
  "/debit/customers/",
  "/debit/instructions/",
  "/debit/imports/",
  "/debit/results/",
  "/debit/settlements/",
  "/debit/invoices/",
  "/debit/notices/",
  "/debit/cash/",
];

const OPERATOR_PAGES = [
  "/operator/debit/merchants",
  "/operator/debit/merchants/new",
  `/operator/debit/settlements?${PERIOD}`,
  "/operator/debit/payouts",
  "/operator/debit/invoices",
  "/operator/debit/files",
  "/operator/debit/alerts",
  "/operator/debit/items",
  "/operator/debit/schedule",
  "/operator/debit/notices",
  "/operator/debit/notices/new",
  "/operator/staff",
];

export function debitAccessibilityScenarios(): Scenario[] {
  return [
    {
      name: "접근성(360px, 1440px): 자동이체 업체 화면",
      phase: 23,
      holds: [`debit ${LINE.name}`],
      run: merchantPages,
    },
    {
      name: "접근성(360px, 1440px): 자동이체 운영 화면",
      phase: 23,
      holds: ["debit operator"],
      run: operatorPages,
    },
  ];
}

async function merchantPages(room: Room): Promise<void> {
  const page = await openDebit(room, LINE, "/debit/cash");
  const found = await linksOf(page, [
    "/debit/customers",
    "/debit/imports",
    `/debit/results?${PERIOD}&state=failed`,
    `/debit/settlements?${PERIOD}`,
    "/debit/invoices",
    "/debit/notices",
    "/debit/cash",
  ]);
  found.push(...await linksOf(page, firstOfEach(found, ["/debit/customers/"])));
  const linked = firstOfEach(found, MERCHANT_LINKED);
  ok(linked.length === MERCHANT_LINKED.length, `a link to each: ${linked.join(" ")}`);
  // What moves money asks for the second factor first.
  for (const path of linked) await openAs(page, administratorOf(room, LINE), path);
  await lookAtEach(room, page, [...MERCHANT_PAGES, ...linked]);
}

async function operatorPages(room: Room): Promise<void> {
  const page = await visitDebit(room);
  await openAs(page, operatorOf(), "/operator/debit/merchants");
  const found = await linksOf(page, [
    "/operator/debit/merchants",
    `/operator/debit/settlements?${PERIOD}`,
    "/operator/debit/invoices",
  ]);
  const linked = [
    ...firstOfEach(found, ["/operator/debit/merchants/"]),
    ...["settlements", "invoices"].flatMap((name) =>
      found.find((link) => new RegExp(`^/operator/debit/${name}(/[0-9a-f-]{36}){2}$`).test(link)) ??
        []
    ),
  ];
  ok(linked.length === 3, `a link to each: ${linked.join(" ")}`);
  for (const path of ["/operator/debit/payouts", ...linked]) {
    await openAs(page, operatorOf(), path);
  }
  await lookAtEach(room, page, [...OPERATOR_PAGES, ...linked]);
}

/** Every page is itself, at both widths; all problems are told at once. */
async function lookAtEach(room: Room, page: Page, paths: readonly string[]): Promise<void> {
  const problems: string[] = [];
  for (const path of paths) {
    const response = await page.goto(path);
    if (response?.status() !== 200 || pathOf(page) !== path.replace(/\?.*$/, "")) {
      problems.push(`${path} answers ${response?.status()} at ${pathOf(page)}`);
    }
    problems.push(...await lookAt(page, path));
  }
  room.figure(`${paths.length} pages`);
  equal(problems.join("\n"), "");
}
