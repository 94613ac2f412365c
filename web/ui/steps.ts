import { html, type Markup } from "../html.ts";

export interface StepsProps {
  readonly steps: readonly string[];
  /** Index of the step that is shown, from 0. */
  readonly current: number;
  readonly label?: string;
}

/** Where one stands in a task of several pages. */
export function Steps(props: StepsProps): Markup {
  return html`
    <ol class="steps" aria-label=${props.label ?? "진행 단계"}>
      ${props.steps.map((step, index) =>
        html`
          <li
            class=${index < props.current
              ? "step step-done"
              : index === props.current
              ? "step step-now"
              : "step"}
            aria-current=${index === props.current ? "step" : undefined}
          >
            <span>${index + 1} ${step}</span>
            ${index < props.current ? html`<span class="visually-hidden"> 완료</span>` : null}
          </li>
        `
      )}
    </ol>
  `;
}
