import { type OrganisationRole, RIGHTS } from "@maru/auth";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import { PageNotFoundError } from "../../errors/web_errors.ts";
import { type FieldError, readForm, text, valueOf } from "../../forms/mod.ts";
import { page } from "../../page.ts";
import { idParam } from "../../params.ts";
import { type MemberSession, requireRight, type StaffContext, staffPaths } from "../context.ts";
import { RolePage, RolesPage } from "./roles_pages.ts";
import { requireManager } from "./manager.ts";

/** 역할과 권한. */
export function roleRoutes(context: StaffContext, routes: Hono<WebEnv>): void {
  const { members } = context.auth;
  routes.get(staffPaths.roles, async (c) => {
    const session = await requireRight(context, c, "members.manage");
    const roles = await members.roles(session.organisationId);
    return page(c, RolesPage({ view: c.var.view, session, roles }));
  });
  routes.get(staffPaths.newRole, async (c) => {
    const session = await requireManager(context, c);
    return page(c, RolePage({ view: c.var.view, session, typed: { name: "", rights: [] } }));
  });
  routes.post(staffPaths.roles, async (c) => {
    return await saveRole(context, c, { session: await requireManager(context, c) });
  });
  routes.get(staffPaths.role(":id"), async (c) => {
    const session = await requireManager(context, c);
    const role = await findRole(context, c, session);
    return page(c, RolePage({ view: c.var.view, session, role, typed: role }));
  });
  routes.post(staffPaths.role(":id"), async (c) => {
    const session = await requireManager(context, c);
    const role = await findRole(context, c, session);
    return await saveRole(context, c, { session, role });
  });
}

async function findRole(
  context: StaffContext,
  c: Context<WebEnv>,
  { organisationId }: MemberSession,
): Promise<OrganisationRole> {
  const id = idParam(c, "id");
  const role = (await context.auth.members.roles(organisationId)).find((each) => each.id === id);
  if (role === undefined) throw new PageNotFoundError();
  return role;
}

async function saveRole(
  context: StaffContext,
  c: Context<WebEnv>,
  { session, role }: { session: MemberSession; role?: OrganisationRole },
): Promise<Response> {
  const form = await readForm(c, { name: text({ label: "역할 이름", lengthMax: 40 }) });
  const body = await c.req.parseBody();
  const rights = RIGHTS.filter((right) => body[`right.${right}`] === "on");
  const typed = { name: valueOf(form.values, "name"), rights };
  const show = (errors: readonly FieldError[]) => {
    const props = { view: c.var.view, session, typed, errors };
    return page(c, RolePage(role === undefined ? props : { ...props, role }), 422);
  };
  if (!form.ok) return show(form.errors);
  try {
    await context.kernel.transaction((tx) =>
      context.auth.members.saveRole(tx, session, {
        ...(role === undefined ? {} : { roleId: role.id }),
        name: form.value.name,
        rights,
      })
    );
  } catch (error) {
    const names = ["RoleNameTakenError", "MemberRuleError"];
    if (!(error instanceof Error) || !names.includes(error.name)) throw error;
    const told = context.errors.tell(error);
    return show([{ field: "name", message: `${told.title} ${told.next}` }]);
  }
  return c.redirect(staffPaths.roles, 303);
}
