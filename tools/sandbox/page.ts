import { Hono } from "hono";
import { html } from "hono/html";
import { pageStyles } from "./page_styles.ts";

/** A piece of escaped HTML, as `hono/html` makes it. */
export type Markup = ReturnType<typeof html>;

export interface PageOptions {
  readonly title: string;
  /** One sentence under the heading that says what the page is for. */
  readonly lead?: string;
  readonly body: Markup | readonly Markup[];
  /** True for a page of one form, which stays narrow on a wide screen. */
  readonly isNarrow?: boolean;
  /** Seconds after which the browser reloads, for lists that grow. */
  readonly reloadSeconds?: number;
}

const links = [
  { href: "/", label: "제어판" },
  { href: "/cast", label: "등장인물" },
  { href: "/pki/certificates", label: "시험용 인증서" },
  { href: "/inbox", label: "휴대폰 수신함" },
  { href: "/cloud/certificates", label: "금융인증서" },
  { href: "/receiver", label: "기관 수신 서버" },
  { href: "/clearing-house", label: "금융결제원·은행" },
  { href: "/clock", label: "시계" },
] as const;

/** A whole page of the sandbox in the look of the service; it needs no script. */
export function page(options: PageOptions): Markup {
  return html`
    <!doctype html>
    <html lang="ko">
      <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    ${options.reloadSeconds === undefined
      ? ""
      : html`<meta http-equiv="refresh" content="${options.reloadSeconds}">`}
    <title>${options.title} · 마루 모의 환경</title>
    <link rel="stylesheet" href="/sandbox/page.css">
      </head>
      <body>
        <header class="bar">
          <div class="wide">
            <a class="mark" href="/">마루 <span>모의 환경</span></a>
            <nav aria-label="모의 환경">${links.map((link) =>
              html`<a href="${link.href}">${link.label}</a>`
            )}</nav>
          </div>
        </header>
        <main class="${options.isNarrow === true ? "wide narrow" : "wide"}">
    <h1>${options.title}</h1>
    ${options.lead === undefined ? "" : html`<p class="lead">${options.lead}</p>`}
    ${options.body}
        </main>
      </body>
    </html>
  `;
}

/** Serves the stylesheet that {@link page} names. */
export function createPageStyleRoutes(): Hono {
  return new Hono().get("/sandbox/page.css", (c) => {
    c.header("Cache-Control", "max-age=60");
    return c.body(pageStyles, 200, { "Content-Type": "text/css; charset=utf-8" });
  });
}

/** `2026-11-21 11:00:00` in Korea, as every page of the sandbox shows a time. */
export function koreanTime(value: Date | string): string {
  const date = typeof value === "string" ? new Date(value) : value;
  return new Date(date.getTime() + 9 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
}

/** True where a browser asks for a page and not a program for JSON. */
export function prefersPage(accept: string | undefined): boolean {
  return accept?.includes("text/html") ?? false;
}
