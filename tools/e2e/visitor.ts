/**
 * A scripted newcomer: waits until the system is ready, logs in with a demo certificate by one
 * press, submits, and holds a delivered PDF. Prints how long each step took.
 *
 * `deno run -A tools/e2e/visitor.ts [http://localhost:8000]`
 *
 * @module
 */
import { chromium, type Page } from "playwright-core";
import { openLogin, pressLogin } from "./pages/login_page.ts";
import { downloadPdf, waitUntilFinished } from "./pages/progress_page.ts";
import { openRequest, pressSubmit } from "./pages/request_page.ts";

const READY_MS_MAX = 180_000;
const SLUG = "working-capital";
/** The first demo corporation of the sandbox. */
const ANSWERS = {
  province: "서울특별시",
  district: "강남구",
  businessNumber: "9908100018",
} as const;

async function main(url: string): Promise<number> {
  const startedAt = performance.now();
  const lap = (words: string) =>
    console.log(`${((performance.now() - startedAt) / 1_000).toFixed(1)} s  ${words}`);
  await waitUntilReady(`${url}/readyz`);
  lap("the system is ready");
  const browser = await chromium.launch({
    executablePath: Deno.env.get("CHROMIUM") || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  });
  try {
    const page = await browser.newPage({ baseURL: url, locale: "ko-KR" });
    page.setDefaultTimeout(60_000);
    await visit(page, lap);
    return 0;
  } finally {
    await browser.close();
  }
}

async function visit(page: Page, lap: (words: string) => void): Promise<void> {
  await page.goto(`/oneclick/p/${SLUG}`);
  await page.getByRole("link", { name: "인증서로 로그인" }).click();
  await openLogin(page, `/oneclick/p/${SLUG}`);
  await page.locator(".demo-button").first().click();
  await page.locator('#login-panel input[name="certificate"]:checked').waitFor({
    state: "attached",
  });
  const outcome = await pressLogin(page);
  if (outcome.problem !== undefined) throw new Error(`Cannot log in: ${outcome.problem}`);
  lap("logged in with a demo certificate");
  await openRequest(page, { slug: SLUG, answers: ANSWERS });
  await pressSubmit(page, ANSWERS);
  lap("submitted");
  const items = await waitUntilFinished(page);
  const issued = items.find(({ state }) => state === "PDF");
  if (issued === undefined) throw new Error("Cannot go on: no document became a PDF");
  const pdf = await downloadPdf(page, issued.name);
  const head = new TextDecoder().decode(pdf.subarray(0, 5));
  if (head !== "%PDF-") throw new Error(`Cannot read the document: it begins with "${head}"`);
  const states = items.map(({ name, state }) => `${name} ${state}`).join(", ");
  lap(`holds ${issued.name}, ${pdf.length} bytes (${states})`);
}

async function waitUntilReady(url: string): Promise<void> {
  const endsAt = performance.now() + READY_MS_MAX;
  while (performance.now() < endsAt) {
    const response = await fetch(url).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`Cannot reach "${url}"`);
}

if (import.meta.main) Deno.exit(await main(Deno.args[0] ?? "http://localhost:8000"));
