import { type Html, html, type Markup } from "../html.ts";
import type { DictionaryKey } from "../language/dictionary.ts";
import { paths } from "../paths.ts";
import type { SignedIn, View } from "../view.ts";
import { Button } from "./button.ts";
import { Form } from "./form.ts";
import { Mark } from "./mark.ts";

/** Mark, main menu, help links; on narrow screens the menu folds into one button. */
export function Header(props: { readonly view: View }): Markup {
  const { view } = props;
  return html`
    <header class="header">
      <div class="header-inner">
        <a class="header-home" href=${paths.home}>${Mark()}<span>${view.text(
          "site.name",
        )}</span></a>
        ${menuOf(view).length === 0 ? null : html`
          <nav class="header-menu" aria-label=${view.text("nav.main")}>${MenuLinks({ view })}</nav>
        `}
        <div class="header-aside">
          ${view.signedIn === undefined
            ? HelpLinks({ view })
            : SignedInBox({ view, signedIn: view.signedIn })}
        </div>
        <details class="header-fold">
          <summary>${view.text("site.menu")}</summary>
          <nav class="header-sheet" aria-label=${view.text("site.menu")}>
            ${MenuLinks({ view })}${HelpLinks({ view })}
            ${view.signedIn === undefined ? null : LogoutForm({ view, signedIn: view.signedIn })}
          </nav>
        </details>
      </div>
    </header>
  `;
}

/** Who is logged in, and the way out. */
export function SignedInBox(
  props: { readonly view: View; readonly signedIn: SignedIn },
): Markup {
  const { label, account } = props.signedIn;
  return html`
    ${account === undefined
      ? html`<span class="header-person">${label}</span>`
      : AccountFold({ label, account, path: props.view.path })}
    <div class="header-logout">${LogoutForm(props)}</div>
  `;
}

/** The name opens what belongs to the account. */
function AccountFold(
  { label, account, path }: {
    readonly label: string;
    readonly account: NonNullable<SignedIn["account"]>;
    readonly path: string;
  },
): Markup {
  return html`
    <details class="account-fold">
      <summary class="header-person"><span class="account-name">${label}</span></summary>
      <nav class="account-sheet" aria-label="내 계정">
        ${account.map((entry) =>
          html`
            <a href=${entry.href} aria-current=${entry.href === path ? "page" : undefined}>
              ${entry.label}
            </a>
          `
        )}
      </nav>
    </details>
  `;
}

function LogoutForm(
  props: { readonly view: View; readonly signedIn: SignedIn },
): Markup {
  return Form({
    view: props.view,
    action: props.signedIn.logoutPath,
    inline: true,
    children: Button({ size: "small", children: props.view.text("nav.logout") }),
  });
}

function HelpLinks(props: { readonly view: View }): Html {
  const { view } = props;
  const other = view.language === "ko" ? "en" : "ko";
  return [
    html`<a href=${paths.support}>${view.text("nav.support")}</a>`,
    html`
      <a href=${`${view.path}?lang=${other}`} lang=${other} hreflang=${other}>
        ${view.text("nav.otherLanguage")}
      </a>
    `,
  ];
}

function MenuLinks(props: { readonly view: View }): Html {
  const { view } = props;
  return menuOf(view).map((entry) =>
    html`
      <a
        href=${entry.href}
        class=${entry.soon ? "menu-soon" : undefined}
        aria-current=${view.path === entry.href ? "page" : undefined}
      >${view.text(entry.key)}${entry.soon
        ? html`<span class="visually-hidden"> (${view.text("home.soon")})</span>`
        : null}</a>
    `
  );
}

function menuOf({ path, signedIn }: View): readonly MenuEntry[] {
  if (path === paths.payer || path.startsWith(`${paths.payer}/instructions/`)) return PAYER_MENU;
  // A link that is not opened yet leads to its own page alone.
  if (path.startsWith(`${paths.payer}/`)) return [];
  return signedIn?.kind === "submitter" ? SUBMITTER_MENU : PUBLIC_MENU;
}

interface MenuEntry {
  readonly key: DictionaryKey;
  readonly href: string;
  readonly soon?: boolean;
}

const SUBMITTER_MENU: readonly MenuEntry[] = [
  { key: "nav.submit", href: paths.submit },
  { key: "nav.history", href: paths.history },
  { key: "nav.certificates", href: paths.certificates },
];

/** Payers come for one thing; the platform's services are none of theirs. */
const PAYER_MENU: readonly MenuEntry[] = [{ key: "nav.payer", href: paths.payer }];

const PUBLIC_MENU: readonly MenuEntry[] = [
  { key: "nav.submit", href: paths.submit },
  { key: "nav.certificates", href: paths.certificates },
  { key: "nav.debit", href: paths.debit },
  { key: "nav.vouchers", href: "/#service-vouchers", soon: true },
  { key: "nav.contracts", href: "/#service-contracts", soon: true },
  { key: "nav.guarantees", href: "/#service-guarantees", soon: true },
];
