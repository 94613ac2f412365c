import { CustomerInputError, type NewPayerAccount, PayerCodeError } from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { type FieldError, type FormValues, readForm, text, tick, valueOf } from "../forms/mod.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { addressOf } from "../submit/context.ts";
import { AccountPage } from "./account_page.ts";
import { FIELD_MESSAGES } from "./account_words.ts";
import { ConsentPage } from "./consent_page.ts";
import { type PayerContext, requireInstruction, sessionOf } from "./context.ts";
import { payerPaths } from "./paths.ts";

const accountFields = {
  bankCode: text({ label: "은행", lengthMax: 3 }),
  account: text({ label: "계좌번호", lengthMax: 24 }),
  holder: text({ label: "예금주", lengthMax: 40 }),
  holderIdentity: text({ label: "예금주 생년월일 또는 사업자등록번호", lengthMax: 12 }),
};
const consentFields = {
  agrees: tick({ label: "자동이체 출금", required: true }),
  code: text({ label: "인증번호", secret: true, lengthMax: 6 }),
};

/** 출금 계좌 변경: the account, then the consent that names it with the code that confirms it. */
export function accountRoutes(context: PayerContext, routes: Hono<WebEnv>): void {
  const { payer } = context.debit;
  routes.get(payerPaths.account(":id"), async (c) => {
    await requireInstruction(context, c);
    return await showAccount(context, c, {});
  });
  // Where a page that was posted is asked for by its address: in another language, or from a history.
  routes.get(
    payerPaths.accountCode(":id"),
    (c) => c.redirect(payerPaths.account(idParam(c, "id")), 303),
  );
  routes.post(payerPaths.accountCode(":id"), async (c) => {
    return await withAccount(context, c, async (account) => {
      const consent = await payer.sendConsentCode(sessionOf(c), account);
      return await showConsent(c, { account, consent, isSent: true });
    });
  });
  routes.post(payerPaths.account(":id"), async (c) => {
    return await withAccount(context, c, async (account) => {
      const consent = await payer.consentText(sessionOf(c), account);
      const again = (errors: readonly FieldError[]) =>
        showConsent(c, { account, consent, isSent: false, errors });
      const form = await readForm(c, consentFields);
      if (!form.ok) return await again(form.errors);
      const { code } = form.value;
      try {
        await payer.changeAccount(sessionOf(c), { ...account, code, address: addressOf(c) });
      } catch (error) {
        if (!(error instanceof PayerCodeError)) throw error;
        return await again([{ field: "code", message: WRONG_CODE }]);
      }
      return c.redirect(`${payerPaths.home}?changed=1`, 303);
    });
  });
}

const RESIDENT_NUMBER_LENGTH = 13;
const WRONG_CODE = "인증번호가 맞지 않거나 시간이 지났습니다.";

/** Does something with the posted account, or shows its form again with all that is wrong. */
async function withAccount(
  context: PayerContext,
  c: Context<WebEnv>,
  act: (account: NewPayerAccount) => Promise<Response>,
): Promise<Response> {
  const { instruction } = await requireInstruction(context, c);
  const form = await readForm(c, accountFields);
  const values = withoutResidentNumber(form.values);
  if (!form.ok) return await showAccount(context, c, { values, errors: form.errors });
  try {
    return await act({ ...form.value, instructionId: instruction.id });
  } catch (error) {
    if (!(error instanceof CustomerInputError)) throw error;
    const errors = error.problems.map(({ field }) => ({
      field,
      message: FIELD_MESSAGES[field] ?? "값을 확인해 주십시오.",
    }));
    return await showAccount(context, c, { values, errors });
  }
}

/** Thirteen digits where a birth date belongs: nobody shall see a resident number on a page. */
function withoutResidentNumber(values: FormValues): FormValues {
  const digits = valueOf(values, "holderIdentity").replaceAll(/\D/g, "");
  return digits.length < RESIDENT_NUMBER_LENGTH ? values : { ...values, holderIdentity: [] };
}

async function showAccount(
  context: PayerContext,
  c: Context<WebEnv>,
  shown: { readonly values?: FormValues; readonly errors?: readonly FieldError[] },
): Promise<Response> {
  const instructionId = idParam(c, "id");
  const banks = await context.debit.merchants.banks();
  const markup = AccountPage({ ...shown, view: c.get("view"), instructionId, banks });
  return await page(c, markup, shown.errors === undefined ? 200 : 422);
}

async function showConsent(
  c: Context<WebEnv>,
  { account: { instructionId, ...account }, ...shown }: {
    readonly account: NewPayerAccount;
    readonly consent: string;
    readonly isSent: boolean;
    readonly errors?: readonly FieldError[];
  },
): Promise<Response> {
  const markup = ConsentPage({
    ...shown,
    view: c.get("view"),
    instructionId,
    account: { ...account },
  });
  return await page(c, markup, shown.errors === undefined ? 200 : 422);
}
