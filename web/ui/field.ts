import { type Html, html, type Markup } from "../html.ts";

/** What every labelled control takes. */
export interface FieldProps {
  /** Name in the form; the control's id is made from it. */
  readonly name: string;
  readonly label: Html;
  readonly hint?: Html;
  readonly error?: string | undefined;
  /** Fields are required unless this is false; optional ones say so. */
  readonly required?: boolean;
  /** The label is only for screen readers, as in a toolbar where the control speaks for itself. */
  readonly labelHidden?: boolean;
}

/** Id of a field's control; the error summary links to it. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

/** Ids of the hint and the error, for `aria-describedby`. */
export function describedBy(props: FieldProps): string | undefined {
  const ids = [
    props.hint === undefined ? "" : `${fieldId(props.name)}-hint`,
    props.error === undefined ? "" : `${fieldId(props.name)}-error`,
  ].filter((id) => id !== "");
  return ids.length === 0 ? undefined : ids.join(" ");
}

/** A label, its control, the hint below and the error. */
export function Field(props: FieldProps & { readonly children: Html }): Markup {
  return html`
    <div class=${props.error === undefined ? "field" : "field field-wrong"}>
      <label class=${props.labelHidden ? "visually-hidden" : "field-label"} for=${fieldId(
        props.name,
      )}>
        ${props.label}${props.required === false
          ? html`<span class="field-optional"> (선택)</span>`
          : null}
      </label>
      ${props.children}
      ${FieldNotes(props)}
    </div>
  `;
}

/** Hint and error, for controls that bring their own legend. */
export function FieldNotes(props: FieldProps): Html {
  const id = fieldId(props.name);
  return [
    props.hint === undefined
      ? null
      : html`<p class="field-hint" id=${`${id}-hint`}>${props.hint}</p>`,
    props.error === undefined
      ? null
      : html`<p class="field-error" id=${`${id}-error`}>${props.error}</p>`,
  ];
}
