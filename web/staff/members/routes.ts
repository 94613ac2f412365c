import type { Member, OrganisationRole } from "@maru/auth";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import { PageNotFoundError } from "../../errors/web_errors.ts";
import { type FieldError, readForm } from "../../forms/mod.ts";
import { page } from "../../page.ts";
import { idParam } from "../../params.ts";
import { type MemberSession, requireRight, type StaffContext, staffPaths } from "../context.ts";
import { issueOnce } from "./issue_once.ts";
import { IssuedPage } from "./issued_page.ts";
import { requireManager } from "./manager.ts";
import { MemberPage } from "./member_page.ts";
import { MembersPage } from "./members_page.ts";
import { newMemberRoutes } from "./new_member_routes.ts";
import { choiceOf, roleChosen } from "./role_choice.ts";
import { errorAtRole, ROLE_MISSING } from "./role_errors.ts";

/** 사용자: whoever changes something proved a second factor, since a new member may handle money. */
export function memberRoutes(context: StaffContext, routes: Hono<WebEnv>): void {
  const { members } = context.auth;
  routes.get(staffPaths.members, async (c) => {
    const session = await requireRight(context, c, "members.manage");
    const listed = await members.list(session.organisationId);
    return page(c, MembersPage({ view: c.var.view, session, members: listed }));
  });
  newMemberRoutes(context, routes);
  routes.get(staffPaths.member(":id"), async (c) => {
    const session = await requireManager(context, c);
    return await showMember(context, c, { session, id: idParam(c, "id") });
  });
  routes.post(staffPaths.memberRole(":id"), async (c) => {
    return await changeRole(context, c, await requireManager(context, c));
  });
  actRoutes(context, routes);
}

function actRoutes(context: StaffContext, routes: Hono<WebEnv>): void {
  const { members } = context.auth;
  routes.post(staffPaths.memberPassword(":id"), async (c) => {
    const session = await requireManager(context, c);
    const { id, name, loginId } = await findMember(context, c, session);
    const form = await readForm(c, {});
    const key = form.ok && form.key !== undefined ? form.key : context.kernel.uuid();
    const call = { scope: `auth.member.password:${session.staffId}`, key, input: { id } };
    return await acting(context, c, { session, id }, async () => {
      const issued = await issueOnce(context.kernel, call, async (tx) => {
        const { password } = await members.resetPassword(tx, session, id);
        return { owner: { loginId }, password };
      });
      const title = "비밀번호를 재설정했습니다";
      return page(c, IssuedPage({ view: c.var.view, session, title, name, issued }));
    });
  });
  const acts = {
    resetSecondFactor: staffPaths.memberSecondFactor(":id"),
    unlock: staffPaths.memberUnlock(":id"),
    disable: staffPaths.memberEnd(":id"),
  };
  for (const act of ["resetSecondFactor", "unlock", "disable"] as const) {
    routes.post(acts[act], async (c) => {
      const session = await requireManager(context, c);
      const { id } = await findMember(context, c, session);
      return await acting(context, c, { session, id }, async () => {
        await context.kernel.transaction((tx) => members[act](tx, session, id));
        return c.redirect(staffPaths.member(id), 303);
      });
    });
  }
}

async function changeRole(
  context: StaffContext,
  c: Context<WebEnv>,
  session: MemberSession,
): Promise<Response> {
  const { members } = context.auth;
  const { id: memberId } = await findMember(context, c, session);
  const roles = await members.roles(session.organisationId);
  const body = await c.req.parseBody();
  const role = typeof body["role"] === "string" ? body["role"] : "";
  const chosen = roleChosen(role, roles);
  const place = { session, id: memberId };
  if (chosen === undefined) {
    return await showMember(context, c, { ...place, role, errors: [ROLE_MISSING] });
  }
  return await acting(context, c, { ...place, role }, async () => {
    await context.kernel.transaction((tx) =>
      members.changeRole(tx, session, { memberId, ...chosen })
    );
    return c.redirect(staffPaths.member(memberId), 303);
  });
}

interface MemberPlace {
  readonly session: MemberSession;
  readonly id: string;
  readonly role?: string;
}

/** Does it, or shows the member's page with what forbids it. */
async function acting(
  context: StaffContext,
  c: Context<WebEnv>,
  place: MemberPlace,
  act: () => Promise<Response>,
): Promise<Response> {
  try {
    return await act();
  } catch (error) {
    return await showMember(context, c, { ...place, errors: [errorAtRole(context, error)] });
  }
}

async function findMember(
  context: StaffContext,
  c: Context<WebEnv>,
  { organisationId }: MemberSession,
): Promise<Member> {
  const id = idParam(c, "id");
  const member = (await context.auth.members.list(organisationId)).find((each) => each.id === id);
  if (member === undefined) throw new PageNotFoundError();
  return member;
}

async function showMember(
  context: StaffContext,
  c: Context<WebEnv>,
  { session, role, errors = [] }: MemberPlace & { readonly errors?: readonly FieldError[] },
): Promise<Response> {
  const member = await findMember(context, c, session);
  const roles: OrganisationRole[] = await context.auth.members.roles(session.organisationId);
  const idempotencyKey = context.kernel.uuid();
  const props = { view: c.var.view, session, member, roles, role: role ?? choiceOf(member) };
  return page(c, MemberPage({ ...props, errors, idempotencyKey }), errors.length === 0 ? 200 : 422);
}
