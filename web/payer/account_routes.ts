import { CustomerInputError, PayerCodeError } from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { type FieldError, type FormValues, readForm, text, tick } from "../forms/mod.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { addressOf } from "../submit/context.ts";
import { AccountPage } from "./account_page.ts";
import { FIELD_MESSAGES } from "./account_words.ts";
import { type PayerContext, sessionOf } from "./context.ts";
import { payerPaths } from "./paths.ts";

const fields = {
  bankCode: text({ label: "은행", lengthMax: 3 }),
  account: text({ label: "계좌번호", lengthMax: 24 }),
  holder: text({ label: "예금주", lengthMax: 40 }),
  holderIdentity: text({ label: "예금주 생년월일 또는 사업자등록번호", lengthMax: 12 }),
  agrees: tick({ label: "출금 동의", required: true }),
  code: text({ label: "인증번호", secret: true, lengthMax: 6 }),
};

interface Shown {
  readonly isSent: boolean;
  readonly values?: FormValues;
  readonly errors?: readonly FieldError[];
}

/** 출금 계좌 변경. */
export function accountRoutes(context: PayerContext, routes: Hono<WebEnv>): void {
  const { debit } = context;
  routes.get("/pay/instructions/:id/account", async (c) => {
    const isSent = c.req.query("sent") === "1";
    return page(c, await accountPage(context, c, { isSent }));
  });
  routes.post("/pay/instructions/:id/account-code", async (c) => {
    const id = idParam(c, "id");
    await debit.payer.sendConsentCode(sessionOf(c));
    return c.redirect(`${payerPaths.account(id)}?sent=1`, 303);
  });
  routes.post("/pay/instructions/:id/account", async (c) => {
    const form = await readForm(c, fields);
    const again = async (errors: readonly FieldError[]) =>
      page(c, await accountPage(context, c, { isSent: true, values: form.values, errors }), 422);
    if (!form.ok) return await again(form.errors);
    const { agrees: _agrees, ...input } = form.value;
    try {
      await debit.payer.changeAccount(sessionOf(c), {
        ...input,
        instructionId: idParam(c, "id"),
        address: addressOf(c),
      });
    } catch (error) {
      return await again(fieldErrors(error));
    }
    return c.redirect(`${payerPaths.home}?changed=1`, 303);
  });
}

async function accountPage(context: PayerContext, c: Context<WebEnv>, shown: Shown) {
  const instructionId = idParam(c, "id");
  const blank = { instructionId, bankCode: "", holder: "" };
  const consent = await context.debit.payer.consentText(sessionOf(c), blank);
  const banks = await context.debit.merchants.banks();
  return AccountPage({ ...shown, view: c.get("view"), instructionId, banks, consent });
}

/** What can be put right in the form; all else goes on. */
function fieldErrors(error: unknown): readonly FieldError[] {
  if (error instanceof PayerCodeError) {
    return [{ field: "code", message: "인증번호가 맞지 않거나 시간이 지났습니다." }];
  }
  if (!(error instanceof CustomerInputError)) throw error;
  return error.problems.map(({ field }) => ({
    field,
    message: FIELD_MESSAGES[field] ?? "값을 확인해 주십시오.",
  }));
}
