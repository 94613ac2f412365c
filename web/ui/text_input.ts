import { html, type Markup } from "../html.ts";
import { describedBy, Field, fieldId, type FieldProps } from "./field.ts";

export interface TextInputProps extends FieldProps {
  readonly value?: string;
  readonly type?:
    | "text"
    | "password"
    | "tel"
    | "email"
    | "search"
    | "date"
    | "month"
    | "number"
    | "url";
  readonly inputMode?: "numeric" | "tel" | "email" | "text";
  readonly autocomplete?: string;
  readonly lengthMax?: number;
  /** Several lines where more than one. */
  readonly rows?: number;
  readonly readOnly?: boolean;
}

export function TextInput(props: TextInputProps): Markup {
  const common = {
    id: fieldId(props.name),
    name: props.name,
    class: "input",
    maxlength: props.lengthMax,
    required: props.required !== false,
    readonly: props.readOnly,
    autocomplete: props.autocomplete ?? "off",
    "aria-invalid": props.error === undefined ? undefined : "true",
    "aria-describedby": describedBy(props),
  };
  const control = props.rows !== undefined && props.rows > 1
    ? html`<textarea ...${common} rows=${props.rows} value=${props.value ?? ""}></textarea>`
    : html`
      <input
        ...${common}
        type=${props.type ?? "text"}
        inputmode=${props.inputMode}
        value=${props.value}
      />
    `;
  return Field({ ...props, children: control });
}
