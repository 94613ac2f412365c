import type { ConsentDocument } from "@maru/auth";
import { html, type Markup } from "../html.ts";
import { paths } from "../paths.ts";
import { formatDate } from "../ui/date_text.ts";
import { Layout } from "../ui/layout.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Tabs } from "../ui/tabs.ts";
import type { View } from "../view.ts";
import { TermsText } from "./terms_text.ts";

/** One version of a text that people consent to; the current versions stand beside it. */
export function TermsPage(props: {
  readonly view: View;
  readonly document: ConsentDocument;
  readonly current: readonly ConsentDocument[];
}): Markup {
  const { document, current } = props;
  return Layout({
    view: props.view,
    title: document.title,
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "약관과 동의",
          note: `제${document.version}판 · ${formatDate(document.effectiveFrom, "date")} 시행`,
        })}
        ${Tabs({
          label: "약관 종류",
          tabs: current.map((each) => ({
            label: each.title,
            href: paths.terms(each.kind),
            current: each.kind === document.kind,
          })),
        })}
        <article class="prose">
          <h2>${document.title}</h2>
          ${TermsText({ body: document.body, level: 3 })}
        </article>
      </div>
    `,
  });
}
