/**
 * One real Chromium for the whole run, and rooms in it: a browser context of its own for each
 * visitor, with what it shows on a failure.
 *
 * @module
 */
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { freePorts } from "./ports.ts";
import type { StepRoom } from "./runner.ts";

export interface StartedBrowser {
  readonly browser: Browser;
  /** Where the DevTools protocol answers, `http://127.0.0.1:PORT`. */
  readonly debuggerUrl: string;
  /** Every byte that the browser put on a socket; complete once the browser is closed. */
  readonly netLogPath: string;
}

export async function startBrowser(directory: string): Promise<StartedBrowser> {
  const [port] = freePorts(1) as [number];
  const netLogPath = `${directory}/net-log.json`;
  const browser = await chromium.launch({
    executablePath: Deno.env.get("CHROMIUM") || "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      `--remote-debugging-port=${port}`,
      `--log-net-log=${netLogPath}`,
      "--net-log-capture-mode=Everything",
    ],
  });
  return { browser, debuggerUrl: `http://127.0.0.1:${port}`, netLogPath };
}

export type Width = "narrow" | "wide";

const WIDTHS = { narrow: { width: 360, height: 740 }, wide: { width: 1440, height: 900 } } as const;

export interface VisitorOptions {
  readonly width?: Width;
  readonly hasScripts?: boolean;
  /** Cookies and storage to begin with. */
  readonly storageState?: Awaited<ReturnType<BrowserContext["storageState"]>>;
}

const ACTION_MS_MAX = 30_000;

/** A new visitor: a page in a context of its own, closed with the step. */
export async function visit(
  room: StepRoom<{ readonly browser: Browser; readonly url: string }>,
  options: VisitorOptions = {},
): Promise<Page> {
  const context = await room.world.browser.newContext({
    viewport: WIDTHS[options.width ?? "wide"],
    javaScriptEnabled: options.hasScripts ?? true,
    locale: "ko-KR",
    timezoneId: "Asia/Seoul",
    baseURL: room.world.url,
    acceptDownloads: true,
    ...(options.storageState === undefined ? {} : { storageState: options.storageState }),
  });
  room.after(() => context.close());
  context.setDefaultTimeout(ACTION_MS_MAX);
  const page = await context.newPage();
  const said: string[] = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.stack ?? error.message}`));
  room.onFailure((directory) => show(page, directory, said));
  return page;
}

async function show(page: Page, directory: string, said: readonly string[]): Promise<void> {
  const name = `${directory}/${crypto.randomUUID().slice(0, 8)}`;
  await Deno.writeTextFile(`${name}.txt`, [page.url(), ...said].join("\n"));
  await page.screenshot({ path: `${name}.png`, fullPage: true });
  await Deno.writeTextFile(`${name}.html`, await page.content());
}

export function resize(page: Page, width: Width): Promise<void> {
  return page.setViewportSize(WIDTHS[width]);
}
