import { Hono } from "hono";
import assert from "node:assert/strict";
import type { WebEnv } from "../context.ts";
import { renderPart } from "../render.ts";
import { exportRoutes, type ListColumn, WholeList } from "./whole_list.ts";

interface Row {
  readonly name: string;
  readonly won: bigint;
}

const COLUMNS: readonly ListColumn<Row>[] = [
  { key: "name", title: "이름", value: ({ name }) => name, cell: ({ name }) => name },
  {
    key: "won",
    title: "금액",
    kind: "won",
    value: ({ won }) => won,
    cell: ({ won }) => String(won),
  },
  { key: "act", title: "하기", cell: () => "누르기" },
];
const ROWS: readonly Row[] = [
  { name: "나래", won: 900n },
  { name: "가온", won: 1_000n },
  { name: "다온", won: 80n },
];

function shown(query: string, rows: readonly Row[] = ROWS): string {
  const place = { path: "/list", query: new URLSearchParams(query) };
  return renderPart(
    WholeList({
      caption: "목록",
      columns: COLUMNS,
      rows,
      place,
      exportPath: "/list",
      empty: { title: "없음" },
    }),
  );
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/<tr[^>]*><td[^>]*>([^<]*)</g)].map(([, name = ""]) => name);
}

Deno.test("WholeList() orders by amounts as amounts and by words as Korean does", () => {
  assert.deepEqual(namesIn(shown("")), ["나래", "가온", "다온"]);
  assert.deepEqual(namesIn(shown("sort=won&direction=ascending")), ["다온", "나래", "가온"]);
  assert.deepEqual(namesIn(shown("sort=name&direction=descending")), ["다온", "나래", "가온"]);
  assert.deepEqual(namesIn(shown("sort=act")), ["나래", "가온", "다온"]);
});

Deno.test("WholeList() shows fifty rows at a time and keeps filters and order on the way", () => {
  const rows = Array.from({ length: 120 }, (_, index) => ({ name: `이름${index}`, won: 1n }));
  const second = shown("text=a&start=50", rows);
  assert.equal(namesIn(second).length, 50);
  assert.match(second, /120건 중 51–100/);
  assert.match(second, /href="\/list\?text=a&(amp;)?start=100"/);
  assert.match(second, /href="\/list\.csv\?text=a"/);
  assert.equal(namesIn(shown("start=100000", rows)).length, 50);
});

Deno.test("exportRoutes() saves the order that is shown, without columns of buttons", async () => {
  const routes = new Hono<WebEnv>();
  exportRoutes(
    routes,
    "/list",
    () => Promise.resolve({ name: "목록", columns: COLUMNS, rows: ROWS }),
  );
  const response = await routes.request("/list.csv?sort=won&direction=descending");
  assert.equal(response.headers.get("content-type"), "text/csv; charset=UTF-8");
  const lines = (await response.text()).replace("\ufeff", "").trim().split(/\r?\n/);
  assert.deepEqual(lines, ["이름,금액", "가온,1000", "나래,900", "다온,80"]);
  const book = await routes.request("/list.xlsx");
  assert.deepEqual([...(await book.bytes()).subarray(0, 2)], [0x50, 0x4b]);
});
