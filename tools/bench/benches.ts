import type { Result } from "./measure.ts";

/** What a bench is given. */
export interface BenchContext {
  /** A database of its own, empty. */
  readonly databaseUrl: string;
}

/** Our share of the baseline's speed, or the greatest figure of ours that is good. */
export type Aim = { readonly ratioMin: number } | { readonly oursMax: number };

export interface Bench {
  readonly names: readonly string[];
  readonly aims: Readonly<Record<string, Aim>>;
  /** What ours stands beside, in words. */
  readonly baseline: string;
  run(context: BenchContext): Promise<Result[]>;
}

/** Each is loaded when it is run, so that one does not weigh on the memory of another. */
export const ALL_BENCHES: readonly Bench[] = [
  {
    names: ["login-verify"],
    aims: { "login-verify": { ratioMin: 0.5 } },
    baseline: "the one RSA verification in a login whose certificate is known, by node:crypto",
    run: async (context) => await (await import("./login_verify.ts")).benchKnownLogin(context),
  },
  {
    names: ["login-verify-newcomer"],
    aims: {},
    baseline: "the two RSA verifications of a certificate never seen under a known authority",
    run: async (context) => await (await import("./login_verify.ts")).benchNewcomer(context),
  },
  {
    names: ["login-verify-cold"],
    aims: {},
    baseline: "the four RSA verifications where authority and revocation list are new too",
    run: async (context) => await (await import("./login_verify.ts")).benchColdLogin(context),
  },
  {
    names: ["key-open"],
    aims: { "key-open": { oursMax: 150 } },
    baseline:
      "the same key as PBES2 AES-256 with 2,048 rounds, opened by the browser's WebCrypto. " +
      "Both from the start of a fresh worker to the opened key",
    run: async (context) => await (await import("./key_open.ts")).benchKeyOpen(context),
  },
  {
    names: ["pipeline"],
    aims: { pipeline: { ratioMin: 0.4 } },
    baseline:
      "raw pg-boss `work`, 2 workers × batches of 32, fetching on while batches are full, " +
      "each job one INSERT by a pool of 10; jobs added in as many calls as there are clicks. Ours: " +
      "60 people × 10 documents of 5 agencies, a lean CODEF, Solapi and receiver in one process " +
      "beside it, PDFs of 20 kB, 알림톡 at start and end included",
    run: async (context) => await (await import("./pipeline.ts")).benchPipeline(context),
  },
  {
    names: ["pipeline-overhead-p95"],
    aims: { "pipeline-overhead-p95": { oursMax: 100 } },
    baseline: "the same load as two bare requests, agency and receiver. The agency takes 300 ms, " +
      "16 documents a second; from the click to the receiver, less those 300 ms",
    run: async (context) =>
      await (await import("./pipeline_overhead.ts")).benchPipelineOverhead(context),
  },
  {
    names: ["page-50-rows"],
    aims: { "page-50-rows": { ratioMin: 0.15 } },
    baseline: "a bare Hono app that answers the same bytes by hono/html, a template for each " +
      "row and cell, without our middleware",
    run: async (context) => await (await import("./page_rows.ts")).benchPageRows(context),
  },
  {
    names: ["ledger-deduct", "ledger-deduct-in-transaction"],
    aims: { "ledger-deduct": { ratioMin: 0.5 } },
    baseline: "pgbench with the statement that the service sends, 10 clients, 1,000 prepaid " +
      "accounts; in a transaction: with begin and commit around it",
    run: async (context) => await (await import("./ledger_deduct.ts")).benchLedgerDeduct(context),
  },
  {
    names: ["ledger-monthly-run"],
    aims: { "ledger-monthly-run": { ratioMin: 10 } },
    baseline: "the same postings one by one by pgbench, 8 clients. Ours: 1,000,000 bills of " +
      "100,000 payers in one transaction",
    run: async (context) =>
      await (await import("./ledger_monthly_run.ts")).benchLedgerMonthlyRun(context),
  },
  {
    names: ["debit-import"],
    aims: { "debit-import": { ratioMin: 0.4 } },
    baseline:
      "psql `\\copy` of the same file into one table with primary key (merchant, number). " +
      "Ours: 1,000,000 rows of 13 columns, 1 % bad, validated, sealed and written to customers, " +
      "accounts and instructions with all their indexes and references, the file of errors included; " +
      "without the applications at the banks",
    run: async (context) => await (await import("./debit_import.ts")).benchDebitImport(context),
  },
  {
    names: ["debit-eb21"],
    aims: { "debit-eb21": { ratioMin: 0.8 } },
    baseline:
      "psql `COPY (SELECT …) TO STDOUT` of the same columns in the same order into a file, " +
      "account numbers still sealed. Ours: 1,000,000 records opened, checked and written as EB21",
    run: async (context) => await (await import("./debit_eb21.ts")).benchDebitEb21(context),
  },
  {
    names: ["debit-eb22"],
    aims: { "debit-eb22": { ratioMin: 1 } },
    baseline: "mawk (or awk) with LC_ALL=C that sums the amounts of the same records, each on a " +
      "line of its own beforehand. Ours: 1,000,000 failures checked (order, institution, amount, " +
      "flag, code), added up by kind and held against trailer and request",
    run: async (context) => await (await import("./debit_eb22.ts")).benchDebitEb22(context),
  },
  {
    names: ["debit-apply-results"],
    aims: { "debit-apply-results": { ratioMin: 0.3 } },
    baseline:
      "one UPDATE of state, code and time of the same 1,000,000 orders in the same table. " +
      "Ours: EB22 with 10 % failures checked, staged, matched by sequence, payer and amount, all " +
      "orders updated and 900,000 postings made, in one transaction",
    run: async (context) =>
      await (await import("./debit_apply_results.ts")).benchDebitApplyResults(context),
  },
];
