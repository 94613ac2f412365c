import type { Members } from "@maru/auth";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import { type FieldError, optionalText, readForm, text, valueOf } from "../../forms/mod.ts";
import { page } from "../../page.ts";
import { type MemberSession, type StaffContext, staffPaths } from "../context.ts";
import { issueOnce } from "./issue_once.ts";
import { IssuedPage } from "./issued_page.ts";
import { requireManager } from "./manager.ts";
import { NewMemberPage } from "./new_member_page.ts";
import { roleChosen } from "./role_choice.ts";
import { errorAtRole, ROLE_MISSING } from "./role_errors.ts";

const NAME_LENGTH_MAX = 40;

/** 사용자 추가. */
export function newMemberRoutes(context: StaffContext, routes: Hono<WebEnv>): void {
  const { members } = context.auth;
  routes.get(staffPaths.newMember, async (c) => {
    const session = await requireManager(context, c);
    const roles = await members.roles(session.organisationId);
    const typed = { name: "", role: "" };
    const idempotencyKey = context.kernel.uuid();
    return page(c, NewMemberPage({ view: c.var.view, session, roles, typed, idempotencyKey }));
  });
  routes.post(staffPaths.members, async (c) => {
    return await addMember(context, c, await requireManager(context, c));
  });
}

async function addMember(
  context: StaffContext,
  c: Context<WebEnv>,
  session: MemberSession,
): Promise<Response> {
  const roles = await context.auth.members.roles(session.organisationId);
  const form = await readForm(c, {
    name: text({ label: "이름", lengthMax: NAME_LENGTH_MAX }),
    role: optionalText({ label: "역할", lengthMax: NAME_LENGTH_MAX }),
  });
  const typed = { name: valueOf(form.values, "name"), role: valueOf(form.values, "role") };
  const chosen = roleChosen(typed.role, roles);
  const show = (errors: readonly FieldError[]) => {
    const idempotencyKey = context.kernel.uuid();
    const props = { view: c.var.view, session, roles, typed, errors, idempotencyKey };
    return page(c, NewMemberPage(props), 422);
  };
  if (!form.ok || chosen === undefined) {
    const missing = chosen === undefined ? [ROLE_MISSING] : [];
    return show([...(form.ok ? [] : form.errors), ...missing]);
  }
  const { name } = form.value;
  try {
    const key = form.key ?? context.kernel.uuid();
    const issued = await addOnce(context, session, { key, input: { name, ...chosen } });
    const title = "사용자를 추가했습니다";
    return page(c, IssuedPage({ view: c.var.view, session, title, name, issued }));
  } catch (error) {
    return show([errorAtRole(context, error)]);
  }
}

/** The same form twice is one member. The second time finds who was made, but never the password. */
async function addOnce(
  { kernel, auth }: StaffContext,
  session: MemberSession,
  { key, input }: { key: string; input: Parameters<Members["add"]>[2] },
): Promise<{ id: string; loginId: string; password: string | undefined }> {
  const call = { scope: `auth.member.add:${session.staffId}`, key, input };
  return await issueOnce(kernel, call, async (tx) => {
    const { id, loginId, password } = await auth.members.add(tx, session, input);
    return { owner: { id, loginId }, password };
  });
}
