import type { InputField } from "@maru/submission";
import { type Html, html, type Markup } from "../html.ts";

export interface InputFieldProps {
  readonly id: string;
  readonly field: InputField;
  /** Name in a form that posts without a script. */
  readonly name?: string;
  readonly value: string;
  readonly error?: string | undefined;
  readonly onInput?: (value: string) => void;
}

/** One piece of information that an agency asks for, as its kind is typed or chosen. */
export function InputFieldLine(props: InputFieldProps): Markup {
  const { field, id, error } = props;
  const noteIds = [field.hint ? `${id}-hint` : "", error ? `${id}-error` : ""];
  const common = {
    id,
    name: props.name,
    class: field.kind === "choice" ? "input select" : "input",
    required: field.required,
    "aria-invalid": error ? "true" : undefined,
    "aria-describedby": noteIds.filter((each) => each !== "").join(" ") || undefined,
    value: shownValue(field, props.value),
    onInput: (event: Event) =>
      props.onInput?.(sentValue(field, (event.currentTarget as HTMLInputElement).value)),
  };
  return html`
    <div class=${error ? "field field-wrong" : "field"}>
      <label class="field-label" for=${id}>
        ${field.label}${field.required ? null : html`<span class="field-optional"> (선택)</span>`}
      </label>
      ${Control(field, common)}
      ${field.hint ? html`<p class="field-hint" id=${`${id}-hint`}>${field.hint}</p>` : null}
      ${error ? html`<p class="field-error" id=${`${id}-error`}>${error}</p>` : null}
    </div>
  `;
}

function Control(field: InputField, common: { readonly value: string }): Html {
  if (field.kind === "choice") {
    return html`
      <select ...${common}>
        <option value="">선택해 주십시오</option>
        ${(field.options ?? []).map((option) =>
          html`
            <option value=${option.value} selected=${option.value === common.value}>
              ${option.label}
            </option>
          `
        )}
      </select>
    `;
  }
  const inputMode = field.kind === "businessPlaceNumber" ? "numeric" : undefined;
  const type = field.kind === "date" ? "date" : "text";
  return html`<input ...${common} type=${type} inputmode=${inputMode} autocomplete="off" />`;
}

/** What to say at a required field that was left empty. */
export function emptyWords(field: InputField): string {
  return field.kind === "choice" ? "선택해 주십시오." : "입력해 주십시오.";
}

/** Days travel as `YYYYMMDD`, and a date field shows and gives `YYYY-MM-DD`. */
export function sentValue(field: InputField, typed: string): string {
  return field.kind === "date" ? typed.replaceAll("-", "") : typed;
}

function shownValue(field: InputField, value: string): string {
  return field.kind === "date" ? value.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3") : value;
}
