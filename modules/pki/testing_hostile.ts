/**
 * Hostile bytes for every reader, and a process of its own that reads them all: memory can only be
 * told apart where nothing else runs.
 *
 * @module
 */
import { rejects, throws } from "node:assert/strict";
import { concatBytes } from "./bytes.ts";
import { readCertificate } from "./certificate.ts";
import {
  algorithmIdentifier,
  explicit,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  writeElement,
} from "./der_writer.ts";
import { openKeyFile } from "./key_file.ts";
import { KOREAN, PKCS } from "./oids.ts";
import { openPfx } from "./pfx.ts";
import { readRevocationList } from "./revocation_list.ts";
import { verifySignedText } from "./verify_signed_text.ts";

export const password = "x";

/** Nested sequences, innermost first, as deep as the size allows. */
function deepNest(size: number): Uint8Array {
  const headers: Uint8Array[] = [];
  for (let length = 0; length < size;) {
    const header = writeElement(0x30, new Uint8Array(length)).slice(0, length < 128 ? 2 : 4);
    headers.push(header);
    length += header.length;
  }
  return concatBytes(...headers.toReversed());
}

export const hostile: Record<string, Uint8Array> = {
  "nested thousands deep": deepNest(20_000),
  "wide with tiny elements": writeElement(
    0x30,
    new Uint8Array(60_000).fill(5).map((_, index) => index % 2 ? 0 : 5),
  ),
  "a length of four gigabytes": Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x30),
  "an indefinite length": Uint8Array.of(0x30, 0x80, 0x30, 0x80, 0, 0, 0, 0),
  "an inner length that lies": sequence(Uint8Array.of(0x30, 0x82, 0x7f, 0xff)),
  "a million iterations and more": sequence(
    algorithmIdentifier(
      KOREAN.seedCbcWithSha1,
      sequence(octetString(new Uint8Array(8)), integer(2 ** 40)),
    ),
    octetString(new Uint8Array(16)),
  ),
  "a PFX with a costly MAC": sequence(
    integer(3),
    sequence(
      objectIdentifier(PKCS.data),
      explicit(0, octetString(sequence())),
    ),
    sequence(
      sequence(algorithmIdentifier("1.3.14.3.2.26"), octetString(new Uint8Array(20))),
      octetString(new Uint8Array(8)),
      integer(2 ** 31),
    ),
  ),
  "a PFX with a hundred bags": sequence(
    integer(3),
    sequence(
      objectIdentifier(PKCS.data),
      explicit(0, octetString(sequence(...Array.from({ length: 100 }, costlyPart)))),
    ),
  ),
};

function costlyPart(): Uint8Array {
  const bag = sequence(
    objectIdentifier(PKCS.shroudedKeyBag),
    explicit(
      0,
      sequence(
        algorithmIdentifier(
          PKCS.pbe3Des,
          sequence(octetString(new Uint8Array(8)), integer(1_000_000)),
        ),
        octetString(new Uint8Array(8)),
      ),
    ),
  );
  return sequence(objectIdentifier(PKCS.data), explicit(0, octetString(sequence(bag))));
}

/** Gives one hostile file to every reader; throws where one of them takes it. */
export async function refuseEverywhere(name: string, bytes: Uint8Array): Promise<void> {
  await rejects(openKeyFile({ keyFile: bytes, password }), name);
  await rejects(openPfx({ pfx: bytes, password }), name);
  await rejects(verifySignedText({ cms: bytes, text: "" }), name);
  throws(() => readCertificate(bytes), name);
  throws(() => readRevocationList(Uint8Array.from(bytes)), name);
}

if (import.meta.main) {
  for (const [name, bytes] of Object.entries(hostile)) await refuseEverywhere(name, bytes);
  const before = Deno.memoryUsage().rss;
  for (let time = 0; time < 20; time++) {
    for (const [name, bytes] of Object.entries(hostile)) {
      // This one is meant to cost time; once is enough.
      if (name !== "a PFX with a hundred bags") await refuseEverywhere(name, bytes);
    }
  }
  console.log(Deno.memoryUsage().rss - before);
}
