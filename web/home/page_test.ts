import assert from "node:assert/strict";
import { translate } from "../language/dictionary.ts";
import { render } from "../render.ts";
import { pageFaults, testAssets } from "../testing.ts";
import type { View } from "../view.ts";
import { HomePage } from "./page.ts";

const view: View = {
  language: "ko",
  contrast: "normal",
  path: "/",
  requestId: "r-1",
  formToken: "t",
  assets: testAssets,
  text: (key) => translate("ko", key),
};

Deno.test("HomePage() shows all services and marks those to come", () => {
  const text = render(HomePage({ view, agencies: [], notices: [] }));
  assert.deepEqual(pageFaults(text), []);
  const soon = [...text.matchAll(/<li class="service service-soon"[^>]*><h3>([^<]+)/g)];
  assert.deepEqual(soon.map((match) => match[1]), ["전자바우처", "전자계약", "보증"]);
  assert.match(text, /href="\/oneclick"/);
  assert.match(text, /href="\/certificates"/);
  assert.match(text, /<h3>자동이체<[\s\S]*?<a class="service-link" href="\/debit"/);
  assert.match(text, /<a href="\/debit">자동이체<\/a>/);
});

Deno.test("Header() shows payers their own page, and before their code nothing but help", () => {
  const menuAt = (path: string) => {
    const text = render(HomePage({ view: { ...view, path }, agencies: [], notices: [] }));
    assert.deepEqual(pageFaults(text), []);
    const menu = text.match(/<nav class="header-menu"[^>]*>([\s\S]*?)<\/nav>/)?.[1] ?? "";
    return [...menu.matchAll(/href="([^"]+)"/g)].map((match) => match[1]);
  };
  assert.deepEqual(menuAt("/pay"), ["/pay"]);
  assert.deepEqual(menuAt("/pay/instructions/x/account"), ["/pay"]);
  assert.deepEqual(menuAt("/pay/some-token"), []);
  assert.equal(menuAt("/")[2], "/debit");
});

Deno.test("HomePage() says so when there are no notices and nothing was issued", () => {
  const text = render(HomePage({ view, agencies: [], notices: [] }));
  assert.match(text, /등록된 공지사항이 없습니다/);
  assert.match(text, /아직 발급 기록이 없습니다/);
});

Deno.test("HomePage() tells each agency's state by word and time", () => {
  const text = render(HomePage({
    view,
    agencies: [
      { name: "국세청 홈택스", state: "smooth", averageSeconds: 12.4 },
      { name: "위택스", state: "delayed", averageSeconds: 100 },
      { name: "국민연금", state: "closed" },
    ],
    notices: [{ title: "정기 점검", publishedAt: new Date("2026-11-08T15:00:00Z") }],
  }));
  assert.match(text, /badge-good">원활 · 평균 12초/);
  assert.match(text, /badge-care">지연 · 평균 1분 40초/);
  assert.match(text, /badge-neutral">운영 시간 아님</);
  assert.match(text, /정기 점검[\s\S]*11\.09/);
});
