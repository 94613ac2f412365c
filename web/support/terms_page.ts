import { html, type Markup } from "../html.ts";
import { paths } from "../paths.ts";
import { Layout } from "../ui/layout.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Tabs } from "../ui/tabs.ts";
import type { View } from "../view.ts";
import { findTerms, type Terms, TERMS_KINDS, versionsOf } from "./terms.ts";

export function TermsPage(props: { readonly view: View; readonly terms: Terms }): Markup {
  const { terms } = props;
  return Layout({
    view: props.view,
    title: terms.title,
    children: [
      PageTitle({ title: "약관과 동의", note: `${terms.version} 시행` }),
      Tabs({
        label: "약관 종류",
        tabs: TERMS_KINDS.map((kind) => ({
          label: findTerms(kind, undefined)?.title,
          href: paths.terms(kind),
          current: kind === terms.kind,
        })),
      }),
      html`
        <article class="prose">
          <h2>${terms.title}</h2>
          ${terms.sections.map((section) =>
            html`
              <section>
                <h3>${section.title}</h3>
                ${section.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
              </section>
            `
          )}
        </article>
      `,
      Versions({ terms }),
    ],
  });
}

function Versions(props: { readonly terms: Terms }): Markup {
  return html`
    <nav class="versions" aria-label="시행일별 보기">
      <h2>시행일별 보기</h2>
      <ul>
        ${versionsOf(props.terms.kind).map((each) =>
          html`
            <li>
              <a
                href=${`${paths.terms(each.kind)}?version=${each.version}`}
                aria-current=${each.version === props.terms.version ? "page" : undefined}
              >${each.version}</a>
            </li>
          `
        )}
      </ul>
    </nav>
  `;
}
