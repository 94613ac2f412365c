import assert from "node:assert/strict";
import { sql } from "kysely";
import {
  BundleInvalidError,
  ConsentMissingError,
  DocumentUnavailableError,
  MissingInputError,
} from "../errors.ts";
import { ALL_CONSENTS } from "../testing/scripted_auth.ts";
import { failed, issued } from "../testing/scripted_agency.ts";
import { smallPdf } from "../testing/small_pdf.ts";
import { submissionWorld } from "../testing/submission_world.ts";

Deno.test("submit() names every missing field of every document at once", async () => {
  await using world = await submissionWorld();
  await world.addProduct("inputs", ["workplace-member-list", "local-tax-clearance"]);
  const session = world.auth.logIn();
  await assert.rejects(
    world.submit(session, { productSlug: "inputs" }),
    (error) => {
      assert.ok(error instanceof MissingInputError);
      assert.deepEqual(
        error.fields.map(({ documentCode, field, problem }) => [documentCode, field, problem]),
        [
          ["workplace-member-list", "workplaceNo", "missing"],
          ["local-tax-clearance", "address", "missing"],
        ],
      );
      return true;
    },
  );
  const view = await world.desk.product("inputs", session);
  assert.equal(view.documents[0]!.inputs[0]!.suggested, "12481009980");
});

Deno.test("submit() asks for the VAT consent only where the list has such a document", async () => {
  await using world = await submissionWorld();
  await world.addProduct("vat", ["vat-tax-base"]);
  const session = world.auth.logIn();
  const consents = ALL_CONSENTS.filter(({ kind }) => kind !== "vatData");
  await world.submit(session, { consents });
  await assert.rejects(
    world.submit(session, { productSlug: "vat", consents }),
    (error) => error instanceof ConsentMissingError && error.kinds.join() === "vatData",
  );
  await assert.rejects(
    world.submit(session, { consents: consents.map((one) => ({ ...one, version: 9 })) }),
    ConsentMissingError,
  );
});

Deno.test("submit() with the same key is one submission, with another input a conflict", async () => {
  await using world = await submissionWorld();
  await world.addProduct("two", ["business-registration", "vat-tax-base"]);
  const session = world.auth.logIn();
  const first = await world.submit(session, { idempotencyKey: "once" });
  assert.equal(await world.submit(session, { idempotencyKey: "once" }), first);
  await assert.rejects(
    world.submit(session, { idempotencyKey: "once", productSlug: "two" }),
    { name: "IdempotencyConflictError" },
  );
  await world.settle();
  assert.equal(world.agency.requests.length, 1);
});

Deno.test("submit() refuses a bundle of another session or another certificate", async () => {
  await using world = await submissionWorld();
  const session = world.auth.logIn();
  const other = world.auth.logIn();
  await assert.rejects(
    world.submit(session, { sealedBundle: world.auth.seal(other) }),
    BundleInvalidError,
  );
  const strange = world.auth.seal(session, {
    kind: "certificate",
    certFile: "MAMCAQI=",
    keyFile: "MAA=",
    certPassword: "c2Vh",
  });
  await assert.rejects(world.submit(session, { sealedBundle: strange }), BundleInvalidError);
});

Deno.test("submit() refuses documents that are not the product's or not for the certificate", async () => {
  await using world = await submissionWorld();
  await world.addProduct("income", ["income-proof"]);
  const byBusiness = world.auth.logIn({ submitterType: "proprietorByBusiness" });
  const { documents: [income] } = await world.desk.product("income", byBusiness);
  assert.equal(income!.unavailableReason, "대표자 인증서로 로그인하시면 발급할 수 있습니다.");
  await assert.rejects(
    world.submit(byBusiness, { productSlug: "income" }),
    DocumentUnavailableError,
  );
  await assert.rejects(
    world.submit(world.auth.logIn(), {
      documents: [{ documentCode: "resident-register", inputs: {} }],
    }),
    DocumentUnavailableError,
  );
});

Deno.test("what the agencies need is sealed, ends with the submission, and is nowhere in clear", async () => {
  await using world = await submissionWorld();
  const { db } = world.kernel.database;
  world.agency.answer(() => failed("agencyDown"));
  const session = world.auth.logIn();
  await world.submit(session);
  const bundles = async () => {
    const { rows } = await sql<{ sealed: string }>`select sealed from submission.bundle`.execute(
      db,
    );
    return rows.map(({ sealed }) => sealed);
  };
  const [sealed] = await bundles();
  assert.ok(sealed!.startsWith("v1.") && !sealed!.includes("certPassword"));
  await world.settle();
  assert.equal((await bundles()).length, 1, "an item still needs it");
  world.agency.answer(() => issued());
  for (let round = 0; round < 3; round++) {
    world.test.clock.advance(60_000);
    await world.settle();
  }
  assert.deepEqual(await bundles(), []);
});

