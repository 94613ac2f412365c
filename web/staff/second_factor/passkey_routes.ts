import type { Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import { cleanLine, readForm, text } from "../../forms/mod.ts";
import { idParam } from "../../params.ts";
import { addressOf } from "../../submit/context.ts";
import { ALL_ROLES, requireStaff, type StaffContext, staffPaths } from "../context.ts";
import { nameField } from "./passkey_card.ts";
import { showSettings } from "./settings_routes.ts";

const NAME_LENGTH_MAX = 40;
const NAME_FALLBACK = "패스키";

/** What the browser's script asks for and answers, and the names and the end of passkeys. */
export function passkeyRoutes(context: StaffContext, routes: Hono<WebEnv>): void {
  const { secondFactors } = context.auth;
  routes.post(staffPaths.passkeyChallenge, async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    return c.json(await secondFactors.passkeyChallenge(session.id));
  });
  routes.post(staffPaths.passkeyProof, async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    const { response } = await readAnswer(c.req.json());
    const request = { sessionId: session.id, address: addressOf(c) };
    await secondFactors.confirmPasskey({ ...request, response });
    return c.body(null, 204);
  });
  routes.post(staffPaths.passkeyCreation, async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    return c.json(await secondFactors.passkeyCreation(session.id));
  });
  routes.post(staffPaths.passkeys, async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    const { response, name } = await readAnswer(c.req.json());
    const request = { sessionId: session.id, address: addressOf(c) };
    await secondFactors.addPasskey({ ...request, name, response });
    return c.body(null, 204);
  });
  routes.post(staffPaths.passkeyName(":id"), async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    const id = idParam(c, "id");
    const form = await readForm(c, {
      name: text({ label: "이름", lengthMax: NAME_LENGTH_MAX }),
    });
    if (!form.ok) {
      const errors = form.errors.map(({ message }) => ({ field: nameField(id), message }));
      return await showSettings(context, c, session, errors);
    }
    const request = { sessionId: session.id, address: addressOf(c) };
    await secondFactors.renamePasskey({ ...request, id, name: form.value.name });
    return c.redirect(staffPaths.secondFactorSettings, 303);
  });
  routes.post(staffPaths.passkeyRemoval(":id"), async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    const request = { sessionId: session.id, address: addressOf(c) };
    await secondFactors.removePasskey({ ...request, id: idParam(c, "id") });
    return c.redirect(staffPaths.secondFactorSettings, 303);
  });
}

/** The module looks at the response; of the name only its form is ours. */
async function readAnswer(body: Promise<unknown>): Promise<{ response: unknown; name: string }> {
  const answer = await body;
  const { response, name } = typeof answer === "object" && answer !== null
    ? answer as { response?: unknown; name?: unknown }
    : {};
  const typed = typeof name === "string" ? cleanLine(name) : "";
  return { response, name: typed.slice(0, NAME_LENGTH_MAX) || NAME_FALLBACK };
}
