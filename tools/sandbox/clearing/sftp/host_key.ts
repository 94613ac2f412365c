import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
import ssh2 from "ssh2";

/** The key by which clients know the server. */
export interface HostKey {
  /** OpenSSH's private key file. */
  readonly privateKey: string;
  readonly algorithm: string;
  /** "SHA256:…", as `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
}

/** Reads the key from the data folder, or makes it on the first start. */
export function openHostKey(folder: string): HostKey {
  const privateKey = readOrMake(`${folder}/host-key`);
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  const digest = createHash("sha256").update(Buffer.from(parsed.getPublicSSH())).digest("base64");
  return {
    privateKey,
    algorithm: parsed.type,
    fingerprint: `SHA256:${digest.replace(/=+$/, "")}`,
  };
}

function readOrMake(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    const privateKey = makeKey();
    Deno.writeTextFileSync(path, privateKey, { mode: 0o600 });
    return privateKey;
  }
}

/** The library drops leading zero bytes of a public key: one key in 256 is one that nobody can read. */
function makeKey(): string {
  for (;;) {
    const { private: privateKey } = ssh2.utils.generateKeyPairSync("ed25519");
    if (!(ssh2.utils.parseKey(privateKey) instanceof Error)) return privateKey;
  }
}
