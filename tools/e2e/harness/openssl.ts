/**
 * Opens what our converter wrote by the OpenSSL command line, which knows nothing of our code.
 *
 * @module
 */

export interface OpenedPfx {
  /** Of the private key, PEM. */
  readonly keyPem: string;
  /** DER. */
  readonly certificate: Uint8Array<ArrayBuffer>;
  /** Everything that OpenSSL prints, the attributes of the key among it; hexadecimal without blanks. */
  readonly attributes: string;
}

const LEGACY = ["-provider", "legacy", "-provider", "default"];

/** `openssl pkcs12`. @throws {Error} with what OpenSSL said */
export async function openPfxByOpenssl(path: string, password: string): Promise<OpenedPfx> {
  const out = await openssl(["pkcs12", "-in", path, "-nodes", "-passin", "env:SECRET", ...LEGACY], {
    password,
  });
  const text = new TextDecoder().decode(out);
  const [beforeKey = "", key = ""] = text.split("-----BEGIN PRIVATE KEY-----");
  return {
    keyPem: `-----BEGIN PRIVATE KEY-----${
      key.split("-----END PRIVATE KEY-----")[0]
    }-----END PRIVATE KEY-----`,
    certificate: derOf(text, "CERTIFICATE"),
    attributes: beforeKey.replaceAll(/\s/g, "").toLowerCase(),
  };
}

/**
 * A signPri.key of form A (seedCBCWithSHA1): `openssl pkcs8` has no name for it, so key and IV are
 * derived and the bytes deciphered step by step.
 */
export async function openKeyFileByOpenssl(
  file: Uint8Array,
  password: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const path = await Deno.makeTempFile();
  await Deno.writeFile(path, file);
  const parsed = new TextDecoder().decode(
    await openssl(["asn1parse", "-inform", "DER", "-in", path]),
  );
  const octets = [...parsed.matchAll(/OCTET STRING\s+\[HEX DUMP\]:([0-9A-F]+)/g)];
  const rounds = Number.parseInt(parsed.match(/INTEGER\s+:([0-9A-F]+)/)?.[1] ?? "", 16);
  const [salt, encrypted] = octets.map(([, digits]) => digits ?? "");
  const derived = await derive({ salt: salt ?? "", rounds, password });
  const iv = await sha1(derived.slice(32, 40));
  const cipherPath = `${path}.bin`;
  await Deno.writeFile(cipherPath, fromHex(encrypted ?? ""));
  return await openssl([
    ...["enc", "-d", "-seed-cbc", ...LEGACY, "-in", cipherPath],
    ...["-K", derived.slice(0, 32), "-iv", iv.slice(0, 32)],
  ]);
}

/** PBKDF1 of PKCS #5, 20 bytes, hexadecimal. */
async function derive(
  input: { salt: string; rounds: number; password: string },
): Promise<string> {
  const out = await openssl([
    ...[
      "kdf",
      "-keylen",
      "20",
      "-kdfopt",
      "digest:SHA1",
      "-kdfopt",
      `hexpass:${hexOf(input.password)}`,
    ],
    ...["-kdfopt", `hexsalt:${input.salt}`, "-kdfopt", `iter:${input.rounds}`, ...LEGACY, "PBKDF1"],
  ]);
  return new TextDecoder().decode(out).replaceAll(/[^0-9A-Fa-f]/g, "").toLowerCase();
}

async function sha1(hexText: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-1", fromHex(hexText));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function openssl(
  args: readonly string[],
  { password = "" }: { password?: string } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { success, stdout, stderr } = await new Deno.Command("openssl", {
    args: [...args],
    env: { SECRET: password },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (!success) {
    throw new Error(`openssl ${args[0]}: ${new TextDecoder().decode(stderr).slice(0, 400)}`);
  }
  return stdout;
}

function derOf(pem: string, label: string): Uint8Array<ArrayBuffer> {
  const body = pem.split(`-----BEGIN ${label}-----`)[1]?.split("-----END")[0] ?? "";
  return Uint8Array.from(atob(body.replaceAll(/\s/g, "")), (each) => each.charCodeAt(0));
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function hexOf(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
