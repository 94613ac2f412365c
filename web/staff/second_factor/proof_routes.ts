import type { StaffSession } from "@maru/auth";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import { type FieldError, readForm, text } from "../../forms/mod.ts";
import { page } from "../../page.ts";
import { safeReturnPath } from "../../paths.ts";
import { addressOf } from "../../submit/context.ts";
import { ALL_ROLES, HOME_OF, requireStaff, type StaffContext, staffPaths } from "../context.ts";
import { withReturn } from "../staff_paths.ts";
import { ProofPage } from "./proof_page.ts";

/** Proves a second factor and leads back. */
export function proofRoutes(context: StaffContext, routes: Hono<WebEnv>): void {
  const { secondFactors } = context.auth;
  routes.get(staffPaths.secondFactor, async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    if (!session.secondFactor.isEnrolled) {
      const returnPath = safeReturnPath(c.req.query("return"), "");
      return c.redirect(withReturn(staffPaths.secondFactorSettings, returnPath), 303);
    }
    return await show(context, c, session, []);
  });
  routes.post(staffPaths.codeProof, async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    const form = await readForm(c, {
      code: text({ label: "코드", lengthMax: 10, secret: true }),
    });
    if (!form.ok) return await show(context, c, session, form.errors);
    const request = { sessionId: session.id, address: addressOf(c) };
    return await prove(context, c, session, {
      field: "code",
      proof: () => secondFactors.confirmCode({ ...request, code: form.value.code }),
    });
  });
  routes.post(staffPaths.recoveryProof, async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    const form = await readForm(c, {
      recoveryCode: text({ label: "복구 코드", lengthMax: 20, secret: true }),
    });
    if (!form.ok) return await show(context, c, session, form.errors);
    const request = { sessionId: session.id, address: addressOf(c) };
    return await prove(context, c, session, {
      field: "recoveryCode",
      proof: () => secondFactors.confirmRecoveryCode({ ...request, code: form.value.recoveryCode }),
    });
  });
}

async function prove(
  context: StaffContext,
  c: Context<WebEnv>,
  session: StaffSession,
  { field, proof }: { field: string; proof: () => Promise<void> },
): Promise<Response> {
  try {
    await proof();
  } catch (error) {
    if (!context.errors.knows(error)) throw error;
    const told = context.errors.tell(error);
    const errors = [{ field, message: `${told.title} ${told.next}` }];
    return await show(context, c, session, errors, told.status === 429 ? 429 : 422);
  }
  return c.redirect(returnPathOf(c, session), 303);
}

async function show(
  context: StaffContext,
  c: Context<WebEnv>,
  session: StaffSession,
  errors: readonly FieldError[],
  status: 422 | 429 = 422,
): Promise<Response> {
  const factors = await context.auth.secondFactors.of(session.id);
  const returnPath = returnPathOf(c, session);
  const props = { view: c.var.view, factors, returnPath, errors };
  return page(c, ProofPage(props), errors.length === 0 ? 200 : status);
}

function returnPathOf(c: Context<WebEnv>, { role }: StaffSession): string {
  return safeReturnPath(c.req.query("return"), HOME_OF[role]);
}
