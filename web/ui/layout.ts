import { type Html, html, type Markup } from "../html.ts";
import type { View } from "../view.ts";
import { Document } from "./document.ts";
import { Footer } from "./footer.ts";
import { Header } from "./header.ts";

export interface LayoutProps {
  readonly view: View;
  readonly title: string;
  /** `wide` 1072 px (home), `medium` 832 px (progress, lists), `narrow` 632 px (one question). */
  readonly width?: "wide" | "medium" | "narrow";
  readonly children: Html;
  readonly refreshSeconds?: number;
}

/** Public pages: one column under the site's menu. */
export function Layout(props: LayoutProps): Markup {
  return Document({
    view: props.view,
    title: props.title,
    bodyClass: "public",
    ...(props.refreshSeconds === undefined ? {} : { refreshSeconds: props.refreshSeconds }),
    children: [
      Header({ view: props.view }),
      html`
        <main id="main" tabindex="-1" class=${`main main-${props.width ?? "medium"}`}>
          ${props.children}
        </main>
      `,
      Footer({ view: props.view }),
    ],
  });
}
