/**
 * The process that reads one uploaded sheet, started by `bin/parse FILE ORDER`: it may read that file
 * and nothing else, and writes messages to its standard output.
 *
 * @module
 */
import { SheetRefusedError } from "./errors.ts";
import { ByteQueue } from "./parser/byte_queue.ts";
import { MessageWriter } from "./parser/message_writer.ts";
import { randomFile } from "./random_file.ts";
import { readSheet, type SheetOrder } from "./read_sheet.ts";

async function main(path: string, order: SheetOrder): Promise<void> {
  const output = new ByteQueue((bytes) => Deno.stdout.write(bytes));
  const writer = new MessageWriter(output);
  try {
    using file = Deno.openSync(path);
    await readSheet(randomFile(file), order, writer);
    writer.end();
  } catch (error) {
    writer.refuse(refusalOf(error));
  }
  await output.drained();
}

function refusalOf(error: unknown): SheetRefusedError {
  if (error instanceof SheetRefusedError) return error;
  // The engine says so where a string or a buffer would be larger than it can make.
  if (!(error instanceof RangeError)) throw error;
  return new SheetRefusedError({ reason: "tooHeavy", detail: "it fills the memory" });
}

if (import.meta.main) {
  const [path = "", order = ""] = Deno.args;
  await main(path, JSON.parse(order));
}