Deno.test("another person's submission is not found, whatever is asked of it", async () => {
  await using world = await submissionWorld();
  const owner = world.auth.logIn();
  const submissionId = await world.submit(owner);
  await world.settle();
  const itemId = (await world.item(owner, submissionId)).id;
  const stranger = world.auth.logIn();
  const { desk } = world;
  await assert.rejects(desk.view(stranger, submissionId), { name: "SubmissionNotFoundError" });
  await assert.rejects(desk.version(stranger, submissionId), { name: "SubmissionNotFoundError" });
  await assert.rejects(
    desk.download(stranger, { submissionId, itemId, address: "" }),
    { name: "ItemNotFoundError" },
  );
  await assert.rejects(
    desk.upload(stranger, {
      submissionId,
      itemId,
      pdf: smallPdf(),
      verificationNumber: "1234-5678",
    }),
    { name: "ItemNotFoundError" },
  );
  await assert.rejects(
    desk.reissue(stranger, {
      submissionId,
      itemIds: [itemId],
      sealedBundle: world.auth.seal(stranger),
      idempotencyKey: "k",
    }),
    { name: "SubmissionNotFoundError" },
  );
  assert.deepEqual((await desk.history(stranger, { limit: 10 })).rows, []);
  assert.equal((await desk.history(owner, { limit: 10 })).rows.length, 1);
});

Deno.test("a wrong period is corrected and issued again; the old attempt stays in the history", async () => {
  await using world = await submissionWorld();
  await world.addProduct("vat", ["vat-tax-base"]);
  world.agency.answer(() => failed("nothingFiled", { code: "CF-13025" }), () => issued());
  const session = world.auth.logIn();
  const submissionId = await world.submit(session, { productSlug: "vat" });
  await world.settle();
  const item = await world.item(session, submissionId);
  assert.equal(item.failure?.class, "nothingFiled");
  assert.ok(item.periodChoice!.options.length > 4);
  const version = await world.desk.version(session, submissionId);
  await assert.rejects(
    world.desk.reissue(session, {
      submissionId,
      itemIds: [item.id],
      period: { from: "202401", to: "202407" },
      idempotencyKey: "no-bundle",
    }),
    { name: "BundleNeededError" },
  );
  await world.desk.reissue(session, {
    submissionId,
    itemIds: [item.id],
    period: { from: "202401", to: "202407" },
    sealedBundle: world.auth.seal(session),
    idempotencyKey: "corrected",
  });
  assert.notEqual(await world.desk.version(session, submissionId), version);
  await world.settle();
  const after = await world.item(session, submissionId);
  assert.deepEqual([after.state, after.period?.label], ["delivered", "2024년 1기 ~ 2024년 2기"]);
  assert.equal(world.agency.requests.at(-1)?.periodFrom, "202401");
  await assert.rejects(
    world.desk.reissue(session, {
      submissionId,
      itemIds: [item.id],
      sealedBundle: world.auth.seal(session),
      idempotencyKey: "twice",
    }),
    { name: "ItemStateError" },
  );
});

Deno.test("the person's own file is the last source, with the issuer's verification number", async () => {
  await using world = await submissionWorld();
  world.agency.answer(() => failed("notEntitled"));
  const session = world.auth.logIn();
  const submissionId = await world.submit(session);
  await world.settle();
  const failedItem = await world.item(session, submissionId);
  assert.deepEqual([failedItem.canReissue, failedItem.canUpload], [false, true]);
  const input = { submissionId, itemId: failedItem.id, pdf: smallPdf(2) };
  await assert.rejects(
    world.desk.upload(session, { ...input, verificationNumber: " " }),
    { name: "VerificationNumberError" },
  );
  await assert.rejects(
    world.desk.upload(session, {
      ...input,
      pdf: new Uint8Array(9),
      verificationNumber: "1234-567-890",
    }),
    { name: "PdfRefusedError" },
  );
  await world.desk.upload(session, { ...input, verificationNumber: "1234-567-890" });
  await world.settle();
  const item = await world.item(session, submissionId);
  assert.deepEqual([item.state, item.document?.pageCount], ["delivered", 2]);
  assert.equal((await world.view(session, submissionId)).state, "finished");
});

Deno.test("a tax agent goes on only with a client that the agency knows as theirs", async () => {
  await using world = await submissionWorld();
  const session = world.auth.logIn({ submitterType: "taxAgent" });
  const input = { businessNumber: "124-81-00998", sealedBundle: world.auth.seal(session) };
  assert.deepEqual(await world.desk.checkClient(session, input), { name: "수임상사" });
  world.agency.isClient = false;
  await assert.rejects(world.desk.checkClient(session, input), { name: "ClientNotOursError" });
});
