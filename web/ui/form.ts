import { KEY_FIELD } from "../forms/read_form.ts";
import { type Html, html, type Markup } from "../html.ts";
import { TOKEN_FIELD } from "../middleware/form_token.ts";
import type { View } from "../view.ts";

export interface FormProps {
  readonly view: View;
  readonly action: string;
  readonly children: Html;
  readonly id?: string;
  /** Makes a second press of the same form harmless: a fresh `kernel.uuid()` per page shown. */
  readonly idempotencyKey?: string;
  /** The form carries files. */
  readonly files?: boolean;
  /** Stands inside a line of text or a toolbar. */
  readonly inline?: boolean;
}

/**
 * A form that posts, with its token. The server's checks decide, so the browser's own bubbles, which
 * are not in our words, stay off.
 */
export function Form(props: FormProps): Markup {
  return html`
    <form
      method="post"
      action=${props.action}
      id=${props.id}
      class=${props.inline ? "form-inline" : "form"}
      enctype=${props.files ? "multipart/form-data" : undefined}
      novalidate
    >
      <input type="hidden" name=${TOKEN_FIELD} value=${props.view.formToken} />
      ${props.idempotencyKey === undefined
        ? null
        : html`<input type="hidden" name=${KEY_FIELD} value=${props.idempotencyKey} />`}
      ${props.children}
    </form>
  `;
}
