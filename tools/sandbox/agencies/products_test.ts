import { equal, ok } from "node:assert/strict";
import { createCast } from "../cast/cast.ts";
import type { Member } from "../cast/member.ts";
import { filedUnits } from "./period.ts";
import type { Product } from "./product.ts";
import { productAt, productOf, products } from "./products.ts";
import { dataOf } from "./sheet.ts";
import { makeSheet } from "./sheets.ts";

const today = "2026-11-20";
const periods = {
  none: ["", ""],
  day: ["20260101", "20260331"],
  month: ["202601", "202603"],
  half: ["202501", "202507"],
  year: ["2024", "2025"],
  fiscal: ["2024", "2025"],
} as const;

Deno.test("there are at least thirty documents, each with its own code and path", () => {
  ok(products.length >= 30);
  equal(new Set(products.map((product) => product.code)).size, products.length);
  equal(new Set(products.map((product) => product.path)).size, products.length);
  for (const product of products) {
    ok(/^[a-z]+(-[a-z]+)*$/.test(product.code), product.code);
    ok(product.path.startsWith("/v1/kr/public/"), product.path);
    equal(productAt(product.path), product);
    equal(productOf(product.code), product);
    equal(product.originalField === undefined, product.pdfField === undefined);
  }
});

Deno.test("every document can be made for somebody of the cast who may ask for it", () => {
  const dataDirectory = Deno.makeTempDirSync();
  const members = createCast({ dataDirectory }).list();
  Deno.removeSync(dataDirectory, { recursive: true });
  for (const product of products) {
    const sheet = sheetFor(product, memberFor(product, members));
    ok(sheet.fields.length > 0 && sheet.statement.endsWith("다."), product.code);
    for (const table of sheet.tables) {
      for (const row of table.rows) equal(row.length, table.columns.length, product.code);
    }
    const data = dataOf(sheet);
    ok(Object.keys(data).every((key) => key.startsWith("res")), product.code);
    ok(!JSON.stringify(data).includes("NaN") && !JSON.stringify(data).includes("undefined"));
  }
});

Deno.test("in a balance sheet assets equal liabilities and equity", () => {
  const dataDirectory = Deno.makeTempDirSync();
  const members = createCast({ dataDirectory }).list();
  Deno.removeSync(dataDirectory, { recursive: true });
  const product = productOf("corporate-balance-sheet")!;
  for (const member of members.filter((each) => each.kind === "corporation")) {
    for (const table of sheetFor(product, member).tables) {
      const amount = (name: string) => table.rows.find((row) => row[1] === name)?.[2];
      equal(amount("자산총계"), amount("부채와 자본총계"));
    }
  }
});

function memberFor(product: Product, members: readonly Member[]): Member {
  const kind = product.who.includes("C")
    ? "corporation"
    : product.who.includes("P")
    ? "person"
    : "proprietor";
  const isExempt = product.code === "vat-exempt-income";
  return members.find((member) =>
    isExempt ? member.kind === "proprietor" && member.taxation === "exempt" : member.kind === kind
  )!;
}

function sheetFor(product: Product, member: Member) {
  const [start, end] = periods[product.period];
  const suffix = product.period === "fiscal" && member.kind === "corporation" ? "12" : "";
  const units = filedUnits({
    product,
    member,
    startDate: start + suffix,
    endDate: end + suffix,
    today,
  });
  return makeSheet({ product, member, units, inputs: {}, today });
}
