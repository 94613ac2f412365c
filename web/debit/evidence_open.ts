import type { EvidenceRow, Instruction } from "@maru/debit";
import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { fileResponse } from "../file_response.ts";
import type { FieldError } from "../forms/mod.ts";
import { html, type Markup } from "../html.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { requireSecondFactor } from "../staff/context.ts";
import { addressOf } from "../submit/context.ts";
import { Breadcrumb } from "../ui/breadcrumb.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { PageTitle } from "../ui/page_title.ts";
import { RadioCards } from "../ui/radio_cards.ts";
import { TextInput } from "../ui/text_input.ts";
import type { View } from "../view.ts";
import { type DebitContext, DebitLayout, debitPaths, requireMerchant } from "./context.ts";
import { customerPaths } from "./customer_paths.ts";
import { errorAt, readTyped } from "./customer_values.ts";
import { evidenceLine } from "./evidence_card.ts";

/**
 * 동의자료 열기: a proof names the account whole, so it is shown as an account is: with a second factor
 * and a reason, and the access log knows.
 */
export function evidenceOpenRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { customers } = context.debit;
  routes.get(customerPaths.evidenceOpen(":id"), async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    await requireSecondFactor(context, c);
    const instruction = await customers.getInstruction(user.merchantId, idParam(c, "id"));
    const evidence = await customers.evidence(user.merchantId, instruction.id);
    return page(c, EvidenceOpenPage({ view: c.var.view, instruction, evidence }));
  });
  // Posted, since an address that is opened says no reason.
  routes.post(customerPaths.evidenceOpen(":id"), async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    await requireSecondFactor(context, c);
    const instruction = await customers.getInstruction(user.merchantId, idParam(c, "id"));
    const evidence = await customers.evidence(user.merchantId, instruction.id);
    const typed = await readTyped(c, ["evidenceId", "reason"]);
    const errors = openingErrors(typed, evidence);
    if (errors.length > 0) {
      const props = { view: c.var.view, instruction, evidence, typed, errors };
      return page(c, EvidenceOpenPage(props), 422);
    }
    const { bytes, extension } = await customers.openEvidence(user.merchantId, {
      id: typed.evidenceId,
      reason: typed.reason,
      actor: user.actor,
      address: addressOf(c),
    });
    const type = "application/octet-stream";
    return fileResponse(c, { bytes, name: `동의자료.${extension}`, type });
  });
}

interface TypedOpening {
  readonly evidenceId: string;
  readonly reason: string;
}

function openingErrors(
  { evidenceId, reason }: TypedOpening,
  evidence: readonly EvidenceRow[],
): FieldError[] {
  return [
    ...evidence.some(({ id }) => id === evidenceId)
      ? []
      : [{ field: "evidenceId", message: "여실 동의자료를 골라 주십시오." }],
    ...reason.trim() === "" ? [{ field: "reason", message: "열람 사유를 입력해 주십시오." }] : [],
  ];
}

function EvidenceOpenPage(props: {
  readonly view: View;
  readonly instruction: Instruction;
  readonly evidence: readonly EvidenceRow[];
  /** What was sent and refused. */
  readonly typed?: TypedOpening;
  readonly errors?: readonly FieldError[];
}): Markup {
  const { view, instruction, evidence, typed, errors } = props;
  const title = "동의자료 열기";
  const back = `${debitPaths.instruction(instruction.id)}#evidence`;
  return DebitLayout({
    view,
    title,
    current: debitPaths.customers,
    children: html`
      <div class="stack debit-form">
        ${Breadcrumb({
          items: [
            { label: "고객관리", href: debitPaths.customers },
            { label: `${instruction.itemName} 이체정보`, href: back },
            { label: title },
          ],
        })}
        ${PageTitle({ title, note: `${instruction.bankName} ${instruction.accountMasked}` })}
        ${FormErrors({ errors })}
        ${Card({
          children: evidence.length === 0
            ? html`<p class="quiet">동의자료가 없습니다.</p>`
            : OpenForm({ view, instruction, evidence, typed, errors }),
        })}
        <div>${LinkButton({ href: back, children: "이체정보로" })}</div>
      </div>
    `,
  });
}

/**
 * One is chosen, then opened: were each a button, Enter in the reason would open the first. Nothing is
 * chosen beforehand where there are several.
 */
function OpenForm(
  { view, instruction, evidence, typed, errors }: Parameters<typeof EvidenceOpenPage>[0],
): Markup {
  const [first, second] = evidence;
  return Form({
    view,
    action: customerPaths.evidenceOpen(instruction.id),
    children: html`
      ${RadioCards({
        name: "evidenceId",
        label: "동의자료",
        shape: "list",
        value: second === undefined ? first?.id : typed?.evidenceId,
        options: evidence.map(choiceOf),
        error: errorAt(errors, "evidenceId"),
      })}
      ${TextInput({
        name: "reason",
        label: "열람 사유",
        lengthMax: 200,
        value: typed?.reason,
        hint: "누가 언제 왜 보았는지 접속기록에 남습니다.",
        error: errorAt(errors, "reason"),
      })}
      ${Button({ kind: "primary", children: "열기" })}
    `,
  });
}

function choiceOf(row: EvidenceRow) {
  const { title, note } = evidenceLine(row);
  return { value: row.id, label: title, note };
}
