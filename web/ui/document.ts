import { type Html, html, type Markup } from "../html.ts";
import type { View } from "../view.ts";

export interface DocumentProps {
  readonly view: View;
  /** Of the page; the site's name follows it. */
  readonly title: string;
  readonly bodyClass: string;
  readonly children: Html;
  /** Seconds after which the page loads itself again, where something moves and no script runs. */
  readonly refreshSeconds?: number;
}

/** The `<html>` element: the one root of every page. */
export function Document(props: DocumentProps): Markup {
  const { view } = props;
  const site = view.text("site.name");
  return html`
    <html lang=${view.language} data-contrast=${view.contrast}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <meta name="maru-token" content=${view.formToken} />
        <title>${props.title === site ? site : `${props.title} | ${site}`}</title>
        <link rel="icon" href=${view.assets.url("favicon.svg")} type="image/svg+xml" />
        <link rel="stylesheet" href=${view.assets.url("fonts.css")} />
        <link rel="stylesheet" href=${view.assets.url("app.css")} />
        ${props.refreshSeconds === undefined
          ? null
          : html`<noscript><meta http-equiv="refresh" content=${
            String(props.refreshSeconds)
          } /></noscript>`}
      </head>
      <body class=${props.bodyClass}>
        <a class="skip-link" href="#main">${view.text("site.skip")}</a>
        ${props.children}
      </body>
    </html>
  `;
}
