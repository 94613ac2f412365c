import { type Bank, SettlementAccountError } from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import type { FieldError } from "../forms/mod.ts";
import { html, type Markup } from "../html.ts";
import { page } from "../page.ts";
import { requireSecondFactor } from "../staff/context.ts";
import { Breadcrumb } from "../ui/breadcrumb.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Select } from "../ui/select.ts";
import { TextInput } from "../ui/text_input.ts";
import type { View } from "../view.ts";
import { type DebitContext, DebitLayout, debitPaths, requireMerchant } from "./context.ts";
import { customerPaths } from "./customer_paths.ts";
import { errorAt, readTyped } from "./customer_values.ts";
import { SETTLEMENT_WORDS } from "./settings_words.ts";

/** 정산계좌: named only with a second factor, and only when the bank knows the holder. */
export function settlementAccountRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { merchants } = context.debit;
  const show = async (c: Context<WebEnv>, typed: Typed, errors?: readonly FieldError[]) => {
    const banks = await merchants.banks();
    const props = { view: c.var.view, banks, typed, ...(errors === undefined ? {} : { errors }) };
    return page(c, AccountPage(props), errors === undefined ? 200 : 422);
  };
  routes.get(customerPaths.settlementAccount, async (c) => {
    const user = await requireMerchant(context, c, "debit.money");
    await requireSecondFactor(context, c);
    const { name } = await merchants.get(user.merchantId);
    return await show(c, { bankCode: "", account: "", holder: name });
  });
  routes.post(customerPaths.settlementAccount, async (c) => {
    const user = await requireMerchant(context, c, "debit.money");
    await requireSecondFactor(context, c);
    const typed = await readTyped(c, ["bankCode", "account", "holder"]);
    try {
      await merchants.nameSettlementAccount(user.merchantId, { ...typed, actor: user.actor });
      return c.redirect(`${debitPaths.settings}?saved=1`, 303);
    } catch (error) {
      if (!(error instanceof SettlementAccountError)) throw error;
      return await show(c, typed, [{
        field: FIELD_OF[error.reason],
        message: SETTLEMENT_WORDS[error.reason],
      }]);
    }
  });
}

interface Typed {
  readonly bankCode: string;
  readonly account: string;
  readonly holder: string;
}

const FIELD_OF: Readonly<Record<SettlementAccountError["reason"], keyof Typed>> = {
  bankUnknown: "bankCode",
  accountFormat: "account",
  unknownAccount: "account",
  checkUnavailable: "account",
  holder: "holder",
  otherHolder: "holder",
};

function AccountPage(props: {
  readonly view: View;
  readonly banks: readonly Bank[];
  readonly typed: Typed;
  readonly errors?: readonly FieldError[];
}): Markup {
  const { view, typed, errors } = props;
  const title = "정산계좌";
  return DebitLayout({
    view,
    title,
    current: debitPaths.settings,
    children: html`
      <div class="stack debit-form">
        ${Breadcrumb({
          items: [{ label: "계약·집금항목", href: debitPaths.settings }, { label: title }],
        })}
        ${PageTitle({ title, note: "저장할 때 은행에 예금주를 바로 확인합니다." })}
        ${FormErrors({ errors })} ${Card({
          children: Form({
            view,
            action: customerPaths.settlementAccount,
            children: html`
              ${Select({
                name: "bankCode",
                label: "은행",
                value: typed.bankCode,
                emptyLabel: "선택해 주십시오",
                error: errorAt(errors, "bankCode"),
                options: props.banks.map(({ code, name }) => ({ value: code, label: name })),
              })}
              ${TextInput({
                name: "account",
                label: "계좌번호",
                value: typed.account,
                inputMode: "numeric",
                lengthMax: 30,
                error: errorAt(errors, "account"),
              })}
              ${TextInput({
                name: "holder",
                label: "예금주",
                value: typed.holder,
                lengthMax: 40,
                hint: "통장에 적힌 이름 그대로. 업체의 사업자번호로 확인합니다.",
                error: errorAt(errors, "holder"),
              })}
              <div class="button-row">
                ${Button({ kind: "primary", wide: true, children: "확인하고 저장" })}
                ${LinkButton({ href: debitPaths.settings, wide: true, children: "취소" })}
              </div>
            `,
          }),
        })}
      </div>
    `,
  });
}
