import { type Instruction, ReasonMissingError } from "@maru/debit";
import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import type { FieldError } from "../forms/mod.ts";
import { html, type Markup } from "../html.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { requireSecondFactor } from "../staff/context.ts";
import { addressOf } from "../submit/context.ts";
import { Breadcrumb } from "../ui/breadcrumb.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { DefinitionList } from "../ui/definition_list.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { PageTitle } from "../ui/page_title.ts";
import { TextInput } from "../ui/text_input.ts";
import type { View } from "../view.ts";
import { type DebitContext, DebitLayout, debitPaths, requireMerchant } from "./context.ts";
import { errorAt, readTyped } from "./customer_values.ts";

/** 계좌번호 보기: with a second factor and a reason, and the access log knows. */
export function revealRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { customers } = context.debit;
  routes.get(debitPaths.reveal(":id"), async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    await requireSecondFactor(context, c);
    const instruction = await customers.getInstruction(user.merchantId, idParam(c, "id"));
    return page(c, RevealPage({ view: c.var.view, instruction }));
  });
  routes.post(debitPaths.reveal(":id"), async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    await requireSecondFactor(context, c);
    const instruction = await customers.getInstruction(user.merchantId, idParam(c, "id"));
    const { reason } = await readTyped(c, ["reason"]);
    const view = c.var.view;
    try {
      const shown = await customers.revealAccount(user.merchantId, {
        instructionId: instruction.id,
        reason,
        actor: user.actor,
        address: addressOf(c),
      });
      return page(c, RevealPage({ view, instruction, shown }));
    } catch (error) {
      if (!(error instanceof ReasonMissingError)) throw error;
      const errors = [{ field: "reason", message: "열람 사유를 입력해 주십시오." }];
      return page(c, RevealPage({ view, instruction, errors }), 422);
    }
  });
}

function RevealPage(props: {
  readonly view: View;
  readonly instruction: Instruction;
  readonly shown?: { readonly account: string; readonly holderIdentity: string };
  readonly errors?: readonly FieldError[];
}): Markup {
  const { view, instruction, shown } = props;
  const title = "계좌번호 보기";
  return DebitLayout({
    view,
    title,
    current: debitPaths.customers,
    children: html`
      <div class="stack debit-form">
        ${Breadcrumb({
          items: [
            { label: "고객관리", href: debitPaths.customers },
            {
              label: `${instruction.itemName} 이체정보`,
              href: debitPaths.instruction(instruction.id),
            },
            { label: title },
          ],
        })}
        ${PageTitle({ title, note: `${instruction.bankName} ${instruction.accountMasked}` })}
        ${FormErrors({ errors: props.errors })}
        ${Card({ children: shown === undefined ? ReasonForm(props) : Shown(instruction, shown) })}
      </div>
    `,
  });
}

function ReasonForm(
  { view, instruction, errors }: Parameters<typeof RevealPage>[0],
): Markup {
  return Form({
    view,
    action: debitPaths.reveal(instruction.id),
    children: html`
      ${TextInput({
        name: "reason",
        label: "열람 사유",
        lengthMax: 200,
        hint: "누가 언제 왜 보았는지 접속기록에 남습니다.",
        error: errorAt(errors, "reason"),
      })}
      ${Button({ kind: "primary", wide: true, children: "계좌번호 보기" })}
    `,
  });
}

function Shown(
  instruction: Instruction,
  shown: { readonly account: string; readonly holderIdentity: string },
): Markup {
  return html`
    <div class="stack-tight">
      ${DefinitionList({
        items: [
          { term: "이체은행", value: instruction.bankName },
          { term: "계좌번호", value: shown.account },
          { term: "예금주", value: instruction.holder },
          { term: "예금주 사업자번호/생년월일", value: shown.holderIdentity },
        ],
      })}
      <div>
        ${LinkButton({ href: debitPaths.instruction(instruction.id), children: "이체정보로" })}
      </div>
    </div>
  `;
}
