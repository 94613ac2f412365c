import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { DocumentDestroyedError, DocumentNotFoundError, PdfNotProvidedError } from "../errors.ts";
import { destroyDocuments } from "../retention/destroy_documents.ts";
import { issued } from "../testing/scripted_agency.ts";
import { smallPdf } from "../testing/small_pdf.ts";
import { deskWorld, LOOKER } from "./testing_desk.ts";

const DAY_MS = 86_400_000;

Deno.test("documentData() shows the data as a table and records who looked, from where and why", async () => {
  await using at = await deskWorld();
  at.world.agency.answer(() =>
    issued({ resCompanyNm: "가온상사", resJointRepresentativeList: [{ resUserNm: "김가온" }] })
  );
  const submissionId = await at.submitted();
  const documentId = await documentOf(at, submissionId);
  const shown = await at.desk.documentData(at.institutionId, documentId, LOOKER);
  assert.equal(shown.name, "사업자등록증명");
  assert.deepEqual(shown.columns, ["성명(대표자)", "상호(법인명)"]);
  assert.deepEqual(shown.rows, [["김가온", "가온상사"]]);
  assert.equal(shown.hasPdf, true);
  assert.deepEqual(shown.json, {
    resCompanyNm: "가온상사",
    resJointRepresentativeList: [{ resUserNm: "김가온" }],
  });
  const [look, ...more] = await at.logged("document.view");
  assert.equal(more.length, 0);
  assert.deepEqual(
    [look?.actor, look?.address, look?.reason, look?.subject, look?.tenantId],
    ["staff:1", "203.0.113.7", "심사", documentId, at.institutionId],
  );
});

Deno.test("documentPdf() answers the original and records the download", async () => {
  await using at = await deskWorld();
  const documentId = await documentOf(at, await at.submitted());
  const { fileName, pdf, sha256 } = await at.desk.documentPdf(at.institutionId, documentId, LOOKER);
  assert.deepEqual(pdf, smallPdf());
  assert.equal(sha256, createHash("sha256").update(smallPdf()).digest("hex"));
  assert.equal(fileName, "사업자등록증명_가온상사 주식회사_20261120.pdf");
  assert.equal((await at.logged("document.download")).length, 1);
});

Deno.test("documents of another institution are not found, and nothing is recorded", async () => {
  await using at = await deskWorld();
  const documentId = await documentOf(at, await at.submitted());
  for (const id of [documentId, at.world.kernel.uuid(), "no id", ""]) {
    await assert.rejects(at.desk.documentData(at.otherId, id, LOOKER), DocumentNotFoundError);
    await assert.rejects(at.desk.documentPdf(at.otherId, id, LOOKER), DocumentNotFoundError);
  }
  assert.deepEqual(await at.logged("document.view"), []);
  assert.deepEqual(await at.logged("document.download"), []);
});

Deno.test("documentPdf() says when the agency gave data alone", async () => {
  await using at = await deskWorld();
  at.world.agency.answer(() => ({ kind: "issued", data: { resIssueNo: "1" } }));
  const documentId = await documentOf(at, await at.submitted());
  await assert.rejects(
    at.desk.documentPdf(at.institutionId, documentId, LOOKER),
    PdfNotProvidedError,
  );
  const { hasPdf } = await at.desk.documentData(at.institutionId, documentId, LOOKER);
  assert.equal(hasPdf, false);
});

Deno.test("a destroyed document cannot be opened", async () => {
  await using at = await deskWorld();
  const documentId = await documentOf(at, await at.submitted());
  at.world.test.clock.advance(91 * DAY_MS);
  assert.equal(await destroyDocuments({ kernel: at.world.kernel }), 1);
  await assert.rejects(
    at.desk.documentData(at.institutionId, documentId, LOOKER),
    DocumentDestroyedError,
  );
  await assert.rejects(
    at.desk.documentPdf(at.institutionId, documentId, LOOKER),
    DocumentDestroyedError,
  );
});

async function documentOf(
  { desk, institutionId }: Awaited<ReturnType<typeof deskWorld>>,
  submissionId: string,
): Promise<string> {
  const { items } = await desk.submission(institutionId, submissionId);
  return items[0]!.document!.id;
}
