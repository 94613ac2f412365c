import { accountOutcome, countsTries } from "../banks/account_outcome.ts";
import { accountKey } from "../banks/account_rules.ts";
import type { BookWriter } from "../books.ts";
import { recordBytesOf } from "../file_kind.ts";
import type { House } from "../house.ts";
import {
  addToTotals,
  amountOf,
  type DebitFields,
  debitFields,
  type DebitTotals,
  emptyTotals,
  failedRecord,
  resultHeader,
  resultTrailer,
} from "../layout/debit_record.ts";
import { textOf } from "../layout/fields.ts";
import { readRecords } from "../layout/record_reader.ts";
import { mandateKeyOf } from "../mandates.ts";
import { isLine, type SentFile } from "./exchanged_file.ts";
import { putResult, resultName } from "./result_draft.ts";

interface DebitWork {
  readonly house: House;
  readonly request: SentFile;
  /** Codes that the centre set on arrival, by record number. */
  readonly centreCodes: ReadonlyMap<number, string>;
  readonly totals: DebitTotals;
  readonly failed: Uint8Array[];
  /** Debits of accounts whose tries matter, before this file and with it. */
  readonly tries: Map<string, number>;
  readonly ownTries: Record<string, number>;
}

/** The banks debit a file (EB21, EC21): what they took goes into the books, what failed into the result. */
export async function workOnDebits(house: House, request: SentFile): Promise<void> {
  const { store, books } = house;
  const errors = store.errorsOf(request.id);
  const work: DebitWork = {
    house,
    request,
    centreCodes: new Map(errors.map(({ recordNumber, code }) => [recordNumber, code])),
    totals: emptyTotals(),
    failed: [],
    tries: triesSoFar(house),
    ownTries: {},
  };
  // After a stop in the middle the book of this file may stand already: it counts, and is not written again.
  const writer = books.has(request.id) ? undefined : books.write(request.id);
  const header = await debitAll(work, writer);
  writer?.close();
  putResult(house, request, {
    header: resultHeader(header, resultName(request)),
    records: work.failed,
    trailer: resultTrailer({
      institution: request.institution,
      name: resultName(request),
      totals: work.totals,
      centreErrorCount: isLine(request.place) ? 0 : errors.length,
    }),
    totalWon: Number(work.totals.fullSumWon + work.totals.partialSumWon),
  });
  store.put({ ...request, workedAt: house.context.now().toISOString(), tries: work.ownTries });
}

async function debitAll(work: DebitWork, writer: BookWriter | undefined): Promise<Uint8Array> {
  const { request, house } = work;
  const lastNumber = request.recordCount + 1;
  let header = new Uint8Array();
  let number = 0;
  for await (
    const record of readRecords(house.store.pathOf(request.id), recordBytesOf(request.kind))
  ) {
    if (number === 0) header = record.slice();
    else if (number < lastNumber) debitOne(work, { record, number, writer });
    number++;
  }
  return header;
}

function debitOne(
  work: DebitWork,
  { record, number, writer }: {
    readonly record: Uint8Array;
    readonly number: number;
    readonly writer: BookWriter | undefined;
  },
): void {
  const { request } = work;
  const centreCode = work.centreCodes.get(number);
  // The clearing house tells its own refusals elsewhere; a bank has only the result.
  if (centreCode !== undefined && !isLine(request.place)) return;
  const fields = debitFields(textOf(record));
  const code = centreCode ?? bankCode(work, fields);
  if (code !== undefined) {
    addToTotals(work.totals, fields);
    work.failed.push(failedRecord(record, code));
    return;
  }
  writer?.take({
    file: request.id,
    sequence: Number(fields.sequence),
    institution: request.institution,
    payerNumber: fields.payerNumber.trimEnd(),
    bank: fields.bank,
    account: fields.account.trimEnd(),
    amountWon: amountOf(fields),
    debitDay: request.day,
  });
}

function bankCode(work: DebitWork, fields: DebitFields): string | undefined {
  const { rules } = work.house;
  const account = fields.account.trimEnd();
  const rule = rules.find(fields.bank, account);
  const key = accountKey(fields.bank, account);
  const tryNumber = (work.tries.get(key) ?? 0) + 1;
  if (countsTries(account, rule)) {
    work.tries.set(key, tryNumber);
    work.ownTries[key] = (work.ownTries[key] ?? 0) + 1;
  }
  const holderNumber = fields.holderNumber.trimEnd();
  return mandateCode(work.house, fields) ??
    accountOutcome({ stage: "debit", account, holderNumber, tryNumber, rule });
}

/** What a bank says that has no mandate, or whose mandate has ended. */
function mandateCode(house: House, fields: DebitFields): string | undefined {
  const mandate = house.mandates.find(mandateKeyOf(fields));
  if (mandate?.state === "active") return undefined;
  if (mandate?.state === "ended") return mandate.endCode ?? "0017";
  return house.settings.current.demandingBanks.includes(fields.bank) ? "0017" : undefined;
}

function triesSoFar({ store }: House): Map<string, number> {
  const tries = new Map<string, number>();
  for (const file of store.list()) {
    if (file.direction !== "sent") continue;
    for (const [account, count] of Object.entries(file.tries ?? {})) {
      tries.set(account, (tries.get(account) ?? 0) + count);
    }
  }
  return tries;
}
