import { useState } from "preact/hooks";
import { type Html, html } from "../html.ts";
import { CertificateCards } from "./certificate_cards.ts";
import { FilePanel } from "./file_panel.ts";
import type { ListedCertificate } from "./listed.ts";
import { LiveInput } from "./live_field.ts";
import { type Problem, problemAt } from "./problem.ts";
import { type FoundCertificatesState, useFoundCertificates } from "./use_found_certificates.ts";
import { type StoredCertificatesState, useStoredCertificates } from "./use_stored_certificates.ts";

/** One certificate of this browser or of files, and its password. */
export interface PickerState {
  readonly stored: StoredCertificatesState;
  readonly found: FoundCertificatesState;
  readonly certificates: readonly ListedCertificate[];
  readonly chosen: ListedCertificate | undefined;
  readonly password: string;
  choose(id: string): void;
  setPassword(password: string): void;
  /** What is lacking before the work can begin. */
  check(): Problem[];
}

export function usePicker({ hasStored }: { hasStored: boolean }): PickerState {
  const [id, setId] = useState<string>();
  const [password, setPassword] = useState("");
  const stored = useStoredCertificates((first) => {
    if (hasStored) setId((old) => old ?? first[0]?.id);
  });
  const found = useFoundCertificates({
    store: stored.store,
    onFound: (more) => setId(more[0]?.id),
  });
  const certificates = [
    ...found.certificates,
    ...hasStored ? stored.certificates ?? [] : [],
  ];
  const chosen = certificates.find((each) => each.id === id);
  return {
    stored,
    found,
    certificates,
    chosen,
    password,
    choose: setId,
    setPassword,
    check() {
      const problems: Problem[] = [];
      if (chosen === undefined) {
        problems.push({ title: "인증서를 선택해 주십시오.", next: "", field: "certificate" });
      }
      if (password === "") {
        problems.push({
          title: "인증서 비밀번호를 입력해 주십시오.",
          next: "",
          field: "password",
        });
      }
      return problems;
    },
  };
}

/** Files, the cards of what is there, and the password. */
export function SourcePicker(
  { picker, problems, prefix, now }: {
    readonly picker: PickerState;
    readonly problems: readonly Problem[];
    readonly prefix: string;
    readonly now: Date;
  },
): Html {
  const error = problemAt(problems, "certificate");
  return html`
    <div class="source-picker">
      ${FilePanel({ found: picker.found, prefix })}
      ${picker.certificates.length === 0
        ? error === undefined
          ? null
          : html`<p class="field-error" id="field-certificate" tabindex="-1">${error}</p>`
        : CertificateCards({
          name: "certificate",
          legend: "인증서",
          certificates: picker.certificates,
          chosen: picker.chosen?.id,
          onChoose: picker.choose,
          now,
          error,
        })}
      ${LiveInput({
        name: "password",
        label: "인증서 비밀번호",
        type: "password",
        autocomplete: "current-password",
        lengthMax: 200,
        value: picker.password,
        onInput: picker.setPassword,
        error: problemAt(problems, "password"),
      })}
    </div>
  `;
}
