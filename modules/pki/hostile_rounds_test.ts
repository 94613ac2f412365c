import { equal, rejects, throws } from "node:assert/strict";
import { concatBytes } from "./bytes.ts";
import {
  algorithmIdentifier,
  explicit,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  writeElement,
} from "./der_writer.ts";
import { DamagedFileError, LimitExceededError } from "./errors.ts";
import { createRoundBudget } from "./key_derivation.ts";
import { KOREAN, PKCS } from "./oids.ts";
import { openPfx } from "./pfx.ts";
import { writePfxMac } from "./pfx_mac.ts";
import { SignatureInvalidError } from "./verification_errors.ts";
import { verifySignedText } from "./verify_signed_text.ts";

const password = "x";

Deno.test("createRoundBudget() counts the derivations of a file together", () => {
  const spendRounds = createRoundBudget();
  // What Firefox exports: a MAC and two bags of 600,000 rounds.
  for (let count = 0; count < 3; count++) spendRounds(600_000);
  throws(() => spendRounds(600_000), LimitExceededError);
});

Deno.test("openPfx() stops at the rounds of all parts, where each alone would pass", async () => {
  const rounds = 700_000;
  const bag = sequence(
    objectIdentifier(PKCS.shroudedKeyBag),
    // This form is tried with two derivations.
    explicit(
      0,
      sequence(
        algorithmIdentifier(
          KOREAN.seedCbc,
          sequence(octetString(new Uint8Array(8)), integer(rounds)),
        ),
        octetString(new Uint8Array(16)),
      ),
    ),
  );
  const safe = sequence(
    sequence(objectIdentifier(PKCS.data), explicit(0, octetString(sequence(bag)))),
  );
  const salt = new Uint8Array(8);
  const mac = writePfxMac({ safe, password, salt, digest: "SHA-1", iterationCount: rounds });
  const info = sequence(objectIdentifier(PKCS.data), explicit(0, octetString(safe)));
  const pfx = sequence(integer(3), info, mac);
  await rejects(openPfx({ pfx, password }), LimitExceededError);
});

/** SignedData with so many certificates and signers, all of them empty. */
function crowdedCms(certificateCount: number, signerCount: number): Uint8Array {
  const empty = sequence();
  const many = (count: number) => concatBytes(...Array.from({ length: count }, () => empty));
  const signedData = sequence(
    integer(1),
    writeElement(0x31, new Uint8Array()),
    sequence(objectIdentifier(PKCS.data), explicit(0, octetString(new Uint8Array(4)))),
    writeElement(0xa0, many(certificateCount)),
    writeElement(0x31, many(signerCount)),
  );
  return sequence(objectIdentifier(PKCS.signedData), explicit(0, signedData));
}

Deno.test("verifySignedText() refuses crowds of certificates and signers before it reads one", async () => {
  const before = Deno.memoryUsage().rss;
  for (const [certificates, signers] of [[5_000, 1], [1, 5_000], [4_000, 4_000]] as const) {
    const startedAt = performance.now();
    const cms = crowdedCms(certificates, signers);
    await rejects(
      verifySignedText({ cms, text: "" }),
      (error) =>
        error instanceof SignatureInvalidError || error instanceof DamagedFileError ||
        error instanceof LimitExceededError,
    );
    equal(performance.now() - startedAt < 1_000, true);
  }
  equal(Deno.memoryUsage().rss - before < 50 * 1024 * 1024, true);
});

Deno.test("verifySignedText() does not compute with an object identifier of sixty kilobytes", async () => {
  const long = writeElement(0x06, new Uint8Array(60_000).fill(0xff).with(59_999, 0x7f));
  const startedAt = performance.now();
  await rejects(verifySignedText({ cms: sequence(long), text: "" }), DamagedFileError);
  equal(performance.now() - startedAt < 500, true);
});
