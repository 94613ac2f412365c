import { html, type Markup } from "../html.ts";
import type { WorkState } from "./use_work.ts";

export interface WorkButtonProps {
  readonly id: string;
  readonly work: WorkState;
  readonly label: string;
  /** While the work runs, when the button cannot be pressed again. */
  readonly busyLabel: string;
}

/** The one button of a form whose work the certificate worker does. */
export function WorkButton({ id, work, label, busyLabel }: WorkButtonProps): Markup {
  return html`
    <button
      type="submit"
      class="button button-primary button-full login-button"
      id=${id}
      disabled=${work.isBusy}
    >${work.isBusy ? busyLabel : label}</button>
  `;
}

/** What was done, read aloud when it appears. */
export function WorkResult({ work }: { readonly work: WorkState }): Markup {
  return html`
    <div role="status" class="work-result">
      ${work.done ? html`<p class="notice notice-good">${work.done}</p>` : null}
    </div>
  `;
}
