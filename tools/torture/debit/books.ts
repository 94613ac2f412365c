import type { App } from "../../../compose.ts";
import { rowsOf } from "../rows.ts";
import { readRefusals, type RefusalFacts } from "./answers.ts";
import type { DebitWorld } from "./debit_world.ts";
import { type PayerFact, readPayers } from "./payer_facts.ts";

/** What the banks wrote down, and what we did, each from its own records. */
export interface DebitHistory extends RefusalFacts {
  /** Money that a bank took, by file, sequence, payer and amount. */
  readonly taken: readonly string[];
  /** The same of the orders that we hold for collected. */
  readonly collected: readonly string[];
  readonly takenWon: bigint;
  /** Payers whom the banks' own books show more than once in a month. */
  readonly doubledPayers: readonly string[];
  readonly payers: readonly PayerFact[];
  /** How often one account was debited more than once by one file. */
  readonly twiceInFileCount: number;
  readonly orders: readonly OrderFact[];
  readonly charges: readonly ChargeFact[];
  readonly ourFiles: readonly OurFileFact[];
  readonly theirFiles: readonly TheirFileFact[];
  readonly unendedRegistrations: number;
  /** Debits that went into a file after the banks had said that there is no mandate (any more). */
  readonly debitedAfterEnd: readonly string[];
  readonly merchants: readonly MerchantFact[];
  readonly transitWon: bigint;
}

export interface OrderFact {
  readonly id: string;
  readonly state: string;
  readonly code: string | null;
}

export interface ChargeFact {
  readonly id: string;
  readonly amountWon: bigint;
  readonly debitedWon: bigint;
  readonly cashWon: bigint;
  readonly collectedCount: number;
}

export interface OurFileFact {
  readonly id: string;
  /** "088 EB21 2026-12-15": place, kind and day. */
  readonly name: string;
  readonly kind: string;
  readonly state: string;
  readonly recordCount: number;
  readonly byteCount: number;
  readonly appliedCount: number;
  readonly failedCount: number;
}

export interface TheirFileFact {
  readonly name: string;
  readonly isTaken: boolean;
  readonly recordCount: number;
  readonly byteCount: number;
  /** Records that the centre refused, as far as the answer does not name them. */
  readonly errorCount: number;
}

export interface MerchantFact {
  readonly id: string;
  readonly collectedWon: bigint;
  readonly postedWon: bigint;
  readonly payableWon: bigint;
  readonly settledWon: bigint;
  /** What was asked of the payers' side and did not go back to it. */
  readonly drawnWon: bigint;
}

interface Book {
  readonly totals: { readonly amountWon: number };
  readonly doubled: readonly { payerNumber: string; month: string; count: number }[];
  readonly entries: readonly BookEntry[];
  readonly leftOutCount: number;
}

export interface BookEntry {
  readonly file: string;
  readonly sequence: number;
  readonly payerNumber: string;
  readonly bank: string;
  readonly account: string;
  readonly amountWon: number;
  readonly debitDay: string;
}

/** A file as the banks list it. */
export interface ListedFile {
  readonly name: string;
  readonly place: string;
  readonly direction: "sent" | "result";
  readonly kind: string;
  readonly transactionDate: string;
  readonly recordCount: number;
  readonly errorCount: number;
  readonly sizeBytes: number;
  readonly status: number;
}

/** Partly taken, taken and done. */
const TAKEN_STATUSES: readonly number[] = [3, 5, 6];

export async function gatherBooks(world: DebitWorld): Promise<DebitHistory> {
  const { app, outside, institutionCode } = world;
  const book = await outside.get<Book>("/sandbox/clearing/books");
  const { files } = await outside.get<{ files: ListedFile[] }>("/sandbox/clearing/files");
  if (book.leftOutCount > 0) throw new Error("Cannot compare: the banks' book is too long");
  const sent = files.filter(({ direction }) => direction === "sent");
  const nameOf = (file: ListedFile) => `${file.place} ${file.kind} ${file.transactionDate}`;
  const names = new Map(sent.map((file) => [file.name, nameOf(file)]));
  const place = `case f.rail when 'clearingHouse' then '${institutionCode}' else f.bank_code end`;
  const fileName = `${place} || ' ' || f.kind || ' ' || f.business_date`;
  const collected = await rowsOf<{ line: string }>(
    app,
    `select ${fileName} || ' ' || o.sequence || ' ' || o.payer_number || ' ' || o.amount_won as line
     from debit.debit_order o join debit.file f on f.id = o.file_id where o.state = 'collected'`,
  );
  return {
    taken: book.entries.map(({ file, sequence, payerNumber, amountWon }) =>
      `${names.get(file) ?? file} ${sequence} ${payerNumber} ${amountWon}`
    ),
    collected: collected.map(({ line }) => line),
    takenWon: BigInt(book.totals.amountWon),
    doubledPayers: book.doubled.map(({ payerNumber, month, count }) =>
      `${payerNumber} ${count} times in ${month}`
    ),
    payers: await readPayers(app, book.entries),
    twiceInFileCount: twiceInFile(book.entries),
    ...await readRefusals(world, { files, fileName }),
    ourFiles: await readOurFiles(app, fileName),
    theirFiles: sent.map((file) => ({
      name: nameOf(file),
      isTaken: TAKEN_STATUSES.includes(file.status),
      recordCount: file.recordCount,
      byteCount: file.sizeBytes,
      // A bank by itself, and the answer to applications, name what was refused on arrival.
      errorCount: file.kind === "EB13" || file.place !== institutionCode ? 0 : file.errorCount,
    })),
    ...await readOrders(app),
    debitedAfterEnd: await readDebitedAfterEnd(app, fileName),
    ...await readMoney(app),
  };
}

