import assert from "node:assert/strict";
import fc from "fast-check";
import type { ByteSource, FileIdentity, RegistrationFileKind } from "./file_types.ts";
import { createRegistrationFileWriter } from "./registration_file_writer.ts";
import { readRegistrationFile } from "./registration_file_reader.ts";
import type { RegistrationRecord } from "./registration_types.ts";
import {
  APPLICATION,
  applications,
  chunkLengths,
  DATE,
  finish,
  inChunks,
  INSTITUTION,
} from "./testing_values.ts";

const EB11 = { kind: "EB11", institutionCode: INSTITUTION, date: DATE } as const;
const EB13 = { ...EB11, kind: "EB13" } as const;
const EB14 = { ...EB11, kind: "EB14" } as const;
const REJECTION = { ...APPLICATION, accepted: false, code: "0012" } as const;

async function readAll(bytes: ByteSource, identity: FileIdentity<RegistrationFileKind>) {
  const reading = readRegistrationFile(bytes, identity);
  const records: RegistrationRecord[] = [];
  for await (const record of reading) records.push(record);
  return { records, summary: reading.summary() };
}

Deno.test("readRegistrationFile gives back what was written, cut anywhere", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(applications, { maxLength: 9 }), chunkLengths, async (all, cuts) => {
      const bytes = finish(createRegistrationFileWriter(EB11), all);
      const { records, summary } = await readAll(inChunks(bytes, cuts), EB11);
      assert.deepEqual(
        records,
        all.map((one, index) => ({ ...one, sequence: index + 1, outcome: undefined })),
      );
      assert.equal(summary.totals.recordCount, all.length);
    }),
  );
});

Deno.test("the writer numbers applications by itself and counts them by kind", () => {
  const writer = createRegistrationFileWriter(EB13);
  assert.equal(writer.record(APPLICATION), 1);
  assert.equal(writer.record({ ...APPLICATION, applicationKind: "cancel" }), 2);
  const { totals } = writer.trailer();
  assert.deepEqual(totals, { recordCount: 2, newCount: 1, cancelCount: 1, forcedCancelCount: 0 });
  assert.throws(() => writer.record(APPLICATION), TypeError);
  assert.throws(() => writer.trailer(), TypeError);
});

Deno.test("a refused application is not in the file", async () => {
  const writer = createRegistrationFileWriter(EB13);
  assert.throws(() => writer.record({ ...APPLICATION, accountNumber: "" }));
  const { records } = await readAll(finish(writer, [APPLICATION]), EB13);
  assert.deepEqual(records.map(({ sequence }) => sequence), [1]);
});

Deno.test("answers keep the numbers of their applications, which must rise", async () => {
  const writer = createRegistrationFileWriter(EB14);
  const bytes = finish(writer, [{ ...REJECTION, sequence: 4 }, { ...REJECTION, sequence: 9 }]);
  const { records } = await readAll(bytes, EB14);
  assert.deepEqual(records.map(({ sequence }) => sequence), [4, 9]);
  const other = createRegistrationFileWriter(EB14);
  other.record({ ...REJECTION, sequence: 4 });
  assert.throws(() => other.record({ ...REJECTION, sequence: 4 }), {
    name: "FieldRefusedError",
    field: "sequence",
  });
});

Deno.test("applications out of turn and answers twice are refused when read", async () => {
  const asked = finish(createRegistrationFileWriter(EB11), [APPLICATION, APPLICATION]);
  asked[2 * 120 + 8] = 0x33;
  await assert.rejects(readAll(asked, EB11), { field: "sequence", value: "00000003" });
  const answers = [{ ...REJECTION, sequence: 4 }, { ...REJECTION, sequence: 9 }];
  const answered = finish(createRegistrationFileWriter(EB14), answers);
  answered[2 * 120 + 8] = 0x34;
  await assert.rejects(readAll(answered, EB14), { field: "sequence", value: "00000004" });
});
