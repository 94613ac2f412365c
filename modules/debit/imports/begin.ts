import type { Kernel } from "@maru/kernel";
import { type ReceivedUpload, receiveUpload, sweepUploads } from "@maru/spreadsheet";
import { createHash } from "node:crypto";
import { sql } from "kysely";
import { cleanText } from "../settings/fields/clean_text.ts";
import type { ImportDesk } from "./import_desk.ts";
import { type ImportFacts, readImportFacts } from "./import_facts.ts";
import { LEASE_END } from "./lease.ts";
import type { ImportLimits } from "./limits.ts";
import { readImport } from "./read_import.ts";
import { importTables } from "./tables.ts";

const FILE_NAME_LENGTH_MAX = 200;
const FILE_PURPOSE = "debit.import.file";

type BeginInput = Parameters<ImportDesk["begin"]>[1];

/** Where uploads lie while they are read, on the receiving machine. */
export function uploadDirectory(kernel: Kernel): string {
  return `${kernel.config.dataDirectory || "./data"}/uploads`;
}

export function createBegin(kernel: Kernel, limits: ImportLimits): Pick<ImportDesk, "begin"> {
  let swept: Promise<void> | undefined;
  return {
    async begin(merchantId, input) {
      // What a process of this machine left when it was killed.
      await (swept ??= sweepUploads(uploadDirectory(kernel)));
      const today = kernel.calendar.dateOf(kernel.clock.now());
      const { contractId } = input;
      const facts = await readImportFacts(kernel.database.db, { merchantId, contractId, today });
      const hash = createHash("sha256");
      const upload = await receiveUpload(hashed(input.content, hash), {
        byteCountMax: limits.byteCountMax,
        directory: uploadDirectory(kernel),
      });
      // A file of one row is found from its hash by trying all accounts, so that is not kept.
      const fileMac = await kernel.sealing.blindIndex(FILE_PURPOSE, hash.digest("hex"));
      const { id, isNew } = await enter(kernel, merchantId, { ...input, facts, fileMac })
        .catch((error) => removedFirst(upload, error));
      if (!isNew) {
        await upload.remove();
        return { id };
      }
      const { encoding } = input;
      const order = { key: { merchantId, importId: id }, upload, encoding, facts, limits };
      // The caller does not wait; whatever happens stands in the import.
      void readImport(kernel, order);
      return { id };
    },
  };
}

async function removedFirst(upload: ReceivedUpload, error: unknown): Promise<never> {
  await upload.remove();
  throw error;
}

function hashed(
  content: ReadableStream<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): ReadableStream<Uint8Array> {
  return content.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        hash.update(chunk);
        controller.enqueue(chunk);
      },
    }),
  );
}

/** A row for the import; the one that is there where the same file was taken before. */
async function enter(
  kernel: Kernel,
  merchantId: string,
  { contractId, fileName, encoding, actor, facts, fileMac }: Omit<BeginInput, "content"> & {
    facts: ImportFacts;
    fileMac: string;
  },
): Promise<{ id: string; isNew: boolean }> {
  const id = kernel.uuid();
  const name = cleanText(fileName).replaceAll(/\p{Cc}/gu, "").slice(-FILE_NAME_LENGTH_MAX) || "-";
  const file = { contract_id: contractId, encoding: encoding ?? "" } as const;
  while (true) {
    const { rows: [entered] } = await sql<{ id: string }>`
      insert into debit.import (merchant_id, id, contract_id, file_name, file_mac, encoding, state,
        facts_hash, lease_until, created_at, created_by)
      values (${merchantId}, ${id}, ${contractId}, ${name}, ${fileMac}, ${file.encoding}, 'reading',
        ${facts.hash}, ${LEASE_END}, ${kernel.clock.now()}, ${actor})
      on conflict (merchant_id, contract_id, file_mac, encoding)
        where state not in ('refused', 'cancelled') do nothing
      returning id`.execute(kernel.database.db);
    if (entered !== undefined) return { id, isNew: true };
    const known = await importTables(kernel.database.db).selectFrom("import").select("id")
      .where("merchant_id", "=", merchantId).where("contract_id", "=", file.contract_id)
      .where("file_mac", "=", fileMac).where("encoding", "=", file.encoding)
      .where("state", "not in", ["refused", "cancelled"]).executeTakeFirst();
    // It may have been refused between the two statements.
    if (known !== undefined) return { id: known.id, isNew: false };
  }
}
