import type { Kernel, Transaction } from "@maru/kernel";
import { type Kysely, sql } from "kysely";
import type { ConsentDocument, Consents } from "../auth.ts";
import { ConsentVersionError } from "../errors.ts";
import { type AuthTables, type ConsentDocumentRow, tablesOf } from "../tables.ts";

/** Terms and consents: the texts are data, and what was agreed to is only ever added. */
export function createConsents({ kernel }: { kernel: Kernel }): Consents {
  return {
    async current() {
      const rows = await currentRows(tablesOf(kernel.database.db), kernel.clock.now());
      return rows.map(describe);
    },
    async find(kind, version) {
      const row = await tablesOf(kernel.database.db).selectFrom("consent_document").selectAll()
        .where("kind", "=", kind).where("version", "=", version).executeTakeFirst();
      return row === undefined ? undefined : describe(row);
    },
    record: (tx, input) => record(kernel, tx, input),
    async given(submitterId) {
      const rows = await tablesOf(kernel.database.db).selectFrom("consent")
        .select(["kind", "version", "at"]).where("submitter_id", "=", submitterId)
        .orderBy("id").execute();
      return rows;
    },
  };
}

async function record(
  kernel: Kernel,
  tx: Transaction,
  input: Parameters<Consents["record"]>[1],
): Promise<void> {
  if (input.given.length === 0) return;
  const tables = tablesOf(tx);
  const now = kernel.clock.now();
  const current = new Map((await currentRows(tables, now)).map((row) => [row.kind, row.version]));
  for (const { kind, version } of input.given) {
    if (current.get(kind) !== version) throw new ConsentVersionError(kind, version);
  }
  await tables.insertInto("consent").values(input.given.map(({ kind, version }) => ({
    submitter_id: input.submitterId,
    id: kernel.uuid(),
    submission_id: input.submissionId ?? null,
    kind,
    version,
    at: now,
    address: input.address,
  }))).execute();
}

/** The newest version of each kind that is in force. */
async function currentRows(tables: Kysely<AuthTables>, now: Date): Promise<ConsentDocumentRow[]> {
  const { rows } = await sql<ConsentDocumentRow>`
    select distinct on (kind) * from auth.consent_document
    where effective_from <= ${now} order by kind, version desc`.execute(tables);
  return rows.sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
}

/** As they stand on the page. */
const ORDER: readonly ConsentDocumentRow["kind"][] = [
  "service",
  "personalData",
  "provision",
  "vatData",
];

function describe(row: ConsentDocumentRow): ConsentDocument {
  return {
    kind: row.kind,
    version: row.version,
    title: row.title,
    body: row.body,
    required: row.required,
    effectiveFrom: row.effective_from,
  };
}
