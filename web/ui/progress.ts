import { type Html, html, type Markup } from "../html.ts";

export interface ProgressProps {
  readonly value: number;
  readonly max: number;
  /** What is progressing, for those who do not see the bar. */
  readonly label: string;
  readonly id?: string;
  /** Figures under the bar. */
  readonly facts?: readonly { readonly label: string; readonly value: Html }[];
}

export function Progress(props: ProgressProps): Markup {
  return html`
    <div class="progress">
      <progress
        class="progress-bar"
        id=${props.id}
        value=${props.value}
        max=${props.max}
        aria-label=${props.label}
      >${props.value}/${props.max}</progress>
      ${props.facts === undefined ? null : html`
        <ul class="progress-facts">
          ${props.facts.map((fact) => html`<li>${fact.label} <strong>${fact.value}</strong></li>`)}
        </ul>
      `}
    </div>
  `;
}
