import { type Html, html, type Markup } from "../html.ts";

export interface DefinitionListProps {
  readonly items: readonly { readonly term: Html; readonly value: Html }[];
}

export function DefinitionList(props: DefinitionListProps): Markup {
  return html`
    <dl class="definition-list">
      ${props.items.map((item) =>
        html`
          <div class="definition-line">
            <dt>${item.term}</dt>
            <dd>${item.value}</dd>
          </div>
        `
      )}
    </dl>
  `;
}
