import type { FieldError } from "../forms/mod.ts";
import type { Html } from "../html.ts";
import { Checkbox } from "../ui/checkbox.ts";
import { type Option, Select } from "../ui/select.ts";
import { TextInput, type TextInputProps } from "../ui/text_input.ts";

/** One line of a form that is told as data. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: TextInputProps["type"];
  readonly inputMode?: TextInputProps["inputMode"];
  readonly lengthMax?: number;
  readonly rows?: number;
  readonly required?: boolean;
  /** A choice instead of a line of text. */
  readonly options?: readonly Option[];
  /** A switch instead of a line of text; its value is `on` where it is set. */
  readonly isSwitch?: boolean;
}

/** What stands in the fields, by name. */
export type FieldTexts = Readonly<Record<string, string>>;

/** The fields of a form with what was typed and what is wrong with it. */
export function FormFields(props: {
  readonly fields: readonly FormField[];
  readonly values: FieldTexts;
  readonly errors?: readonly FieldError[] | undefined;
}): Html {
  return props.fields.map((field) => {
    const value = props.values[field.name] ?? "";
    const error = props.errors?.find((each) => each.field === field.name)?.message;
    const common = { ...field, error };
    if (field.isSwitch) return Checkbox({ ...common, isSwitch: true, checked: value === "on" });
    return field.options === undefined
      ? TextInput({ ...common, value })
      : Select({ ...common, options: field.options, value });
  });
}

/** What a refused form sent, for {@linkcode FormFields}. */
export function textsOf(values: Readonly<Record<string, readonly string[]>>): FieldTexts {
  return Object.fromEntries(Object.entries(values).map(([name, sent]) => [name, sent[0] ?? ""]));
}
