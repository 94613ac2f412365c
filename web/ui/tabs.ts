import { type Html, html, type Markup } from "../html.ts";

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly {
    readonly label: Html;
    readonly href: string;
    readonly current: boolean;
  }[];
}

/** Tabs are links to addresses of their own, so they work without scripts and can be sent on. */
export function Tabs(props: TabsProps): Markup {
  return html`
    <nav class="tabs" aria-label=${props.label}>
      ${props.tabs.map((tab) =>
        html`
          <a class="tab" href=${tab.href} aria-current=${tab.current ? "page" : undefined}>
            ${tab.label}
          </a>
        `
      )}
    </nav>
  `;
}
