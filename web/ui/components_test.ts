import assert from "node:assert/strict";
import { html } from "../html.ts";
import { renderPart } from "../render.ts";
import { testAssets } from "../testing.ts";
import type { View } from "../view.ts";
import { BarChart } from "./bar_chart.ts";
import { LinkButton } from "./button.ts";
import { formatDate } from "./date_text.ts";
import { FormErrors } from "./form_errors.ts";
import { Island } from "./island.ts";
import { formatWon } from "./money.ts";
import { PageTitle } from "./page_title.ts";
import { Select } from "./select.ts";
import { Table } from "./table.ts";
import { TextInput } from "./text_input.ts";

Deno.test("TextInput() ties label, hint and error to the control", () => {
  const text = renderPart(
    TextInput({
      name: "phone",
      label: "휴대전화",
      hint: "알림톡을 받습니다.",
      error: "다시 입력해 주십시오.",
      value: '"><b>',
    }),
  );
  assert.match(text, /<label class="field-label" for="field-phone">휴대전화/);
  assert.match(text, /aria-describedby="field-phone-hint field-phone-error"/);
  assert.match(text, /aria-invalid="true"/);
  assert.match(text, /value="&quot;&gt;&lt;b&gt;"|value="&quot;>&lt;b>"/);
});

Deno.test("Select() selects the value that was kept", () => {
  const text = renderPart(
    Select({
      name: "bank",
      label: "은행",
      value: "b",
      options: [{ value: "a", label: "가" }, { value: "b", label: "나" }],
    }),
  );
  assert.match(text, /<option value="b" selected>나/);
  assert.doesNotMatch(text, /<option value="a"[^>]* selected/);
});

Deno.test("FormErrors() links each line to its field, and is nothing when all is well", () => {
  const text = renderPart(
    html`<div>${FormErrors({ errors: [{ field: "phone", message: "다시" }] })}</div>`,
  );
  assert.match(text, /href="#field-phone">다시/);
  assert.equal(renderPart(html`<div>${FormErrors({ errors: [] })}</div>`), "<div></div>");
});

Deno.test("Table() sorts by link, names its rows, and says when it is empty", () => {
  const table = (rows: string[]) =>
    renderPart(Table<string>({
      caption: "제출 목록",
      columns: [
        { key: "name", title: "이름", cell: (row) => row, rowHeader: true, telling: true },
        { key: "size", title: "크기", cell: (row) => row.length, align: "right" },
      ],
      rows,
      empty: { title: "없습니다." },
      sort: {
        key: "name",
        direction: "ascending",
        keys: ["name"],
        href: ({ key, direction }) => `?sort=${key}&direction=${direction}`,
      },
      pagination: { total: 41, from: 1, to: 20, nextHref: "?page=2" },
    }));
  const full = table(["가", "나나"]);
  assert.match(full, /aria-sort="ascending"/);
  assert.match(full, /\?sort=name&(amp;)?direction=descending/);
  assert.match(full, /<th scope="row"[^>]*>나나<\/th>/);
  assert.match(full, /41건 중 1–20/);
  assert.match(table([]), /없습니다\./);
  assert.doesNotMatch(table([]), /<table/);
});

Deno.test("BarChart() draws every bar inside the picture and repeats it as a table", () => {
  const text = renderPart(BarChart({
    title: "월별",
    labelTitle: "월",
    valueTitle: "건",
    lines: [{ value: 0, text: "0" }, { value: 10, text: "10" }],
    bars: [
      { label: "10월", value: 0, text: "0건" },
      { label: "11월", value: 30, text: "30건", current: true },
    ],
  }));
  const tops = [...text.matchAll(/<rect[^>]* y="([\d.]+)"[^>]* height="([\d.]+)"/g)];
  assert.equal(tops.length, 2);
  for (const [, y, height] of tops) assert.ok(Number(y) >= 0 && Number(y) + Number(height) <= 220);
  assert.match(text, /<th scope="row">11월<\/th><td class="cell-right">30건/);
});

