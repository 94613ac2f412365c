import type { StaffSession } from "@maru/auth";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import { type FieldError, readForm, text } from "../../forms/mod.ts";
import { page } from "../../page.ts";
import { safeReturnPath } from "../../paths.ts";
import { addressOf } from "../../submit/context.ts";
import { ALL_ROLES, requireStaff, type StaffContext, staffPaths } from "../context.ts";
import { withReturn } from "../staff_paths.ts";
import { CodeAppPage, RecoveryCodesPage } from "./code_app_page.ts";
import { FactorSettingsPage } from "./settings_page.ts";

/** Enrols and removes the app for codes, and makes recovery codes. */
export function factorSettingsRoutes(context: StaffContext, routes: Hono<WebEnv>): void {
  const { secondFactors } = context.auth;
  routes.get(staffPaths.secondFactorSettings, async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    return await showSettings(context, c, session, []);
  });
  routes.post(staffPaths.passwordProof, async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    const form = await readForm(c, {
      password: text({ label: "비밀번호", lengthMax: 200, secret: true }),
    });
    if (!form.ok) return await showSettings(context, c, session, form.errors);
    const { password } = form.value;
    try {
      await secondFactors.confirmPassword({ ...requestOf(c, session), password });
    } catch (error) {
      return await showSettings(context, c, session, errorsOf(context, error, "password"));
    }
    return c.redirect(withReturn(staffPaths.secondFactorSettings, returnPathOf(c)), 303);
  });
  routes.post(staffPaths.recoveryCodes, async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    const { codes } = await secondFactors.renewRecoveryCodes(requestOf(c, session));
    return page(c, RecoveryCodesPage({ view: c.var.view, session, codes }));
  });
  codeAppRoutes(context, routes);
}

function codeAppRoutes(context: StaffContext, routes: Hono<WebEnv>): void {
  const { secondFactors } = context.auth;
  routes.get(staffPaths.codeApp, async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    return await showCodeApp(context, c, session, []);
  });
  routes.post(staffPaths.codeApp, async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    await secondFactors.beginCodeApp(session.id);
    return c.redirect(withReturn(staffPaths.codeApp, returnPathOf(c)), 303);
  });
  routes.post(staffPaths.codeAppProof, async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    const form = await readForm(c, {
      code: text({ label: "코드", lengthMax: 10, secret: true }),
    });
    if (!form.ok) return await showCodeApp(context, c, session, form.errors);
    const { code } = form.value;
    try {
      await secondFactors.addCodeApp({ ...requestOf(c, session), code });
    } catch (error) {
      return await showCodeApp(context, c, session, errorsOf(context, error, "code"));
    }
    return c.redirect(withReturn(staffPaths.secondFactorSettings, returnPathOf(c)), 303);
  });
  routes.post(staffPaths.codeAppRemoval, async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    await secondFactors.removeCodeApp(requestOf(c, session));
    return c.redirect(staffPaths.secondFactorSettings, 303);
  });
}

/** The page, with what was wrong with what was typed. */
export async function showSettings(
  context: StaffContext,
  c: Context<WebEnv>,
  session: StaffSession,
  errors: readonly FieldError[],
): Promise<Response> {
  const factors = await context.auth.secondFactors.of(session.id);
  const props = { view: c.var.view, session, factors, returnPath: returnPathOf(c), errors };
  return page(c, FactorSettingsPage(props), errors.length === 0 ? 200 : 422);
}

async function showCodeApp(
  context: StaffContext,
  c: Context<WebEnv>,
  session: StaffSession,
  errors: readonly FieldError[],
): Promise<Response> {
  const waiting = await context.auth.secondFactors.waitingCodeApp(session.id);
  const returnPath = returnPathOf(c);
  if (waiting === undefined) {
    return c.redirect(withReturn(staffPaths.secondFactorSettings, returnPath), 303);
  }
  const props = { view: c.var.view, session, waiting, returnPath, errors };
  return page(c, CodeAppPage(props), errors.length === 0 ? 200 : 422);
}

/** What the person is told at the field; an error that nobody foresaw goes on. */
function errorsOf(context: StaffContext, error: unknown, field: string): readonly FieldError[] {
  const isOfField = error instanceof Error &&
    ["StaffLoginError", "StaffLockedError", "SecondFactorRefusedError"].includes(error.name);
  if (!isOfField) throw error;
  const told = context.errors.tell(error);
  return [{ field, message: `${told.title} ${told.next}` }];
}

function requestOf(c: Context<WebEnv>, session: StaffSession) {
  return { sessionId: session.id, address: addressOf(c) };
}

function returnPathOf(c: Context<WebEnv>): string {
  return safeReturnPath(c.req.query("return"), "");
}
