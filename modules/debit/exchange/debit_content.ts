import { createDebitFileWriter } from "@maru/debit/files";
import { collectingAccountOf } from "./collecting_account.ts";
import { copiedRecords } from "./debit_content_copied.ts";
import { selectedRecords } from "./debit_content_selected.ts";
import type { ExchangeParts } from "./deps.ts";
import type { FileRecord } from "./file_row.ts";

/** EB21 or EC21 from the orders of the file, by their sequence. */
export async function* debitContent(
  parts: Pick<ExchangeParts, "kernel" | "settings">,
  file: FileRecord,
): AsyncIterable<Uint8Array> {
  const { kernel, settings } = parts;
  const { copy } = kernel.database;
  const writer = createDebitFileWriter({
    kind: file.kind as "EB21" | "EC21",
    institutionCode: settings.institutionCode,
    debitDate: file.debit_date ?? file.business_date,
    ...collectingAccountOf(settings),
  });
  const batches = copy === undefined
    ? selectedRecords(kernel, { file, writer })
    : copiedRecords({ copy, sealing: kernel.sealing }, { file, writer });
  for await (const _count of batches) yield* writer.drain();
  writer.trailer();
  yield* writer.drain();
}
