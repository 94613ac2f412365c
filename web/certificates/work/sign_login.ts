import { loginText, sealTo, signText, toBase64 } from "@maru/pki/browser";
import { RandomNumberMissingError } from "../errors.ts";
import { type OpenedSource, wipe } from "./open_source.ts";
import type { Challenge } from "./work.ts";

/**
 * Signs the challenge and seals R and the resident number for the server. The key is wiped after.
 *
 * @throws {RandomNumberMissingError}
 */
export async function signLogin(
  opened: OpenedSource,
  input: { challenge: Challenge; origin: string; residentNumber?: string },
): Promise<{ cms: string; sealed: string }> {
  const { certificate, otherCertificates, key } = opened;
  if (key.randomNum === undefined) throw new RandomNumberMissingError();
  const at = new Date(input.challenge.at);
  const text = loginText({ origin: input.origin, nonce: input.challenge.nonce, at });
  try {
    const cms = await signText({ certificate, otherCertificates, key, text, at });
    const sealed = await sealForLogin(input.challenge, {
      randomNum: toBase64(key.randomNum),
      ...(input.residentNumber === undefined ? {} : { residentNumber: input.residentNumber }),
    });
    return { cms: toBase64(cms), sealed };
  } finally {
    wipe(opened);
  }
}

/** The number alone: with a cloud certificate the provider seals R. */
export async function sealNumber(
  { challenge, residentNumber }: { challenge: Challenge; residentNumber: string },
): Promise<string> {
  return await sealForLogin(challenge, { residentNumber });
}

async function sealForLogin(
  { id, transportKey }: Challenge,
  secrets: { randomNum?: string; residentNumber?: string },
): Promise<string> {
  const plain = new TextEncoder().encode(JSON.stringify(secrets));
  try {
    return await sealTo({
      publicJwk: transportKey.publicJwk,
      keyId: transportKey.id,
      purpose: "login",
      context: id,
    }, plain);
  } finally {
    plain.fill(0);
  }
}
