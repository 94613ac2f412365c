import assert from "node:assert/strict";
import { readDebitFile } from "../debit_file_reader.ts";
import { createDebitFileWriter } from "../debit_file_writer.ts";
import { createDebitResultFileWriter } from "../debit_result_file_writer.ts";
import { readDebitResultFile } from "../debit_result_reader.ts";
import type { FieldRefusedError } from "../file_errors.ts";
import { readEvidenceFile } from "../evidence_file_reader.ts";
import { createEvidenceFileWriter } from "../evidence_file_writer.ts";
import type {
  DebitFileKind,
  DebitResultFileKind,
  FileIdentity,
  FileKind,
  RegistrationFileKind,
} from "../file_types.ts";
import { readRegistrationFile } from "../registration_file_reader.ts";
import { createRegistrationFileWriter } from "../registration_file_writer.ts";
import { finish } from "../testing_values.ts";
import { verifyDebitResultFile } from "../verify_debit_result_file.ts";
import {
  evidenceForPeer,
  type PeerContent,
  type PeerRecord,
  registrationForPeer,
  requestForPeer,
  resultForPeer,
} from "./peer_records.ts";

/** Reads a file and compares what is in it with what its maker says; then writes it again. */
export async function compareFile(
  kind: FileKind,
  bytes: Uint8Array,
  { header, records, trailer }: PeerContent,
): Promise<void> {
  const identity = identityOf(kind, header);
  const { seen, written } = await READERS[kind]({ kind, bytes, identity, trailer });
  assert.deepEqual(seen.map((record, at) => pick(record, records[at] ?? {})), records.map(sorted));
  if (written !== undefined) assert.deepEqual(written, new Uint8Array(bytes));
}

/** Which file it is, by its header as the peer prints it. */
export function identityOf(kind: FileKind, header: PeerRecord): FileIdentity {
  const text = String(header["date"]).slice(-6);
  const date = `20${text.slice(0, 2)}-${text.slice(2, 4)}-${text.slice(4)}`;
  return { kind, institutionCode: String(header["institution"]), date };
}

interface Task {
  readonly kind: FileKind;
  readonly bytes: Uint8Array;
  readonly identity: FileIdentity;
  readonly trailer: PeerRecord;
}

interface Outcome {
  readonly seen: PeerRecord[];
  /** Undefined where the peer's random file is none that we would send. */
  readonly written: Uint8Array | undefined;
}

const READERS: Readonly<Record<FileKind, (task: Task) => Promise<Outcome>>> = {
  EB11: readRegistrations,
  EB12: readRegistrations,
  EB13: readRegistrations,
  EB14: readRegistrations,
  EB21: readRequests,
  EC21: readRequests,
  EB22: readResults,
  EC22: readResults,
  EI13: readEvidence,
};

async function readRegistrations({ kind, bytes, identity }: Task): Promise<Outcome> {
  const file = { ...identity, kind: kind as RegistrationFileKind };
  const records = await Array.fromAsync(readRegistrationFile(bytes, file));
  const seen = records.map(registrationForPeer);
  const answers = records.map((record) => ({ ...record, ...record.outcome! }));
  const writer = createRegistrationFileWriter({ ...identity, kind: kind as "EB12" });
  try {
    return { seen, written: finish(writer, answers) };
  } catch (error) {
    // Half account moves, which the peer makes at random, never leave us.
    if (kind !== "EB13" || (error as FieldRefusedError).field !== "handlingBranch") throw error;
    return { seen, written: undefined };
  }
}

async function readRequests({ kind, bytes, identity }: Task): Promise<Outcome> {
  const reading = readDebitFile(bytes, { ...identity, kind: kind as DebitFileKind });
  const records = await Array.fromAsync(reading);
  const { totals: _, date, ...options } = reading.summary();
  const writer = createDebitFileWriter({ ...options, debitDate: date });
  return { seen: records.map(requestForPeer), written: finish(writer, records) };
}

async function readResults({ kind, bytes, identity, trailer }: Task): Promise<Outcome> {
  const file = { ...identity, kind: kind as DebitResultFileKind };
  const reading = readDebitResultFile(bytes, file);
  const records = await Array.fromAsync(reading);
  const summary = reading.summary();
  assert.deepEqual(await verifyDebitResultFile(bytes, file), summary);
  const { totals, collectingBank, collectingAccount, date, ...rest } = summary;
  assert.equal(totals.centreErrorCount, trailer["centre_errors"]);
  const writer = createDebitResultFileWriter({
    ...rest,
    ...totals,
    collectingBank,
    collectingAccount,
    debitDate: date,
  });
  return { seen: records.map(resultForPeer), written: finish(writer, records) };
}

async function readEvidence({ bytes, identity }: Task): Promise<Outcome> {
  const file = { ...identity, kind: "EI13" } as const;
  const records = await Array.fromAsync(readEvidenceFile(bytes, file));
  const writer = createEvidenceFileWriter({ ...file, evidenceCount: records.length });
  return { seen: records.map(evidenceForPeer), written: finish(writer, records) };
}

/** The fields of a record that another one has, by their names. */
function pick(record: PeerRecord, other: PeerRecord): PeerRecord {
  return sorted(Object.fromEntries(Object.keys(other).map((name) => [name, record[name]!])));
}

function sorted(record: PeerRecord): PeerRecord {
  return Object.fromEntries(Object.entries(record).toSorted());
}
