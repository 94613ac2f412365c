import { html, type Markup } from "../html.ts";
import { describedBy, Field, fieldId, type FieldProps } from "./field.ts";

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

export interface SelectProps extends FieldProps {
  readonly value?: string;
  readonly options: readonly Option[];
  /** First, empty entry, e.g. 선택해 주십시오. */
  readonly emptyLabel?: string;
}

export function Select(props: SelectProps): Markup {
  const listed = props.emptyLabel === undefined
    ? props.options
    : [{ value: "", label: props.emptyLabel }, ...props.options];
  return Field({
    ...props,
    children: html`
      <select
        class="input select"
        id=${fieldId(props.name)}
        name=${props.name}
        required=${props.required !== false}
        aria-invalid=${props.error === undefined ? undefined : "true"}
        aria-describedby=${describedBy(props)}
      >
        ${listed.map((option) =>
          html`
            <option
              value=${option.value}
              disabled=${"disabled" in option && option.disabled}
              selected=${option.value === (props.value ?? "")}
            >${option.label}</option>
          `
        )}
      </select>
    `,
  });
}
