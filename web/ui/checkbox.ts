import { html, type Markup } from "../html.ts";
import { describedBy, fieldId, FieldNotes, type FieldProps } from "./field.ts";

export interface CheckboxProps extends FieldProps {
  readonly checked?: boolean;
  /** A setting that is on or off: neither asked for nor called optional. */
  readonly isSwitch?: boolean;
  /** Sent when ticked; `on` unless said. */
  readonly value?: string;
}

export function Checkbox(props: CheckboxProps): Markup {
  return html`
    <div class=${props.error === undefined ? "checkbox" : "checkbox field-wrong"}>
      <label class="checkbox-line">
        <input
          type="checkbox"
          class="checkbox-input"
          id=${fieldId(props.name)}
          name=${props.name}
          value=${props.value ?? "on"}
          checked=${props.checked}
          required=${props.required !== false && !props.isSwitch}
          aria-invalid=${props.error === undefined ? undefined : "true"}
          aria-describedby=${describedBy(props)}
        />
        <span>
          ${props.label}${props.required === false
            ? html`<span class="field-optional"> (선택)</span>`
            : null}
        </span>
      </label>
      ${FieldNotes(props)}
    </div>
  `;
}
