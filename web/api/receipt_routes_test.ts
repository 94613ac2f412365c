import assert from "node:assert/strict";
import { startTestSite } from "../test_site/site.ts";

Deno.test("receiptRoutes() hands a receipt on without a cookie, a key or a token", async () => {
  const received: unknown[] = [];
  const site = startTestSite({
    notifications: { receive: (receipt) => Promise.resolve(void received.push(receipt)) },
  });
  const response = await site.app.request("/api/v1/message-receipts", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify([{ messageId: "M4V1" }]),
  });
  assert.equal(response.status, 204);
  assert.deepEqual(received, [[{ messageId: "M4V1" }]]);
});

Deno.test("receiptRoutes() refuses what is no JSON", async () => {
  const response = await startTestSite().app.request("/api/v1/message-receipts", {
    method: "POST",
    body: "{",
  });
  assert.equal(response.status, 400);
});
