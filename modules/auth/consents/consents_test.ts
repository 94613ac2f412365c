import assert from "node:assert/strict";
import { testKernel } from "@maru/kernel/testing";
import type { Kernel } from "@maru/kernel";
import { ConsentVersionError } from "../errors.ts";
import { tablesOf } from "../tables.ts";
import { createConsents } from "./consents.ts";

const address = "192.0.2.1";
const modules = ["kernel", "auth"];

async function makeSubmitter(kernel: Kernel): Promise<string> {
  const id = kernel.uuid();
  const now = kernel.clock.now();
  await tablesOf(kernel.database.db).insertInto("submitter").values({
    id,
    submitter_type: "corporation",
    subject_index: "index",
    subject_name: "(주)가람정밀",
    business_number: null,
    submitter_name: "홍길동",
    phone_sealed: "sealed",
    phone_masked: "masked",
    created_at: now,
    last_login_at: now,
  }).execute();
  return id;
}

Deno.test("current() gives the four texts in the order of the page", async () => {
  await using test = await testKernel({ modules });
  const documents = await createConsents(test).current();
  assert.deepEqual(
    documents.map((document) => [document.kind, document.version, document.required]),
    [
      ["service", 1, true],
      ["personalData", 1, true],
      ["provision", 1, true],
      ["vatData", 1, false],
    ],
  );
  for (const kind of ["service", "personalData", "provision"]) {
    const body = documents.find((document) => document.kind === kind)?.body ?? "";
    assert.match(body, /봉인.*30분/s, `${kind} tells of the sealed hand-over`);
  }
});

Deno.test("a new version takes effect at its time, and the old one stays readable", async () => {
  await using test = await testKernel({ modules, now: new Date("2026-11-20T00:00:00Z") });
  const consents = createConsents(test);
  await tablesOf(test.kernel.database.db).insertInto("consent_document").values({
    kind: "service",
    version: 2,
    title: "서비스 이용약관",
    body: "새 약관",
    required: true,
    effective_from: new Date("2026-12-01T00:00:00Z"),
  }).execute();
  assert.equal((await consents.current())[0]?.version, 1);
  test.clock.set(new Date("2026-12-01T00:00:00Z"));
  assert.equal((await consents.current())[0]?.version, 2);
  assert.match((await consents.find("service", 1))?.body ?? "", /이 약관은/);
  assert.equal(await consents.find("service", 3), undefined);
});

Deno.test("record() keeps version, time and place, and refuses an outdated version", async () => {
  await using test = await testKernel({ modules });
  const { kernel } = test;
  const consents = createConsents(test);
  const submitterId = await makeSubmitter(kernel);
  const given = [{ kind: "service", version: 1 }, { kind: "personalData", version: 1 }] as const;
  await kernel.transaction((tx) => consents.record(tx, { submitterId, given, address }));
  assert.deepEqual(
    (await consents.given(submitterId)).map(({ kind, version }) => ({ kind, version })),
    given,
  );
  const outdated = [{ kind: "service", version: 7 }] as const;
  await assert.rejects(
    kernel.transaction((tx) => consents.record(tx, { submitterId, given: outdated, address })),
    ConsentVersionError,
  );
});

Deno.test("nobody can change or remove a consent, not even in the database", async () => {
  await using test = await testKernel({ modules });
  const { kernel } = test;
  const submitterId = await makeSubmitter(kernel);
  const given = [{ kind: "service", version: 1 }] as const;
  await kernel.transaction((tx) =>
    createConsents(test).record(tx, { submitterId, given, address })
  );
  const tables = tablesOf(kernel.database.db);
  await assert.rejects(tables.updateTable("consent").set({ address: "other" }).execute());
  await assert.rejects(tables.deleteFrom("consent").execute());
  await assert.rejects(tables.updateTable("consent_document").set({ body: "other" }).execute());
});
