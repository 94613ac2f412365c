import assert from "node:assert/strict";
import { html } from "../html.ts";
import { renderPart } from "../render.ts";
import { expectPage } from "../test_site/expect_page.ts";
import { startTestSite } from "../test_site/site.ts";
import { TermsText } from "./terms_text.ts";

Deno.test("termsRoutes() shows each text in its current version, and an old one by number", async () => {
  const visitor = startTestSite().visitAs();
  for (const kind of ["service", "personalData", "provision", "vatData"]) {
    const text = await expectPage(visitor, `/terms/${kind}`);
    assert.match(text, /제1판 · 2026\.01\.01 시행/);
  }
  await expectPage(visitor, "/terms/service?version=1");
  for (const path of ["/terms/none", "/terms/service?version=7", "/terms/service?version=x"]) {
    assert.notEqual((await visitor.get(path)).status, 500, path);
  }
  assert.equal((await visitor.get("/terms/service?version=7")).status, 404);
});

Deno.test("TermsText() makes headings, paragraphs and lists of plain text", () => {
  const body = "처음\n둘째 줄\n\n1. 제목\n- 하나\n- 둘\n끝<b>";
  assert.equal(
    renderPart(html`<div>${TermsText({ body, level: 3 })}</div>`),
    "<div><p>처음 둘째 줄</p><section><h3>1. 제목</h3>" +
      "<ul><li>하나</li><li>둘</li></ul><p>끝&lt;b></p></section></div>",
  );
});
