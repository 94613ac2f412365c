import { type Html, html, type Markup } from "../html.ts";
import { paths } from "../paths.ts";
import type { View } from "../view.ts";
import { Document } from "./document.ts";
import { Footer } from "./footer.ts";
import { SignedInBox } from "./header.ts";
import { Mark } from "./mark.ts";

/** Entries of the side menu by task; a group without a title stands first. */
export interface MenuGroup {
  readonly title?: string;
  readonly entries: readonly { readonly label: Html; readonly href: string }[];
}

export interface WorkLayoutProps {
  readonly view: View;
  readonly title: string;
  /** Beside the site's name: 기관 콘솔, 운영. */
  readonly area: string;
  readonly areaHref: string;
  readonly menu: readonly MenuGroup[];
  /** Address of the menu's entry that is shown; this page's path unless said. */
  readonly current?: string;
  readonly children: Html;
}

/** Work pages: a side menu by task, and the whole width for tables. */
export function WorkLayout(props: WorkLayoutProps): Markup {
  const { view } = props;
  return Document({
    view,
    title: `${props.title} · ${props.area}`,
    bodyClass: "work",
    children: [
      html`
        <header class="header">
          <div class="header-inner">
            <a class="header-home" href=${paths.home}>
              ${Mark()}<span>${view.text("site.name")}</span>
            </a>
            <a class="header-area" href=${props.areaHref}>${props.area}</a>
            <div class="header-aside">
              ${view.signedIn === undefined ? null : SignedInBox({ view, signedIn: view.signedIn })}
            </div>
          </div>
        </header>
      `,
      html`
        <div class="work-columns">
          <nav class="side-menu" aria-label=${`${props.area} 메뉴`}>${SideMenu(props)}</nav>
          <details class="side-fold">
            <summary>메뉴</summary>
            <nav aria-label=${`${props.area} 메뉴`}>${SideMenu(props)}</nav>
          </details>
          <main id="main" tabindex="-1" class="work-main">${props.children}</main>
        </div>
      `,
      Footer({ view }),
    ],
  });
}

function SideMenu(props: WorkLayoutProps): Html {
  const current = props.current ?? props.view.path;
  return props.menu.map((group) =>
    html`
      <div class="side-group">
        ${group.title === undefined ? null : html`<p class="side-title">${group.title}</p>`}
        <ul>
          ${group.entries.map((entry) =>
            html`
              <li>
                <a href=${entry.href} aria-current=${entry.href === current ? "page" : undefined}>
                  ${entry.label}
                </a>
              </li>
            `
          )}
        </ul>
      </div>
    `
  );
}

export interface DeadlineProps {
  readonly label: Html;
  readonly value: Html;
  readonly note?: Html;
  readonly action?: Html;
}

/** What is due first, across the top of a work page. */
export function DeadlineBar(props: DeadlineProps): Markup {
  return html`
    <section class="deadline">
      <p>
        <span>${props.label}</span> <strong>${props.value}</strong>
        ${props.note === undefined ? null : html`<span class="deadline-note">${props.note}</span>`}
      </p>
      ${props.action}
    </section>
  `;
}
