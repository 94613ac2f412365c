import { type Html, html, type Markup } from "../html.ts";

/** One primary button a page; `small` is the 40-pixel one for tables and toolbars. */
export interface ButtonLook {
  readonly kind?: "primary" | "secondary" | "danger" | "plain";
  readonly size?: "normal" | "small";
  /** Takes the whole width on narrow screens. */
  readonly wide?: boolean;
  /** Takes the whole width on all screens: the one button at the end of a narrow form. */
  readonly full?: boolean;
}

export interface ButtonProps extends ButtonLook {
  readonly children: Html;
  readonly type?: "submit" | "button";
  readonly name?: string;
  readonly value?: string;
  readonly id?: string;
  /** Id of a form elsewhere on the page. */
  readonly form?: string;
  readonly disabled?: boolean;
  /** What it does, where the visible words alone do not say to which thing. */
  readonly label?: string;
}

export function Button(props: ButtonProps): Markup {
  return html`
    <button
      type=${props.type ?? "submit"}
      class=${buttonClass(props)}
      id=${props.id}
      name=${props.name}
      value=${props.value}
      form=${props.form}
      disabled=${props.disabled}
      aria-label=${props.label}
    >${props.children}</button>
  `;
}

export interface LinkButtonProps extends ButtonLook {
  readonly href: string;
  readonly children: Html;
  /** The browser saves what the link gives instead of showing it. */
  readonly download?: boolean;
  readonly label?: string;
}

export function LinkButton(props: LinkButtonProps): Markup {
  return html`
    <a
      class=${buttonClass(props)}
      href=${props.href}
      download=${props.download}
      aria-label=${props.label}
    >${props.children}</a>
  `;
}

/** Buttons side by side; on a narrow screen the wide ones take a row each. */
export function ButtonRow(props: { readonly children: Html }): Markup {
  return html`<div class="button-row">${props.children}</div>`;
}

function buttonClass(look: ButtonLook): string {
  return [
    "button",
    `button-${look.kind ?? "secondary"}`,
    look.size === "small" ? "button-small" : "",
    look.wide ? "button-wide" : "",
    look.full ? "button-full" : "",
  ].filter((part) => part !== "").join(" ");
}
