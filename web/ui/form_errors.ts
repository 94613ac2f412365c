import type { FieldError } from "../forms/read_form.ts";
import { type Html, html } from "../html.ts";
import { fieldId } from "./field.ts";

/** The summary above a form: each line leads to its field. Nothing where all is well. */
export function FormErrors(props: { readonly errors: readonly FieldError[] | undefined }): Html {
  if (props.errors === undefined || props.errors.length === 0) return null;
  return html`
    <div class="notice notice-bad form-errors" role="alert" tabindex="-1" id="form-errors">
      <p><strong>${props.errors.length}곳을 확인해 주십시오.</strong></p>
      <ul>
        ${props.errors.map((error) =>
          html`
            <li><a href=${`#${fieldId(error.field)}`}>${error.message}</a></li>
          `
        )}
      </ul>
    </div>
  `;
}
