import type { EvidenceRow, Instruction } from "@maru/debit";
import type { FieldError } from "../forms/mod.ts";
import { html, type Markup } from "../html.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { formatDate } from "../ui/date_text.ts";
import { describedBy, Field, fieldId } from "../ui/field.ts";
import { Form } from "../ui/form.ts";
import { type Line, LineList } from "../ui/line_list.ts";
import { Select } from "../ui/select.ts";
import type { View } from "../view.ts";
import { debitPaths } from "./context.ts";
import { customerPaths } from "./customer_paths.ts";
import { errorAt } from "./customer_values.ts";
import { EVIDENCE_KINDS } from "./evidence_words.ts";

/** 동의자료: what was given, and another one to add. */
export function EvidenceCard(props: {
  readonly view: View;
  readonly instruction: Instruction;
  readonly evidence: readonly EvidenceRow[];
  readonly canEdit: boolean;
  /** What was chosen for a proof that was refused, and why it was. */
  readonly chosenKind?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
}): Markup {
  const { evidence } = props;
  return Card({
    title: "동의자료",
    id: "evidence",
    aside: `${evidence.length}건`,
    children: html`
      <div class="stack">
        ${evidence.length === 0
          ? html`<p class="quiet">동의자료가 없습니다. 금융결제원 CMS로 신청하려면 있어야 합니다.</p>`
          : LineList({ lines: evidence.map((each) => evidenceLine(each)) })}
        ${props.canEdit && evidence.length > 0 ? OpenLink(props.instruction) : null}
        ${props.canEdit ? Upload(props) : null}
      </div>
    `,
  });
}

/** What a line tells of a proof without opening it. */
export function evidenceLine({ kind, extension, byteCount, givenAt }: EvidenceRow): Line {
  const size = `${Math.ceil(byteCount / 1_000)}KB`;
  return {
    title: EVIDENCE_KINDS[kind].label,
    note: `${extension} · ${size} · ${formatDate(givenAt, "dateTime")}`,
  };
}

function OpenLink({ id }: Instruction): Markup {
  return html`<div>${
    LinkButton({ href: customerPaths.evidenceOpen(id), children: "동의자료 열기" })
  }</div>`;
}

function Upload(
  { view, instruction, chosenKind, errors }: Parameters<typeof EvidenceCard>[0],
): Markup {
  const file = {
    name: "file",
    label: "파일",
    hint: "300KB까지.",
    error: errorAt(errors, "file"),
  };
  return Form({
    view,
    action: debitPaths.evidence(instruction.id),
    files: true,
    children: html`
      <div class="debit-fields">
        ${Select({
          name: "kind",
          label: "동의 방법",
          value: chosenKind,
          error: errorAt(errors, "kind"),
          options: Object.entries(EVIDENCE_KINDS).map(([value, { label, files }]) => ({
            value,
            label: `${label}: ${files}`,
          })),
        })}
        ${Field({
          ...file,
          children: html`
            <input
              class="input"
              type="file"
              id=${fieldId(file.name)}
              name=${file.name}
              aria-describedby=${describedBy(file)}
              aria-invalid=${file.error === undefined ? undefined : "true"}
              required
            />
          `,
        })}
      </div>
      ${Button({ children: "동의자료 올리기" })}
    `,
  });
}
