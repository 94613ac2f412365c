import { type Html, html, type Markup } from "../html.ts";
import { describedBy, Field, fieldId, type FieldProps } from "../ui/field.ts";

export interface LiveInputProps extends FieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly type?: "text" | "password" | "tel";
  readonly inputMode?: "numeric" | "tel" | "text";
  readonly autocomplete?: string;
  readonly lengthMax?: number;
  /** Shows dots, and a switch that shows the digits. */
  readonly mask?: { readonly isShown: boolean; readonly onToggle: () => void };
}

/**
 * A field that lives in the script alone: it has no name, so no form can send it, and what is typed
 * stays out of addresses and histories.
 */
export function LiveInput(props: LiveInputProps): Markup {
  const isMasked = props.mask !== undefined && !props.mask.isShown;
  const input = html`
    <input
      id=${fieldId(props.name)}
      class=${isMasked ? "input input-masked" : "input"}
      type=${props.type ?? "text"}
      inputmode=${props.inputMode}
      autocomplete=${props.autocomplete ?? "off"}
      maxlength=${props.lengthMax}
      spellcheck="false"
      autocapitalize="off"
      value=${props.value}
      required=${props.required !== false}
      aria-invalid=${props.error === undefined ? undefined : "true"}
      aria-describedby=${describedBy(props)}
      onInput=${(event: Event) => props.onInput((event.currentTarget as HTMLInputElement).value)}
    />
  `;
  return Field({ ...props, children: props.mask ? withSwitch(input, props.mask) : input });
}

function withSwitch(input: Html, mask: NonNullable<LiveInputProps["mask"]>): Markup {
  return html`
    <div class="input-with-switch">
      ${input}
      <button
        type="button"
        class="button button-plain button-small"
        aria-pressed=${mask.isShown ? "true" : "false"}
        onClick=${mask.onToggle}
      >번호 보기</button>
    </div>
  `;
}
