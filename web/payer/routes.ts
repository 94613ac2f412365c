/**
 * 납부자 페이지: a payer opens the link of a message, proves the phone with a code, and sees what is
 * debited from him; he may name another account.
 *
 * @module
 */
import { PayerCodeError } from "@maru/debit";
import { type Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { clearCookie, writeCookie } from "../cookies.ts";
import { type FieldError, readForm, text } from "../forms/mod.ts";
import { page } from "../page.ts";
import { addressOf } from "../submit/context.ts";
import { accountRoutes } from "./account_routes.ts";
import { type PayerContext, sessionOf } from "./context.ts";
import { HomePage } from "./home_page.ts";
import { LinkPage } from "./link_page.ts";
import { payerPaths } from "./paths.ts";
import { signingRoutes } from "./signing_routes.ts";

const SESSION_SECONDS = 1_800;
const codeField = { code: text({ label: "인증번호", secret: true, lengthMax: 6 }) };

export function payerRoutes(context: PayerContext): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  const tokenOf = (c: Context<WebEnv>) => c.req.param("token") ?? "";
  routes.get("/pay", async (c) => {
    const payer = await context.debit.payer.view(sessionOf(c));
    const isChanged = c.req.query("changed") === "1";
    return page(c, HomePage({ view: c.get("view"), payer, isChanged }));
  });
  routes.post("/pay/closing", async (c) => {
    await context.debit.payer.close(sessionOf(c));
    clearCookie(c, "payer");
    return c.redirect("/", 303);
  });
  const showLink = async (
    c: Context<WebEnv>,
    { isSent, errors }: { isSent: boolean; errors?: readonly FieldError[] },
  ) => {
    const token = tokenOf(c);
    const merchantName = await context.debit.payer.merchantOf(token);
    const shown = { token, merchantName, isSent, ...(errors === undefined ? {} : { errors }) };
    return page(c, LinkPage({ view: c.get("view"), ...shown }), errors === undefined ? 200 : 422);
  };
  routes.get(
    "/pay/:token",
    async (c) => await showLink(c, { isSent: c.req.query("sent") === "1" }),
  );
  routes.post("/pay/:token/code", async (c) => {
    const token = tokenOf(c);
    await context.debit.payer.sendCode({ token, address: addressOf(c) });
    return c.redirect(`${payerPaths.link(encodeURIComponent(token))}?sent=1`, 303);
  });
  routes.post("/pay/:token/opening", async (c) => {
    const token = tokenOf(c);
    const form = await readForm(c, codeField);
    const again = (message: string) =>
      showLink(c, { isSent: true, errors: [{ field: "code", message }] });
    if (!form.ok) return await again(form.errors[0]?.message ?? "");
    try {
      const { code } = form.value;
      const opened = await context.debit.payer.open({ token, code, address: addressOf(c) });
      writeCookie(c, "payer", opened.session, { maxAgeSeconds: SESSION_SECONDS });
      return c.redirect(payerPaths.home, 303);
    } catch (error) {
      if (!(error instanceof PayerCodeError)) throw error;
      return await again("인증번호가 맞지 않거나 시간이 지났습니다. 다시 받아 입력해 주십시오.");
    }
  });
  accountRoutes(context, routes);
  signingRoutes(context, routes);
  return routes;
}
