/**
 * What of a person must never be found: password, R, resident number, and of the key the private
 * exponent and the primes.
 *
 * @module
 */
import { createPrivateKey } from "node:crypto";
import { Buffer } from "node:buffer";
import type { Person } from "../harness/openssl_people.ts";
import type { Secret } from "./encodings.ts";

export async function secretsOf(person: Person): Promise<readonly Secret[]> {
  const { id, password, number, randomHex } = person;
  const pem = await Deno.readTextFile(`${person.directory}/key.pem`);
  const { d, p, q } = createPrivateKey(pem).export({ format: "jwk" });
  const bytes = (name: string, text: string | undefined): Secret => ({
    name: `${name} of ${id}`,
    bytes: new Uint8Array(Buffer.from(text ?? "", "base64url")),
    isText: false,
  });
  return [
    text(`password of ${id}`, password),
    { name: `R of ${id}`, bytes: new Uint8Array(Buffer.from(randomHex, "hex")), isText: false },
    ...(number.length === 13 ? [text(`resident number of ${id}`, number)] : []),
    bytes("private exponent", d),
    bytes("first prime", p),
    bytes("second prime", q),
  ];
}

export function text(name: string, value: string): Secret {
  return { name, bytes: new TextEncoder().encode(value), isText: true };
}
