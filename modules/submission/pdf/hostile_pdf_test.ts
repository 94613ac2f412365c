import assert from "node:assert/strict";
import { smallPdf } from "../testing/small_pdf.ts";
import { checkPdf } from "./pdf_check.ts";
import { HOSTILE_PDFS } from "./hostile_files.ts";

const GROWN_KILOBYTES_MAX = 50 * 1024;
/** Generous, because tests run side by side on small machines. */
const TOOK_MS_MAX = 10_000;

Deno.test("every hostile PDF is refused in a process that grows by less than 50 MB", async () => {
  const child = new URL("hostile_child.ts", import.meta.url).pathname;
  for (const [name, make] of Object.entries(HOSTILE_PDFS)) {
    const file = await Deno.makeTempFile({ suffix: ".pdf" });
    await Deno.writeFile(file, make());
    const { stdout, stderr } = await new Deno.Command("deno", {
      args: ["run", "--no-check", "--allow-all", child, file],
    }).output();
    await Deno.remove(file);
    const text = new TextDecoder().decode(stdout);
    assert.notEqual(text, "", new TextDecoder().decode(stderr));
    const { outcome, tookMs, grownKilobytes } = JSON.parse(text);
    const told = `${name}: ${outcome}, ${Math.round(tookMs)} ms, ${grownKilobytes} kB`;
    assert.match(outcome, /^(damaged|tooComplex|truncated|noPages)$/, told);
    assert.ok(grownKilobytes < GROWN_KILOBYTES_MAX, told);
    assert.ok(tookMs < TOOK_MS_MAX, told);
  }
});

Deno.test("checkPdf() tells of what a viewer would run by itself", () => {
  const runs = (catalogue: string) => {
    const text = new TextDecoder().decode(smallPdf()).replace("/Type /Catalog", catalogue);
    // The catalogue is the first object; what stands behind it moves by what was put in.
    const moved = text.replace(/^\d{10}(?= 00000 n)/gm, (offset) => {
      const by = Number(offset) > 9 ? catalogue.length - "/Type /Catalog".length : 0;
      return String(Number(offset) + by).padStart(10, "0");
    }).replace(/startxref\n(\d+)/, () => `startxref\n${text.indexOf("xref\n0")}`);
    return checkPdf(new TextEncoder().encode(moved)).runsByItself;
  };
  assert.equal(runs("/Type /Catalog"), false);
  assert.equal(runs("/Type /Catalog /OpenAction [3 0 R /Fit]"), false);
  for (
    const catalogue of [
      "/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
      "/Type /Catalog /OpenAction << /S /Launch /F (calc.exe) >>",
      "/Type /Catalog /OpenAction << /S /#4aavaScript /JS (x) >>",
      "/Type /Catalog /AA << /WC << /S /JavaScript /JS (x) >> >>",
      "/Type /Catalog /Names << /JavaScript << /Names [(a) 3 0 R] >> >>",
      "/Type /Catalog /Names << /EmbeddedFiles << /Names [(a) 3 0 R] >> >>",
      "/Type /Catalog /AcroForm << /XFA 3 0 R >>",
    ]
  ) assert.equal(runs(catalogue), true, catalogue);
});
