import assert from "node:assert/strict";
import fc from "fast-check";
import { createDebitFileWriter } from "../debit_file_writer.ts";
import { createDebitResultFileWriter } from "../debit_result_file_writer.ts";
import { eucKrTables } from "../euc_kr.ts";
import { createEvidenceFileWriter } from "../evidence_file_writer.ts";
import { createRegistrationFileWriter } from "../registration_file_writer.ts";
import {
  applications,
  COLLECTING,
  DATE,
  evidences,
  finish,
  INSTITUTION,
  REQUEST,
  requests,
  resultLists,
} from "../testing_values.ts";
import {
  evidenceForPeer,
  type PeerFile,
  type PeerRecord,
  registrationForPeer,
  requestForPeer,
  resultForPeer,
} from "./peer_records.ts";
import { hasPython, runPython } from "./python.ts";

const IDENTITY = { institutionCode: INSTITUTION, date: DATE };
const FILES_PER_KIND = 8;
const DEBIT = { institutionCode: INSTITUTION, debitDate: DATE, ...COLLECTING };
const RESULT = {
  ...DEBIT,
  centreErrorCount: 3,
  debitBankFeesWon: 1200n,
  creditBankFeesWon: 7n,
};

interface Written {
  readonly kind: string;
  readonly bytes: Uint8Array;
  readonly records: readonly PeerRecord[];
}

/** Lets the peer read the files and compares every record. */
async function assertPeerReads(files: readonly Written[]): Promise<PeerFile[]> {
  const folder = await Deno.makeTempDir();
  try {
    const args = files.map(({ kind, bytes }, index) => {
      Deno.writeFileSync(`${folder}/${index}`, bytes);
      return `${kind}:${folder}/${index}`;
    });
    const read: PeerFile[] = JSON.parse(await runPython("read_records.py", ...args));
    for (const [index, { kind, records }] of files.entries()) {
      const { header, records: seen } = read[index]!;
      assert.equal(header["institution"], INSTITUTION);
      assert.equal(header["date"], kind === "EI13" ? "20261120" : "261120");
      assert.deepEqual(seen.map((record, at) => pick(record, records[at] ?? {})), records);
    }
    return read;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The fields of a record that another one has, so that what all records share is left out. */
function pick(record: PeerRecord, other: PeerRecord): PeerRecord {
  return Object.fromEntries(Object.keys(other).map((name) => [name, record[name]!]));
}

function samplesOf<Item>(arbitrary: fc.Arbitrary<Item>): Item[][] {
  return fc.sample(fc.array(arbitrary, { maxLength: 30 }), FILES_PER_KIND);
}

const numbered = <Item>(all: readonly Item[]) =>
  all.map((one, index) => ({ ...one, sequence: index + 1 }));

Deno.test({
  name: "Python cuts EB11 and EB13 as we wrote them",
  ignore: !hasPython,
  async fn() {
    for (const kind of ["EB11", "EB13"] as const) {
      await assertPeerReads(
        samplesOf(applications).map((all) => ({
          kind,
          bytes: finish(createRegistrationFileWriter({ ...IDENTITY, kind }), all),
          records: numbered(all).map(registrationForPeer),
        })),
      );
    }
  },
});

Deno.test({
  name: "Python cuts EB12 and EB14 as we wrote them",
  ignore: !hasPython,
  async fn() {
    for (const kind of ["EB12", "EB14"] as const) {
      await assertPeerReads(
        samplesOf(applications).map((all) => {
          const answers = all.map((one, index) => {
            const isOdd = index % 2 === 1;
            const reason = kind === "EB12" ? "A013" : "A016";
            const outcome = { accepted: isOdd, code: isOdd ? "0000" : reason } as const;
            return { ...one, ...outcome, sequence: 3 * index + 1, outcome };
          });
          return {
            kind,
            bytes: finish(createRegistrationFileWriter({ ...IDENTITY, kind }), answers),
            records: answers.map(registrationForPeer),
          };
        }),
      );
    }
  },
});

Deno.test({
  name: "Python cuts EB21 and EC21 as we wrote them",
  ignore: !hasPython,
  async fn() {
    for (const kind of ["EB21", "EC21"] as const) {
      const [first] = await assertPeerReads(
        samplesOf(requests).map((all) => ({
          kind,
          bytes: finish(createDebitFileWriter({ ...DEBIT, kind }), all),
          records: numbered(all).map(requestForPeer),
        })),
      );
      assert.equal(first!.header["collecting_account"], COLLECTING.collectingAccount);
      assert.equal(first!.header["collecting_bank"], COLLECTING.collectingBank);
    }
  },
});

Deno.test({
  name: "Python cuts EB22 and EC22 as we wrote them",
  ignore: !hasPython,
  async fn() {
    for (const kind of ["EB22", "EC22"] as const) {
      const [first] = await assertPeerReads(
        fc.sample(resultLists, FILES_PER_KIND).map((all) => ({
          kind,
          bytes: finish(createDebitResultFileWriter({ ...RESULT, kind }), all),
          records: all.map(resultForPeer),
        })),
      );
      const { centre_errors, debit_bank_fees, credit_bank_fees } = first!.trailer;
      assert.deepEqual([centre_errors, debit_bank_fees, credit_bank_fees], [3, 1200, 7]);
    }
  },
});

Deno.test({
  name: "Python cuts EI13 as we wrote it",
  ignore: !hasPython,
  async fn() {
    await assertPeerReads(
      samplesOf(evidences).map((all) => ({
        kind: "EI13",
        bytes: finish(
          createEvidenceFileWriter({ ...IDENTITY, kind: "EI13", evidenceCount: all.length }),
          all,
        ),
        records: numbered(all).map(evidenceForPeer),
      })),
    );
  },
});

Deno.test({
  name: "Python's euc_kr reads every character that we can write",
  ignore: !hasPython,
  async fn() {
    const { codeOfUnit } = eucKrTables();
    const characters = Array.from(codeOfUnit.keys()).filter((unit) => codeOfUnit[unit] !== 0)
      .map((unit) => String.fromCharCode(unit));
    const texts: string[] = [];
    // A space of either width at the end would be taken for filling.
    for (let at = 0; at < characters.length; at += 7) {
      texts.push(characters.slice(at, at + 7).join("") + "끝");
    }
    const all = texts.map((passbookText) => ({ ...REQUEST, passbookText }));
    await assertPeerReads([{
      kind: "EB21",
      bytes: finish(createDebitFileWriter({ ...DEBIT, kind: "EB21" }), all),
      records: numbered(all).map(requestForPeer),
    }]);
  },
});
