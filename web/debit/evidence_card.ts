import type { EvidenceRow, Instruction } from "@maru/debit";
import { html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { formatDate } from "../ui/date_text.ts";
import { Field, fieldId } from "../ui/field.ts";
import { Form } from "../ui/form.ts";
import { LineList } from "../ui/line_list.ts";
import { Select } from "../ui/select.ts";
import { TextInput } from "../ui/text_input.ts";
import type { View } from "../view.ts";
import { debitPaths } from "./context.ts";
import { customerPaths } from "./customer_paths.ts";
import { EVIDENCE_KINDS } from "./evidence_words.ts";

/** 동의자료: what was given, and another one to add. */
export function EvidenceCard(props: {
  readonly view: View;
  readonly instruction: Instruction;
  readonly evidence: readonly EvidenceRow[];
  readonly canEdit: boolean;
}): Markup {
  const { evidence } = props;
  return Card({
    title: "동의자료",
    id: "evidence",
    aside: `${evidence.length}건`,
    children: html`
      <div class="stack">
        ${props.canEdit ? ReasonForm(props) : null}
        ${evidence.length === 0
          ? html`<p class="quiet">동의자료가 없습니다. 금융결제원 CMS로 신청하려면 있어야 합니다.</p>`
          : LineList({
            lines: evidence.map((each) => ({
              title: EVIDENCE_KINDS[each.kind].label,
              note: `${each.extension} · ${Math.ceil(each.byteCount / 1_000)}KB · ${
                formatDate(each.givenAt, "dateTime")
              }`,
              aside: props.canEdit ? OpenButton(each) : null,
            })),
          })}
        ${props.canEdit ? Upload(props) : null}
      </div>
    `,
  });
}

const OPEN_FORM = "evidence-open";

/** Opens one of them, for the reason that is typed above. */
function OpenButton({ id, kind, givenAt }: EvidenceRow): Markup {
  return html`
    <button
      type="submit"
      class="button button-secondary button-small"
      form=${OPEN_FORM}
      formaction=${customerPaths.evidenceFile(id)}
      aria-label=${`${formatDate(givenAt, "dateTime")} ${EVIDENCE_KINDS[kind].label} 열기`}
    >열기</button>
  `;
}

/** One reason for whichever is opened. */
function ReasonForm(
  { view, evidence: [newest] }: Parameters<typeof EvidenceCard>[0],
): Markup | null {
  if (newest === undefined) return null;
  return Form({
    view,
    id: OPEN_FORM,
    action: customerPaths.evidenceFile(newest.id),
    children: TextInput({
      name: "reason",
      label: "열람 사유",
      lengthMax: 200,
      hint:
        "사유를 입력하고 아래에서 열기를 눌러 주십시오. 누가 언제 왜 보았는지 접속기록에 남습니다.",
    }),
  });
}

function Upload({ view, instruction }: Parameters<typeof EvidenceCard>[0]): Markup {
  return Form({
    view,
    action: debitPaths.evidence(instruction.id),
    files: true,
    children: html`
      <div class="debit-fields">
        ${Select({
          name: "kind",
          label: "동의 방법",
          options: Object.entries(EVIDENCE_KINDS).map(([value, { label, files }]) => ({
            value,
            label: `${label}: ${files}`,
          })),
        })}
        ${Field({
          name: "file",
          label: "파일",
          hint: "300KB까지.",
          children: html`
            <input
              class="input"
              type="file"
              id=${fieldId("file")}
              name="file"
              aria-describedby=${`${fieldId("file")}-hint`}
              required
            />
          `,
        })}
      </div>
      ${Button({ children: "동의자료 올리기" })}
    `,
  });
}
