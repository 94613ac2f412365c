import assert from "node:assert/strict";
import { INSTITUTION_ID } from "../test_site/people.ts";
import { startTestSite } from "../test_site/site.ts";
import { TEST_ORIGIN } from "../testing.ts";

const KEY = "mk_test_0123456789abcdef";
const DOCUMENT_ID = "01920000-0000-7000-8000-0000000000d1";

function startApi() {
  const asked: unknown[] = [];
  const site = startTestSite({
    institution: {
      institutionOfKey: (key) => Promise.resolve(key === KEY ? INSTITUTION_ID : undefined),
      pull: (institutionId, query) => {
        asked.push({ institutionId, ...query });
        const row = {
          deliveryId: "d",
          documentId: DOCUMENT_ID,
          submissionId: "s",
          reference: "r",
          documentCode: "c",
          documentName: "n",
          issuedAt: "2026-11-20T05:03:00Z",
          data: {},
        };
        return Promise.resolve({
          rows: [
            { ...row, state: "delivered", sha256: "ab" },
            { ...row, state: "notProvided" },
          ],
          next: "cursor-2",
        });
      },
    },
  });
  const get = (path: string, authorization = `Bearer ${KEY}`) =>
    site.app.request(`${TEST_ORIGIN}${path}`, { headers: { "Authorization": authorization } });
  return { get, asked };
}

Deno.test("apiRoutes() answers documents since a cursor, with the PDF's address where there is one", async () => {
  const { get, asked } = startApi();
  const answer = await get("/api/v1/documents?limit=2&after=cursor-1");
  assert.equal(answer.status, 200);
  const body = await answer.json();
  assert.deepEqual(asked, [{ institutionId: INSTITUTION_ID, limit: 2, after: "cursor-1" }]);
  assert.deepEqual(
    body.documents.map((each: { pdf?: string }) => each.pdf),
    [`/api/v1/documents/${DOCUMENT_ID}/pdf`, undefined],
  );
  assert.equal(body.next, "cursor-2");
});

Deno.test("apiRoutes() answers 401 alike without a key, with a wrong one and with a cookie", async () => {
  const { get } = startApi();
  for (
    const authorization of ["", "Bearer x", `Basic ${KEY}`, "Bearer mk_wrong_0123456789abcdef"]
  ) {
    const answer = await get("/api/v1/documents", authorization);
    assert.equal(answer.status, 401, authorization);
    assert.equal((await answer.json()).code, "API-401");
  }
});

Deno.test("apiRoutes() refuses a limit outside its range", async () => {
  const { get } = startApi();
  for (const limit of ["0", "201", "1.5", "x", "-1"]) {
    assert.equal((await get(`/api/v1/documents?limit=${limit}`)).status, 400, limit);
  }
});
