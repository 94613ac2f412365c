import { type Html, html, type Markup } from "../html.ts";

export interface DialogProps {
  readonly id: string;
  readonly title: Html;
  readonly children: Html;
  /** Buttons at the foot. */
  readonly actions?: Html;
  /**
   * Shown at once, as a part of the page: that is how it works without scripts. An island may close
   * it and call `showModal()`.
   */
  readonly open?: boolean;
}

export function Dialog(props: DialogProps): Markup {
  return html`
    <dialog class="dialog" id=${props.id} open=${props.open} aria-labelledby=${`${props.id}-title`}>
      <h2 class="dialog-title" id=${`${props.id}-title`}>${props.title}</h2>
      <div class="dialog-body">${props.children}</div>
      ${props.actions === undefined ? null : html`<div class="button-row">${props.actions}</div>`}
    </dialog>
  `;
}
