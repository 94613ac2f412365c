import assert from "node:assert/strict";
import { readDebitFile } from "./debit_file_reader.ts";
import { readDebitResultFile } from "./debit_result_reader.ts";
import { readEvidenceFile } from "./evidence_file_reader.ts";
import { recordFileName } from "./file_names.ts";
import type { FileKind } from "./file_types.ts";
import { compareFile } from "./peer/compare_file.ts";
import type { PeerContent } from "./peer/peer_records.ts";
import { readRegistrationFile } from "./registration_file_reader.ts";
import { DATE, INSTITUTION } from "./testing_values.ts";
import { verifyDebitResultFile } from "./verify_debit_result_file.ts";

const SAMPLES = new URL("./testdata/", import.meta.url);
const BROKEN = new URL("./testdata/broken/", import.meta.url);

const names = [...Deno.readDirSync(SAMPLES)].map(({ name }) => name)
  .filter((name) => name.endsWith(".dat")).toSorted();

Deno.test("there are samples of every kind of file", () => {
  const kinds = new Set(names.map((name) => name.slice(0, 4)));
  assert.deepEqual(
    [...kinds],
    ["EB11", "EB12", "EB13", "EB14", "EB21", "EB22", "EC21", "EC22", "EI13"],
  );
});

for (const name of names) {
  Deno.test(`sample ${name} is read, and written again byte for byte`, async () => {
    const bytes = Deno.readFileSync(new URL(name, SAMPLES));
    const text = Deno.readTextFileSync(new URL(name.replace(".dat", ".json"), SAMPLES));
    const content: PeerContent = JSON.parse(text);
    await compareFile(name.slice(0, 4) as FileKind, bytes, content);
  });
}

interface Expected {
  readonly name: string;
  readonly kind: "EB14" | "EB21" | "EB22" | "EI13";
  readonly error: string;
  readonly record?: number;
  readonly field: string | null;
  readonly value?: string | null;
}

const expected: readonly Expected[] = JSON.parse(
  Deno.readTextFileSync(new URL("expected.json", BROKEN)),
);

for (const { name, kind, error, record, field, value } of expected) {
  const told = field === null ? error : `${error} at record ${record}, field ${field}`;
  Deno.test(`broken sample ${name} of ${kind} is refused: ${told}`, async () => {
    const bytes = Deno.readFileSync(new URL(`${name}.dat`, BROKEN));
    const identity = { institutionCode: INSTITUTION, date: DATE };
    const place = field === null ? {} : { field, recordNumber: record };
    const shown = typeof value === "string" ? { value } : {};
    const wanted = { name: error, file: recordFileName({ kind, date: DATE }), ...place, ...shown };
    await assert.rejects(readers[kind](bytes, identity), wanted);
  });
}

type Identity = { institutionCode: string; date: string };

const readers = {
  EB14: (bytes: Uint8Array, identity: Identity) =>
    Array.fromAsync(readRegistrationFile(bytes, { ...identity, kind: "EB14" })),
  EB21: (bytes: Uint8Array, identity: Identity) =>
    Array.fromAsync(readDebitFile(bytes, { ...identity, kind: "EB21" })),
  EB22: (bytes: Uint8Array, identity: Identity) =>
    Array.fromAsync(readDebitResultFile(bytes, { ...identity, kind: "EB22" })),
  EI13: (bytes: Uint8Array, identity: Identity) =>
    Array.fromAsync(readEvidenceFile(bytes, { ...identity, kind: "EI13" })),
};

Deno.test("the fast check refuses what the reader refuses, but for fields that it does not need", async () => {
  const unneeded = new Set(["accountNumber", "passbookText"]);
  for (const { name, kind, error, field } of expected) {
    if (kind !== "EB22" || unneeded.has(field ?? "")) continue;
    const bytes = Deno.readFileSync(new URL(`${name}.dat`, BROKEN));
    const identity = { kind, institutionCode: INSTITUTION, date: DATE };
    await assert.rejects(verifyDebitResultFile(bytes, identity), { name: error }, name);
  }
});
