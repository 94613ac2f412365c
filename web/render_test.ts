import assert from "node:assert/strict";
import { html } from "./html.ts";
import { PageShapeError, render, renderPart } from "./render.ts";

Deno.test("render() writes a whole document and escapes every value", () => {
  const name = `<script>alert("x")</script>`;
  const page = html`
    <html lang="ko">
      <body title=${name}>
        <p>${name}</p>
      </body>
    </html>
  `;
  const text = render(page);
  assert.ok(text.startsWith('<!doctype html><html lang="ko">'));
  assert.doesNotMatch(text, /<script/);
  assert.match(text, /&lt;script>/);
});

Deno.test("render() refuses several roots, none, text, and another element", () => {
  const wrong: [unknown, string][] = [
    [[html`<html></html>`, html`<p></p>`], "2 roots"],
    [undefined, "no element"],
    ["text", "no element"],
    [html`<div></div>`, "div"],
  ];
  for (const [page, found] of wrong) {
    assert.throws(
      () => render(page as ReturnType<typeof html>),
      (error) => error instanceof PageShapeError && error.found === found,
    );
  }
});

Deno.test("renderPart() writes one element and refuses several", () => {
  assert.equal(renderPart(html`<p>가</p>`), "<p>가</p>");
  assert.throws(() => renderPart([html`<p></p>`, html`<p></p>`] as never), PageShapeError);
});
