import { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { clearCookie, readCookie, writeCookie } from "../cookies.ts";
import { readForm, text, valueOf } from "../forms/mod.ts";
import { page } from "../page.ts";
import { paths, safeReturnPath } from "../paths.ts";
import { addressOf } from "../submit/context.ts";
import {
  findStaff,
  HOME_OF,
  type StaffContext,
  StaffLoginNeededError,
  staffPaths,
} from "./context.ts";
import { roleRoutes } from "./members/role_routes.ts";
import { memberRoutes } from "./members/routes.ts";
import { PasswordPage, StaffLoginPage } from "./pages.ts";
import { passkeyRoutes } from "./second_factor/passkey_routes.ts";
import { proofRoutes } from "./second_factor/proof_routes.ts";
import { factorSettingsRoutes } from "./second_factor/settings_routes.ts";
import { sessionRoutes } from "./session_routes.ts";

/** As the module holds to; said here beside what else is wrong with the pair. */
const PASSWORD_LENGTH_MIN = 8;

/** Login, account and second factor of people with IDs, and the members of organisations. */
export function staffRoutes(context: StaffContext): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  loginRoutes(context, routes);
  passwordRoutes(context, routes);
  sessionRoutes(context, routes);
  proofRoutes(context, routes);
  factorSettingsRoutes(context, routes);
  passkeyRoutes(context, routes);
  memberRoutes(context, routes);
  roleRoutes(context, routes);
  return routes;
}

function loginRoutes(context: StaffContext, routes: Hono<WebEnv>): void {
  routes.get(staffPaths.login, (c) => {
    const returnPath = safeReturnPath(c.req.query("return"), "");
    return page(c, StaffLoginPage({ view: c.var.view, returnPath }));
  });
  routes.post(staffPaths.login, async (c) => {
    const returnPath = safeReturnPath(String((await c.req.parseBody())["return"] ?? ""), "");
    const form = await readForm(c, {
      loginId: text({ label: "아이디", lengthMax: 60 }),
      password: text({ label: "비밀번호", lengthMax: 200, secret: true }),
    });
    const view = c.var.view;
    const loginId = valueOf(form.values, "loginId");
    if (!form.ok) {
      return page(c, StaffLoginPage({ view, returnPath, loginId, errors: form.errors }), 422);
    }
    try {
      const { token, session } = await context.auth.staff.logIn({
        ...form.value,
        address: addressOf(c),
      });
      writeCookie(c, "staff", token, { sameSite: "Strict" });
      if (session.mustChangePassword) return c.redirect(staffPaths.password, 303);
      return c.redirect(returnPath === "" ? HOME_OF[session.role] : returnPath, 303);
    } catch (error) {
      if (!context.errors.knows(error)) throw error;
      const problem = context.errors.tell(error);
      return page(c, StaffLoginPage({ view, returnPath, loginId, problem }), problem.status);
    }
  });
  routes.post(staffPaths.logout, async (c) => {
    const token = readCookie(c, "staff");
    if (token !== undefined) await context.auth.staff.logOut(token);
    clearCookie(c, "staff");
    return c.redirect(paths.home, 303);
  });
}

function passwordRoutes(context: StaffContext, routes: Hono<WebEnv>): void {
  routes.get(staffPaths.password, async (c) => {
    const session = await findStaff(context, c);
    if (session === undefined) throw new StaffLoginNeededError(staffPaths.password);
    return page(c, PasswordPage({ view: c.var.view, mustChange: session.mustChangePassword }));
  });
  routes.post(staffPaths.password, async (c) => {
    const session = await findStaff(context, c);
    if (session === undefined) throw new StaffLoginNeededError(staffPaths.password);
    const secret = { lengthMax: 200, secret: true };
    const form = await readForm(c, {
      current: text({ label: "지금 비밀번호", ...secret }),
      next: text({ label: "새 비밀번호", ...secret }),
      again: text({ label: "새 비밀번호 확인", ...secret }),
    });
    const show = (errors: readonly { field: string; message: string }[]) =>
      page(
        c,
        PasswordPage({ view: c.var.view, mustChange: session.mustChangePassword, errors }),
        422,
      );
    if (!form.ok) return show(form.errors);
    const { current, next, again } = form.value;
    const unlike = { field: "again", message: "새 비밀번호와 같게 입력해 주십시오." };
    const short = { field: "next", message: `${PASSWORD_LENGTH_MIN}자 이상 입력해 주십시오.` };
    if (next !== again) {
      // Both at once: who is told of the second only after mending the first types it all thrice.
      return show([...([...next].length < PASSWORD_LENGTH_MIN ? [short] : []), unlike]);
    }
    try {
      await context.auth.staff.changePassword({ sessionId: session.id, current, next });
    } catch (error) {
      if (!context.errors.knows(error)) throw error;
      const told = context.errors.tell(error);
      return show([{ field: told.field ?? "next", message: `${told.title} ${told.next}` }]);
    }
    return c.redirect(HOME_OF[session.role], 303);
  });
}
