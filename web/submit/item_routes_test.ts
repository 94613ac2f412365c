import assert from "node:assert/strict";
import type { SubmitterDesk } from "@maru/submission";
import { named } from "../test_site/desks.ts";
import { RUNNING_ITEMS } from "../test_site/items.ts";
import { startTestSite, type TestSiteOptions } from "../test_site/site.ts";
import { RUNNING_ID } from "../test_site/submissions.ts";
import { pageFaults } from "../testing.ts";
import { submitPaths } from "./submit_paths.ts";

const FAILED = RUNNING_ITEMS.find(({ name }) => name === "납부내역증명(납세사실증명)")?.id ?? "";
const PROGRESS = submitPaths.submission(RUNNING_ID);

async function open(submitter: TestSiteOptions["submitter"]) {
  const site = startTestSite(submitter === undefined ? {} : { submitter });
  const visitor = site.visitAs("corporation");
  await visitor.get(PROGRESS);
  return { site, visitor };
}

Deno.test("POST …/reissues sends the corrected period and inputs, and goes back to the progress", async () => {
  const asked: Parameters<SubmitterDesk["reissue"]>[1][] = [];
  const opened = await open({
    reissue: (_session, input) => Promise.resolve(void asked.push(input)),
  });
  const answer = await opened.visitor.post(submitPaths.reissue(RUNNING_ID), {
    item: FAILED,
    _key: "key-0123456789abcdef",
    periodFrom: "2026-01-01",
    periodTo: "2026-11-20",
    "input:city": "서울특별시",
    sealedBundle: "sealed",
  });
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get("location"), PROGRESS);
  assert.deepEqual(asked, [{
    submissionId: RUNNING_ID,
    itemIds: [FAILED],
    idempotencyKey: "key-0123456789abcdef",
    period: { from: "20260101", to: "20261120" },
    inputs: { city: "서울특별시" },
    sealedBundle: "sealed",
  }]);
});

Deno.test("POST …/reissues says at the document why a period is refused", async () => {
  const opened = await open({
    reissue: () => Promise.reject(named("PeriodOutOfRangeError", { reason: "order" })),
  });
  const answer = await opened.visitor.post(submitPaths.reissue(RUNNING_ID), { item: FAILED });
  const text = await answer.text();
  assert.equal(answer.status, 422);
  assert.deepEqual(pageFaults(text), []);
  const line = text.split('<li class="line"').find((part) => part.includes(FAILED));
  assert.match(line ?? "", /시작이 끝보다 늦습니다/);
});

Deno.test("POST …/reissues leads to the login where the bundle has ended", async () => {
  const opened = await open({
    reissue: () => Promise.reject(named("BundleNeededError")),
  });
  const answer = await opened.visitor.post(submitPaths.reissue(RUNNING_ID), { item: FAILED });
  assert.equal(answer.status, 401);
  assert.match(await answer.text(), /href="\/login"[^>]*>다시 로그인/);
});

Deno.test("POST …/upload asks for the file, opens its form again and keeps the number", async () => {
  const opened = await open({});
  const answer = await opened.visitor.post(submitPaths.upload(RUNNING_ID, FAILED), {
    verificationNumber: "1234-5678",
  });
  const text = await answer.text();
  assert.equal(answer.status, 422);
  assert.match(text, /올릴 PDF 파일을 골라 주십시오/);
  assert.match(text, /<details class="item-upload" open/);
  assert.match(text, /value="1234-5678"/);
});

Deno.test("POST …/upload passes the file on, and says why one is refused", async () => {
  const sizes: number[] = [];
  const opened = await open({
    upload: (_session, input) => {
      sizes.push(input.pdf.length);
      return Promise.reject(named("PdfRefusedError", { reason: "notPdf" }));
    },
  });
  const body = new FormData();
  body.set("_token", opened.visitor.token());
  body.set("verificationNumber", "1234-5678");
  body.set("pdf", new File(["hello"], "a.pdf", { type: "application/pdf" }));
  const answer = await opened.site.app.request(
    `http://localhost:8000${submitPaths.upload(RUNNING_ID, FAILED)}`,
    {
      method: "POST",
      body,
      headers: {
        "Accept": "text/html",
        "Origin": "http://localhost:8000",
        "Sec-Fetch-Site": "same-origin",
        "Cookie": [...opened.visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      },
    },
  );
  assert.equal(answer.status, 422);
  assert.deepEqual(sizes, [5]);
  assert.match(await answer.text(), /PDF 파일이 아닙니다/);
});

Deno.test("GET …/pdf gives the original with its digest in a header", async () => {
  const opened = await open({
    download: () =>
      Promise.resolve({ fileName: "증명.pdf", pdf: new Uint8Array([37, 80]), sha256: "ab12" }),
  });
  const answer = await opened.visitor.get(submitPaths.pdf(RUNNING_ID, FAILED));
  assert.equal(answer.headers.get("content-type"), "application/pdf");
  assert.equal(answer.headers.get("x-document-sha256"), "ab12");
  assert.match(
    answer.headers.get("content-disposition") ?? "",
    /^attachment; filename\*=UTF-8''%EC/,
  );
  assert.deepEqual([...new Uint8Array(await answer.arrayBuffer())], [37, 80]);
});