function twiceInFile(entries: readonly BookEntry[]): number {
  const accounts = entries.map(({ file, bank, account }) => `${file} ${bank} ${account}`);
  return accounts.length - new Set(accounts).size;
}

async function readOurFiles(app: App, fileName: string): Promise<OurFileFact[]> {
  return await rowsOf<OurFileFact>(
    app,
    `select f.id::text, ${fileName} as name, f.kind, f.state, f.record_count as "recordCount",
       coalesce(f.byte_count, 0)::int as "byteCount",
       (select count(*)::int from debit.result_file r where r.file_id = f.id and r.state = 'applied')
         as "appliedCount",
       ((select count(*) from debit.debit_order o where o.file_id = f.id and o.state = 'failed')
         + (select count(*) from debit.registration r where r.file_id = f.id and r.state = 'failed')
       )::int as "failedCount"
     from debit.file f`,
  );
}

async function readOrders(
  app: App,
): Promise<Pick<DebitHistory, "orders" | "charges" | "unendedRegistrations">> {
  const [registrations] = await rowsOf<{ count: number }>(
    app,
    `select count(*)::int as count from debit.registration where state in ('waiting', 'sent')`,
  );
  return {
    orders: await rowsOf<OrderFact>(app, `select id::text, state, code from debit.debit_order`),
    charges: await rowsOf<ChargeFact>(
      app,
      `select charge_id::text as id, amount_won as "amountWon", debited_won as "debitedWon",
         cash_won as "cashWon", (
           select count(*)::int from debit.debit_order o
           where o.merchant_id = s.merchant_id and o.state = 'collected' and (
             o.charge_id = s.charge_id or exists (
               select from debit.order_arrears a
               where a.merchant_id = o.merchant_id and a.order_id = o.id
                 and a.charge_id = s.charge_id
             )
           )
         ) as "collectedCount"
       from debit.charge_standing s`,
    ),
    unendedRegistrations: registrations?.count ?? 0,
  };
}

/** Within the hour a file may be built beside the answer; a registration since then would count. */
async function readDebitedAfterEnd(app: App, fileName: string): Promise<string[]> {
  const rows = await rowsOf<{ line: string }>(
    app,
    `select ${fileName} || ' ' || o.sequence || ' ' || o.payer_number || ' after ' || e.code as line
     from debit.debit_order e
     join debit.debit_order o on o.merchant_id = e.merchant_id
       and o.instruction_id = e.instruction_id and o.account_id = e.account_id
     join debit.file f on f.id = o.file_id and f.built_at > e.resulted_at + interval '1 hour'
     where e.state = 'failed' and e.code in ('0017', '0018', '0019', '0020', '0024')
       and not exists (
         select from debit.registration r
         where r.merchant_id = e.merchant_id and r.instruction_id = e.instruction_id
           and r.account_id = e.account_id and r.kind = 1 and r.state = 'done'
           and r.resulted_at > e.resulted_at
       )`,
  );
  return rows.map(({ line }) => line);
}

async function readMoney(app: App): Promise<Pick<DebitHistory, "merchants" | "transitWon">> {
  const balance = (account: string) =>
    `((select coalesce(sum(amount), 0) from ledger.posting where to_id = ${account})
      - (select coalesce(sum(amount), 0) from ledger.posting where from_id = ${account}))::bigint`;
  const [transit] = await rowsOf<{ won: bigint }>(
    app,
    `select coalesce(sum(${balance("a.id")}), 0)::bigint as won
     from ledger.account a where a.code like 'debit.transit:%'`,
  );
  const merchants = await rowsOf<MerchantFact>(
    app,
    `select m.id::text,
       (select coalesce(sum(amount_won), 0)::bigint from debit.debit_order o
         where o.merchant_id = m.id and o.state = 'collected') as "collectedWon",
       (select coalesce(sum(amount), 0)::bigint from ledger.posting p
         where p.to_id = m.payable_account_id and p.purpose = 'debit.collected') as "postedWon",
       ${balance("m.payable_account_id")} as "payableWon",
       (select coalesce(sum(s.fee_won + s.vat_won
           + case when s.state = 'paid' then s.payout_won else 0 end), 0)::bigint
         from debit.settlement s where s.merchant_id = m.id) as "settledWon",
       ((select coalesce(sum(amount), 0) from ledger.posting
           where from_id = m.receivable_account_id and purpose = 'debit.sent')
         - (select coalesce(sum(amount), 0) from ledger.posting
           where to_id = m.receivable_account_id and purpose = 'debit.returned'))::bigint
         as "drawnWon"
     from debit.merchant m`,
  );
  return { merchants, transitWon: transit?.won ?? 0n };
}
