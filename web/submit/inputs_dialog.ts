import type { InputField } from "@maru/submission";
import { html, type Markup } from "../html.ts";
import type { RequestDocument } from "./request_data.ts";

export interface InputsDialogProps {
  readonly documents: readonly RequestDocument[];
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Fields that were left empty at the last press of 완료, `code.name`. */
  readonly missing: readonly string[];
  onInput(code: string, name: string, value: string): void;
  onDone(): void;
  onCancel(): void;
}

/** One dialog for everything that the chosen documents still need (필수정보 확인). */
export function InputsDialog(props: InputsDialogProps): Markup {
  return html`
    <dialog class="dialog" id="inputs-dialog" aria-labelledby="inputs-title">
      <h2 class="dialog-title" id="inputs-title">필수정보 확인</h2>
      <div class="dialog-body">
        <p>아래 서류를 발급하려면 정보가 더 필요합니다. 한 번만 입력하시면 됩니다.</p>
        ${props.missing.length === 0 ? null : html`
          <div class="notice notice-bad" role="alert">
            <strong>${props.missing.length}곳을 입력해 주십시오.</strong>
          </div>
        `}
        ${props.documents.map((document) =>
          html`
            <fieldset class="inputs-group">
              <legend>${document.name}</legend>
              ${document.inputs.map((field) => InputLine(props, document, field))}
            </fieldset>
          `
        )}
      </div>
      <div class="button-row">
        <button type="button" class="button button-primary" onClick=${() => props.onDone()}>
          완료
        </button>
        <button type="button" class="button button-secondary" onClick=${() => props.onCancel()}>
          취소
        </button>
      </div>
    </dialog>
  `;
}

function InputLine(
  props: InputsDialogProps,
  document: RequestDocument,
  field: InputField,
): Markup {
  const id = `input-${document.code}-${field.name}`;
  const wrong = props.missing.includes(`${document.code}.${field.name}`);
  const common = {
    id,
    class: field.kind === "choice" ? "input select" : "input",
    "aria-invalid": wrong ? "true" : undefined,
    "aria-describedby": field.hint || wrong ? `${id}-note` : undefined,
    value: props.values[document.code]?.[field.name] ?? "",
    onInput: (event: Event) =>
      props.onInput(document.code, field.name, (event.currentTarget as HTMLInputElement).value),
  };
  return html`
    <div class=${wrong ? "field field-wrong" : "field"}>
      <label class="field-label" for=${id}>
        ${field.label}${field.required ? null : html`<span class="field-optional"> (선택)</span>`}
      </label>
      ${field.kind === "choice"
        ? html`
          <select ...${common}>
            <option value="">선택해 주십시오</option>
            ${(field.options ?? []).map((option) =>
              html`<option value=${option.value}>${option.label}</option>`
            )}
          </select>
        `
        : html`<input ...${common} type=${
          field.kind === "date" ? "date" : "text"
        } autocomplete="off" />`}
      ${field.hint || wrong
        ? html`
          <p class=${wrong ? "field-error" : "field-hint"} id=${`${id}-note`}>
            ${wrong ? "입력해 주십시오." : field.hint}
          </p>
        `
        : null}
    </div>
  `;
}

/** Required fields without a value, `code.name`. */
export function missingInputs(
  documents: readonly RequestDocument[],
  values: InputsDialogProps["values"],
): string[] {
  return documents.flatMap((document) =>
    document.inputs
      .filter((field) => field.required && !(values[document.code]?.[field.name] ?? "").trim())
      .map((field) => `${document.code}.${field.name}`)
  );
}
