import assert from "node:assert/strict";
import { send } from "./testing/test_request.ts";
import { openTwoTenants } from "./testing/two_tenants.ts";

const ID = "01920000-0000-7000-8000-000000000001";
/** Routes that take more than a form does. */
const LARGE_ROUTES = [
  { path: "/debit/imports", status: 401 },
  { path: `/debit/instructions/${ID}/evidence`, status: 401 },
  { path: `/oneclick/submissions/${ID}/items/${ID}/upload`, status: 401 },
  { path: "/oneclick/client", status: 401 },
  { path: "/api/v1/debit/orders", status: 401 },
];

/** A body that never ends, and how much of it was asked for. */
function endlessBody() {
  const watched = { piecesRead: 0 };
  const body = new ReadableStream({
    pull(controller) {
      watched.piecesRead++;
      controller.enqueue(new Uint8Array(65_536));
    },
  }, { highWaterMark: 0 });
  return { watched, body };
}

Deno.test("nothing of a large body is read for a stranger, or for another site's page", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const { app, logLines } = world.site;
  const stranger = await world.site.visitor({});
  const known = await world.site.visitor({
    session: world.one.sessionToken,
    staff: world.one.adminToken,
  });
  const type = { "Content-Type": "multipart/form-data; boundary=b" };
  for (const { path, status } of LARGE_ROUTES) {
    const { watched, body } = endlessBody();
    const request = { method: "POST", path, body: { raw: body }, headers: type };
    assert.equal((await send(app, stranger, request)).status, status, path);
    assert.equal(watched.piecesRead, 0, path);
  }
  for (const { path } of LARGE_ROUTES.filter((each) => !each.path.startsWith("/api/"))) {
    const { watched, body } = endlessBody();
    const headers = { ...type, "Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site" };
    const request = { method: "POST", path, body: { raw: body }, headers };
    assert.equal((await send(app, known, request)).status, 403, path);
    assert.equal(watched.piecesRead, 0, path);
  }
  assert.deepEqual(logLines.filter((line) => line.includes("Request failed")), []);
});
