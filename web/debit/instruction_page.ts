import type { EvidenceRow } from "@maru/debit";
import { type Html, html, type Markup } from "../html.ts";
import { Breadcrumb } from "../ui/breadcrumb.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { DefinitionList } from "../ui/definition_list.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { formatWon } from "../ui/money.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { CustomerConfirm } from "./customer_confirm.ts";
import { months } from "./customer_page.ts";
import { customerPaths } from "./customer_paths.ts";
import { dueDayText, InstructionState } from "./customer_words.ts";
import { EvidenceCard } from "./evidence_card.ts";
import { failureWords } from "./failure_words.ts";
import {
  ChangedInstruction,
  InstructionForm,
  type InstructionFormProps,
} from "./instruction_form_page.ts";

export interface InstructionPageProps extends InstructionFormProps {
  readonly canEdit: boolean;
  readonly evidence: readonly EvidenceRow[];
  /** The kind that was chosen for a proof that was refused. */
  readonly evidenceKind?: string;
  readonly done?: string;
}

/** 이체정보 등록 without `saved`; with it one instruction: facts, form, proofs, stop and end. */
export function InstructionPage(props: InstructionPageProps): Markup {
  const { view, customer, saved } = props;
  const title = saved === undefined ? "이체정보 등록" : `${saved.itemName} 이체정보`;
  const canChange = props.canEdit && saved?.state !== "ended";
  return DebitLayout({
    view,
    title,
    current: debitPaths.customers,
    children: html`
      <div class="stack debit-form">
        ${Breadcrumb({
          items: [
            { label: "고객관리", href: debitPaths.customers },
            { label: customer.name, href: debitPaths.customer(customer.id) },
            { label: title },
          ],
        })}
        ${PageTitle({ title, note: `${customer.name} · ${customer.number}` })}
        ${props.done === undefined ? null : Notice({ tone: "good", title: props.done })}
        ${FormErrors({ errors: props.errors })} ${ChangedInstruction(props)}
        ${saved === undefined ? null : Facts(props)}
        ${canChange ? InstructionForm(props) : null}
        ${saved === undefined ? null : EvidenceCard({
          view,
          instruction: saved,
          evidence: props.evidence,
          canEdit: canChange,
          chosenKind: props.evidenceKind,
          errors: props.errors,
        })}
        ${saved !== undefined && canChange ? States(props) : null}
      </div>
    `,
  });
}

function Facts({ saved, canEdit }: InstructionPageProps): Html {
  if (saved === undefined) return null;
  const paidWon = saved.monthlyWon - saved.discountWon;
  return Card({
    title: "지금 상태",
    aside: InstructionState(saved),
    children: [
      DefinitionList({
        items: [
          {
            term: "이체금액",
            value: `${formatWon(paidWon)} (월 ${formatWon(saved.monthlyWon)}, 할인 ${
              formatWon(saved.discountWon)
            })`,
          },
          { term: "이체일과 기간", value: `${dueDayText(saved.dueDay)}, ${months(saved)}` },
          { term: "계좌", value: `${saved.bankName} ${saved.accountMasked} · ${saved.holder}` },
          { term: "납부자번호", value: saved.payerNumber },
          { term: "계좌신청", value: registrationText(saved) },
        ],
      }),
      canEdit
        ? LinkButton({
          href: debitPaths.reveal(saved.id),
          size: "small",
          children: "계좌번호 보기",
        })
        : null,
    ],
  });
}

function registrationText(
  { needsRegistration, registrationState, registrationCode }: NonNullable<
    InstructionPageProps["saved"]
  >,
): Html {
  if (registrationState === "failed") {
    return `은행이 받지 않았습니다 (은행 코드 ${
      registrationCode ?? "-"
    }). 계좌를 고쳐 다시 신청해 주십시오.`;
  }
  if (registrationState === "cancelled") return EndedMandate({ code: registrationCode });
  return needsRegistration
    ? "신청완료가 되어야 이체할 수 있는 은행입니다."
    : "신청 결과를 기다리지 않고 이체할 수 있는 은행입니다.";
}

/** Why it ended, and where it is applied for again. */
function EndedMandate({ code }: { readonly code: string | undefined }): Html {
  const why = code === undefined || code === "0000"
    ? "해지되었습니다."
    : `${failureWords(code).reason}입니다 (은행 코드 ${code}).`;
  return html`
    <span>
      ${why} 고객의 동의를 다시 받아${" "}
      <a href=${debitPaths.registrations}>계좌신청</a>에서 다시 신청해 주십시오.
    </span>
  `;
}

function States({ view, saved }: InstructionPageProps): Html {
  if (saved === undefined) return null;
  const action = customerPaths.instructionState(saved.id);
  const isStopped = saved.state === "stopped";
  return Card({
    title: "일시중지와 해지",
    children: html`
      <div class="stack-tight">
        ${isStopped
          ? Form({
            view,
            action,
            inline: true,
            children: html`
              <span>일시중지한 이체정보입니다. 다음 이체의뢰부터 다시 넣습니다.</span>
              ${Button({ size: "small", name: "state", value: "active", children: "다시 시작" })}
            `,
          })
          : Form({
            view,
            action,
            inline: true,
            children: html`
              <span>다음 이체의뢰부터 넣지 않습니다. 언제든 다시 시작할 수 있습니다.</span>
              ${Button({ size: "small", name: "state", value: "stopped", children: "일시중지" })}
            `,
          })}
        ${CustomerConfirm({
          view,
          action,
          summary: "이체정보 해지",
          text: "은행에 해지를 신청합니다. 되돌릴 수 없고, 다시 이체하려면 새로 등록해야 합니다.",
          button: "해지합니다",
          fields: html`<input type="hidden" name="state" value="ended" />`,
        })}
      </div>
    `,
  });
}
