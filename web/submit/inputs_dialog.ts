import { html, type Markup } from "../html.ts";
import { emptyWords, InputFieldLine } from "./input_fields.ts";
import type { RequestDocument } from "./request_data.ts";

export interface InputsDialogProps {
  readonly isOpen: boolean;
  readonly documents: readonly RequestDocument[];
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What is wrong, by `code.name`. */
  readonly wrong: Readonly<Record<string, string>>;
  onInput(code: string, name: string, value: string): void;
  onDone(): void;
  /** Also when Esc closed it. */
  onClose(): void;
}

/** One dialog for everything that the chosen documents still need (필수정보 확인). */
export function InputsDialog(props: InputsDialogProps): Markup {
  const wrongCount = Object.keys(props.wrong).length;
  return html`
    <dialog
      class="dialog"
      id="inputs-dialog"
      aria-labelledby="inputs-title"
      onClose=${(event: Event) => {
        // The event comes late: by then the server's answer may have opened the dialog again.
        if (!(event.currentTarget as HTMLDialogElement).open) props.onClose();
      }}
    >
      <form
        method="dialog"
        novalidate
        onSubmit=${(event: Event) => {
          event.preventDefault();
          props.onDone();
        }}
      >
        <h2 class="dialog-title" id="inputs-title">필수정보 확인</h2>
        <div class="dialog-body">
          <p class="quiet">
            아래 서류를 발급하려면 정보가 더 필요합니다. 한 번만 입력하시면 됩니다.
          </p>
          ${wrongCount === 0 ? null : html`
            <div class="notice notice-bad" role="alert">
              <strong>${wrongCount}곳을 확인해 주십시오.</strong>
            </div>
          `}
          ${props.documents.map((document) =>
            html`
              <fieldset class="inputs-group">
                <legend>${document.name}</legend>
                ${document.inputs.map((field) =>
                  InputFieldLine({
                    id: `input-${document.code}-${field.name}`,
                    field,
                    value: props.values[document.code]?.[field.name] ?? "",
                    error: props.wrong[`${document.code}.${field.name}`],
                    onInput: (value) => props.onInput(document.code, field.name, value),
                  })
                )}
              </fieldset>
            `
          )}
        </div>
        <div class="button-row">
          <button
            type="submit"
            class=${props.isOpen ? "button button-primary" : "button button-secondary"}
          >
            완료
          </button>
          <button type="button" class="button button-secondary" onClick=${() => props.onClose()}>
            취소
          </button>
        </div>
      </form>
    </dialog>
  `;
}

/** What to say at each required field without a value, by `code.name`. */
export function missingInputs(
  documents: readonly RequestDocument[],
  values: InputsDialogProps["values"],
): Record<string, string> {
  return Object.fromEntries(
    documents.flatMap((document) =>
      document.inputs
        .filter((field) => field.required && !(values[document.code]?.[field.name] ?? "").trim())
        .map((field) => [`${document.code}.${field.name}`, emptyWords(field)])
    ),
  );
}