Deno.test("formatDate() reads the clock of Seoul and formatWon() groups digits", () => {
  const at = new Date("2026-11-20T15:04:05Z");
  assert.equal(formatDate(at, "date"), "2026.11.21");
  assert.equal(formatDate(at, "dateTime"), "2026.11.21 00:04");
  assert.equal(formatDate(at, "short"), "11.21");
  assert.equal(formatDate(at, "time"), "00:04:05");
  assert.equal(formatWon(61_820_000n), "61,820,000원");
  assert.equal(formatWon(-1n), "-1원");
});

Deno.test("Island() draws the component, carries its props as data, and loads one module", () => {
  const view = { assets: testAssets } as View;
  const text = renderPart(Island({
    view,
    name: "counter",
    component: (props: { label: string }) => html`<p>${props.label}</p>`,
    props: { label: `</script>"` },
  }));
  assert.match(text, /<script type="module" src="\/assets\/islands\/counter.js"><\/script>/);
  assert.equal((text.match(/<script/g) ?? []).length, 1);
  const data = text.match(/data-props="([^"]*)"/)?.[1]?.replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  assert.deepEqual(JSON.parse(data ?? ""), { label: `</script>"` });
});

Deno.test("PageTitle() has what is done from the page beside the title, and no empty place for it", () => {
  const actions = LinkButton({ href: "/new", kind: "primary", children: "업체 등록" });
  const text = renderPart(PageTitle({ title: "업체", actions }));
  assert.match(text, /^<div class="page-head"><div class="page-title"><h1>업체<\/h1><\/div>/);
  assert.match(text, /<div class="button-row"><a [^>]*href="\/new"/);
  assert.doesNotMatch(renderPart(PageTitle({ title: "업체", actions: null })), /page-head/);
});

Deno.test("Table() has files beside its title where nothing is filtered, above the rows otherwise", () => {
  const table = {
    caption: "출금",
    title: "출금",
    columns: [{ key: "name", title: "이름", cell: (name: string) => name }],
    rows: ["김하늘"],
    empty: { title: "없음" },
    exports: [{ label: "CSV", href: "/list.csv" }],
  };
  assert.match(renderPart(Table(table)), /class="table-head"><h2.*href="\/list.csv".*<table/);
  const filtered = renderPart(Table({ ...table, filters: "찾기" }));
  assert.match(filtered, /<h2.*class="table-toolbar">.*찾기.*href="\/list.csv"/);
  assert.doesNotMatch(filtered, /table-head/);
});

Deno.test("Table() lets narrow screens keep a small table, and tell every cell of a larger one", () => {
  const cell = (name: string) => name;
  const table = { caption: "출금", rows: ["김하늘"], empty: { title: "없음" } };
  const name = { key: "name", title: "이름", telling: true, cell };
  const small = renderPart(Table({ ...table, columns: [name] }));
  assert.match(small, /<table class="table">/);
  const larger = renderPart(
    Table({ ...table, columns: [name, { key: "fee", title: "수수료", cell }] }),
  );
  assert.match(larger, /<table class="table table-stacking" role="table">/);
  assert.match(larger, /data-title="수수료"[^>]*>김하늘</);
});

Deno.test("Table() says what its parts are where narrow screens lay them out otherwise", () => {
  const cell = (row: string) => row;
  const name = { key: "name", title: "이름", cell, telling: true, rowHeader: true };
  const props = { caption: "출금", rows: ["김하늘"], empty: { title: "없음" } };
  const rolesIn = (columns: Parameters<typeof Table<string>>[0]["columns"]) =>
    [...renderPart(Table({ ...props, columns })).matchAll(/<(t\w+)[^>]* role="(\w+)"/g)]
      .map(([, tag, role]) => `${tag} ${role}`);
  assert.deepEqual(rolesIn([name, { key: "fee", title: "수수료", cell }]), [
    "table table",
    "thead rowgroup",
    "tr row",
    "th columnheader",
    "th columnheader",
    "tbody rowgroup",
    "tr row",
    "th rowheader",
    "td cell",
  ]);
  assert.deepEqual(rolesIn([name]), [], "elsewhere the elements say it themselves");
});
