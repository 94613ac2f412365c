import assert from "node:assert/strict";
import { expectPage } from "../test_site/expect_page.ts";
import { PRODUCT_ID } from "../test_site/products.ts";
import { startTestSite } from "../test_site/site.ts";
import { RUNNING_ID } from "../test_site/submissions.ts";
import { consolePaths } from "./context.ts";

const DOCUMENT_ID = "01920000-0000-7000-8000-0000000000d1";

const PAGES = [
  consolePaths.home,
  consolePaths.received,
  consolePaths.submission(RUNNING_ID),
  consolePaths.document(DOCUMENT_ID),
  consolePaths.products,
  consolePaths.product(PRODUCT_ID),
  consolePaths.deliveries,
  `${consolePaths.deliveries}?state=failed`,
  consolePaths.integration,
  consolePaths.settings,
];

Deno.test("consoleRoutes() draws every page without faults, for readers and admins, empty and full", async () => {
  for (const amount of ["none", "few", "many"] as const) {
    const site = startTestSite({ amount });
    for (const who of ["institutionAdmin", "institutionStaff"] as const) {
      for (const path of PAGES) await expectPage(site.visitAs(who), path);
    }
    await expectPage(site.visitAs("institutionAdmin"), consolePaths.product("new"));
  }
});

Deno.test("consoleRoutes() offers no change to those who may only read", async () => {
  const site = startTestSite();
  const reader = site.visitAs("institutionStaff");
  const product = await expectPage(reader, consolePaths.product(PRODUCT_ID));
  assert.match(product, /<fieldset class="plain-fieldset" disabled/);
  assert.match(product, /관리자만 상품을 바꿀 수 있습니다/);
  for (const path of PAGES) {
    const main = (await expectPage(reader, path)).split("<main")[1]?.split("</main>")[0] ?? "";
    assert.doesNotMatch(
      main,
      />(저장|웹훅 저장|키 만들기|폐기합니다|상품 만들기)<\/(button|a)>/,
      path,
    );
    assert.doesNotMatch(main, /다시 보내기<\/button>/, path);
    assert.doesNotMatch(main, /<fieldset class="plain-fieldset">/, path);
  }
});

Deno.test("ConsoleHomePage() begins with what was not handed over, then figures, picture and reasons", async () => {
  const text = await expectPage(startTestSite().visitAs("institutionAdmin"), consolePaths.home);
  const order = ["웹훅으로 전달하지 못한 서류", "오늘 접수", "일별 접수", "실패 사유", "최근 접수"];
  const places = order.map((words) => text.indexOf(words));
  assert.deepEqual(places, [...places].sort((a, b) => a - b));
  assert.ok(places.every((place) => place > 0));
  const empty = await expectPage(
    startTestSite({ amount: "none" }).visitAs("institutionAdmin"),
    consolePaths.home,
  );
  assert.doesNotMatch(empty, /전달하지 못한 서류/);
  assert.match(empty, /실패한 서류가 없습니다/);
});

Deno.test("ProductPage() shows the link with its QR code, and each document's rules in words", async () => {
  const text = await expectPage(
    startTestSite().visitAs("institutionAdmin"),
    consolePaths.product(PRODUCT_ID),
  );
  assert.match(text, /http:\/\/localhost:8000\/oneclick\/p\/working-capital/);
  assert.match(text, /class="qr-code"[^>]*role="img"/);
  assert.match(text, /<option value="last 4 halves" selected>지난 4기/);
  assert.match(text, /name="changeable:local-tax"(?![^>]*checked)/);
});

Deno.test("ReceivedPage() keeps its filters, and its export carries them", async () => {
  const text = await expectPage(
    startTestSite({ amount: "many" }).visitAs("institutionAdmin"),
    `${consolePaths.received}?text=%EB%A7%88%EB%A3%A8&state=failed`,
  );
  assert.match(text, /name="text" value="마루"/);
  assert.match(text, /<option value="failed" selected/);
  assert.match(text, /submissions\.csv\?text=%EB%A7%88%EB%A3%A8[^"]*state=failed/);
  assert.match(text, /412건 중 1–20/);
});

Deno.test("ConsoleDocumentPage() shows every column, and a single record from top to bottom", async () => {
  const many = await expectPage(
    startTestSite().visitAs("institutionAdmin"),
    consolePaths.document(DOCUMENT_ID),
  );
  assert.match(many, /<th scope="col"(?: role="columnheader")? class="cell-nowrap">상호\(법인명\)/);
  const data = { name: "증명", columns: ["상호", "종목"], rows: [["마루상사", "자재"]] };
  const documentData = () => Promise.resolve({ ...data, json: {}, hasPdf: false });
  const one = await expectPage(
    startTestSite({ institution: { documentData } }).visitAs("institutionAdmin"),
    consolePaths.document(DOCUMENT_ID),
  );
  assert.match(one, /<th scope="row"(?: role="rowheader")?>종목<\/th><td[^>]*>자재/);
  assert.doesNotMatch(one, /PDF 받기/);
});
