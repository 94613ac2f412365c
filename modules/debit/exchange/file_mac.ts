import type { Kernel } from "@maru/kernel";
import type { Hash } from "node:crypto";

const FILE_PURPOSE = "debit.exchange.file";

/**
 * Tells the bytes of one file from those of another. A plain hash is not kept: of a file with few
 * records the accounts are found from it by trying all.
 */
export async function fileMac(
  { sealing }: Pick<Kernel, "sealing">,
  sha256: Hash,
): Promise<string> {
  return await sealing.blindIndex(FILE_PURPOSE, sha256.digest("hex"));
}
