import { createHash } from "node:crypto";
import type { ExchangeParts } from "./deps.ts";
import { debitContent } from "./debit_content.ts";
import { evidenceContent } from "./evidence_content.ts";
import { fileMac } from "./file_mac.ts";
import type { FileRecord } from "./file_row.ts";
import { answerContent, registrationContent } from "./registration_content.ts";

/**
 * The bytes of a file, made from rows that do not change any more: the same ones whenever they are
 * asked for. So nothing in clear is kept.
 */
export function contentOf(parts: ExchangeParts, file: FileRecord): AsyncIterable<Uint8Array> {
  switch (file.kind) {
    case "EB21":
    case "EC21":
      return debitContent(parts, file);
    case "EB13":
      return registrationContent(parts, file);
    case "EB12":
      return answerContent(parts, file);
    case "EI13":
      return evidenceContent(parts, file);
  }
}

export interface Digest {
  readonly mac: string;
  readonly byteCount: bigint;
}

export async function digestOf(parts: ExchangeParts, file: FileRecord): Promise<Digest> {
  const hash = createHash("sha256");
  let byteCount = 0n;
  for await (const chunk of contentOf(parts, file)) {
    hash.update(chunk);
    byteCount += BigInt(chunk.length);
  }
  return { mac: await fileMac(parts.kernel, hash), byteCount };
}
