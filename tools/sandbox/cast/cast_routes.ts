import { Hono } from "hono";
import type { Cast } from "./cast.ts";
import { MemberInputError, readMember } from "./member_input.ts";

/**
 * `GET /sandbox/cast` lists everyone; `POST /sandbox/cast` adds one as JSON, so that a test can bring
 * a certificate of its own: `{ "kind": "corporation", "number": "1234567891", "name": "…" }`.
 */
export function createCastRoutes(cast: Cast): Hono {
  const app = new Hono();
  app.get("/sandbox/cast", (c) => c.json({ members: cast.list() }));
  app.post("/sandbox/cast", async (c) => {
    try {
      const member = readMember(await c.req.json().catch(() => undefined));
      cast.put(member);
      return c.json({ member }, 201);
    } catch (error) {
      if (!(error instanceof MemberInputError)) throw error;
      return c.json({ error: error.message, field: error.field }, 422);
    }
  });
  return app;
}
