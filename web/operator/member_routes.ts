import type { Organisation } from "@maru/auth";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { PageNotFoundError } from "../errors/web_errors.ts";
import { readForm, text, valueOf } from "../forms/mod.ts";
import { page } from "../page.ts";
import { isUuid } from "../params.ts";
import { requireSecondFactor } from "../staff/context.ts";
import { issueOnce } from "../staff/members/issue_once.ts";
import { actorOf, type OperatorContext, requireOperator } from "./context.ts";
import { AccountPage, IssuedPage, NewAdministratorPage } from "./member_pages.ts";
import { memberPaths } from "./member_paths.ts";
import { readAccount } from "./staff_account.ts";

const ORGANISATIONS_SHOWN_MAX = 50;
const TEXT_LENGTH_MAX = 60;

/**
 * Help for people who cannot log in, and first administrators. Whoever holds a password that is shown
 * here can act as that person, so an operator proves a second factor first.
 */
export function memberRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  const { staff } = context.auth;
  routes.get(memberPaths.account(":id"), async (c) => {
    const { account } = await readProved(context, c);
    const idempotencyKey = context.kernel.uuid();
    return page(c, AccountPage({ view: c.var.view, account, idempotencyKey }));
  });
  routes.post(memberPaths.password(":id"), async (c) => {
    const { account, act } = await readProved(context, c);
    const form = await readForm(c, {});
    const key = form.ok && form.key !== undefined ? form.key : context.kernel.uuid();
    const call = { scope: `auth.staff.password:${act.actor}`, key, input: { id: account.id } };
    const issued = await issueOnce(context.kernel, call, async (tx) => {
      const { password } = await staff.resetPassword(tx, act);
      return { owner: { loginId: account.loginId }, password };
    });
    const title = "비밀번호를 재설정했습니다";
    return page(c, IssuedPage({ view: c.var.view, title, note: account.name, issued }));
  });
  routes.post(memberPaths.secondFactor(":id"), async (c) => {
    const { account, act } = await readProved(context, c);
    await context.kernel.transaction((tx) => staff.resetSecondFactor(tx, act));
    return c.redirect(memberPaths.account(account.id), 303);
  });
  administratorRoutes(context, routes);
}

function administratorRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  const { staff } = context.auth;
  routes.get(memberPaths.newAdministrator, async (c) => {
    await requireOperator(context, c);
    await requireSecondFactor(context, c);
    const chosen = c.req.query("organisation");
    const text = (c.req.query("text") ?? "").trim().slice(0, TEXT_LENGTH_MAX);
    const idempotencyKey = context.kernel.uuid();
    const props = { view: c.var.view, text, organisations: [], name: "", idempotencyKey };
    if (chosen !== undefined) {
      const organisation = await findOrganisation(context, chosen);
      return page(c, NewAdministratorPage({ ...props, organisation }));
    }
    const organisations = await staff.organisations({ text, limit: ORGANISATIONS_SHOWN_MAX });
    return page(c, NewAdministratorPage({ ...props, organisations }));
  });
  routes.post(memberPaths.administrators, async (c) => {
    const session = await requireOperator(context, c);
    await requireSecondFactor(context, c);
    const form = await readForm(c, {
      organisationId: text({ label: "업체" }),
      name: text({ label: "관리자 이름", lengthMax: 40 }),
    });
    const organisation = await findOrganisation(context, valueOf(form.values, "organisationId"));
    if (!form.ok) {
      const name = valueOf(form.values, "name");
      const idempotencyKey = context.kernel.uuid();
      const props = { view: c.var.view, text: "", organisations: [], organisation, name };
      const { errors } = form;
      return page(c, NewAdministratorPage({ ...props, errors, idempotencyKey }), 422);
    }
    const { name } = form.value;
    const actor = actorOf(session);
    const input = { organisationId: organisation.id, name, role: "merchantAdmin" } as const;
    const key = form.key ?? context.kernel.uuid();
    const call = { scope: `auth.staff.administrator:${actor}`, key, input };
    const issued = await issueOnce(context.kernel, call, async (tx) => {
      const { loginId, password } = await staff.createMember(tx, { ...input, actor });
      return { owner: { loginId }, password };
    });
    const title = "업체 관리자를 만들었습니다";
    const note = `${organisation.name} · ${name}`;
    return page(c, IssuedPage({ view: c.var.view, title, note, issued }));
  });
}

async function readProved(context: OperatorContext, c: Context<WebEnv>) {
  await requireOperator(context, c);
  await requireSecondFactor(context, c);
  return await readAccount(context, c);
}

/** @throws {PageNotFoundError} */
async function findOrganisation(context: OperatorContext, id: string): Promise<Organisation> {
  const found = isUuid(id) ? await context.auth.staff.organisation(id) : undefined;
  if (found === undefined) throw new PageNotFoundError();
  return found;
}
