import type { Kernel, Transaction } from "@maru/kernel";
import { generateAuthenticationOptions, generateRegistrationOptions } from "@simplewebauthn/server";
import type { Passkey, PasskeyOptions } from "../auth.ts";
import { PasskeyNotFoundError, SecondFactorRefusedError, TooManyPasskeysError } from "../errors.ts";
import { tablesOf } from "../tables.ts";
import { CHALLENGE_LASTS_MS } from "./passkey_challenges.ts";
import {
  ALGORITHMS,
  type NewCredential,
  readAssertion,
  readNewCredential,
  type RelyingParty,
} from "./relying_party.ts";

const PASSKEY_COUNT_MAX = 10;

/** The passkeys of accounts, on one relying party. */
export interface Passkeys {
  list(staffId: string): Promise<Passkey[]>;
  creationOptions(input: { staffId: string; challenge: string }): Promise<PasskeyOptions>;
  requestOptions(input: { staffId: string; challenge: string }): Promise<PasskeyOptions>;
  /** @throws {SecondFactorRefusedError} */
  read(input: { response: unknown; challenge: string }): Promise<NewCredential>;
  /** @throws {SecondFactorRefusedError | TooManyPasskeysError} */
  add(
    tx: Transaction,
    input: { staffId: string; name: string; credential: NewCredential },
  ): Promise<{ id: string }>;
  /** Whether a passkey of the account signed the challenge. */
  accept(input: { staffId: string; response: unknown; challenge: string }): Promise<boolean>;
  /** @throws {PasskeyNotFoundError} */
  rename(tx: Transaction, input: { staffId: string; id: string; name: string }): Promise<void>;
  /** @throws {PasskeyNotFoundError} */
  remove(tx: Transaction, input: { staffId: string; id: string }): Promise<void>;
}

export function createPasskeys(
  { kernel, party }: { kernel: Kernel; party: RelyingParty },
): Passkeys {
  return {
    async list(staffId) {
      return (await rowsOf(kernel, staffId)).map((row) => ({
        id: row.id,
        name: row.name,
        createdAt: row.created_at,
        ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
      }));
    },
    creationOptions: (input) => creationOptions({ kernel, party }, input),
    async requestOptions({ staffId, challenge }) {
      const options = await generateAuthenticationOptions({
        rpID: party.id,
        allowCredentials: await descriptorsOf(kernel, staffId),
        challenge: Uint8Array.fromBase64(challenge, { alphabet: "base64url" }),
        timeout: CHALLENGE_LASTS_MS,
        userVerification: "required",
      });
      return { ...options };
    },
    async read(input) {
      try {
        return await readNewCredential(party, input);
      } catch (cause) {
        throw new SecondFactorRefusedError(undefined, { cause });
      }
    },
    add: (tx, input) => add(kernel, tx, input),
    accept: (input) => accept({ kernel, party }, input),
    async rename(tx, { staffId, id, name }) {
      const { numUpdatedRows } = await tablesOf(tx).updateTable("passkey").set({ name })
        .where("staff_id", "=", staffId).where("id", "=", id).executeTakeFirst();
      if (numUpdatedRows === 0n) throw new PasskeyNotFoundError(id);
    },
    async remove(tx, { staffId, id }) {
      const { numDeletedRows } = await tablesOf(tx).deleteFrom("passkey")
        .where("staff_id", "=", staffId).where("id", "=", id).executeTakeFirst();
      if (numDeletedRows === 0n) throw new PasskeyNotFoundError(id);
    },
  };
}

interface PasskeyParts {
  readonly kernel: Kernel;
  readonly party: RelyingParty;
}

async function creationOptions(
  { kernel, party }: PasskeyParts,
  { staffId, challenge }: { staffId: string; challenge: string },
): Promise<PasskeyOptions> {
  const staff = await tablesOf(kernel.database.db).selectFrom("staff").select(["login_id", "name"])
    .where("id", "=", staffId).executeTakeFirstOrThrow();
  const options = await generateRegistrationOptions({
    rpName: "Maru",
    rpID: party.id,
    // The authenticator keeps it: a number that means nothing to others (WebAuthn §14.6.1).
    userID: Uint8Array.fromHex(staffId.replaceAll("-", "")),
    userName: staff.login_id,
    userDisplayName: staff.name,
    challenge: Uint8Array.fromBase64(challenge, { alphabet: "base64url" }),
    timeout: CHALLENGE_LASTS_MS,
    attestationType: "none",
    excludeCredentials: await descriptorsOf(kernel, staffId),
    authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
    supportedAlgorithmIDs: [...ALGORITHMS],
  });
  return { ...options };
}

async function add(
  kernel: Kernel,
  tx: Transaction,
  { staffId, name, credential }: { staffId: string; name: string; credential: NewCredential },
): Promise<{ id: string }> {
  const { count } = await tablesOf(tx).selectFrom("passkey").where("staff_id", "=", staffId)
    .select(({ fn }) => fn.countAll<bigint>().as("count")).executeTakeFirstOrThrow();
  if (count >= PASSKEY_COUNT_MAX) throw new TooManyPasskeysError(PASSKEY_COUNT_MAX);
  const id = kernel.uuid();
  const inserted = await tablesOf(tx).insertInto("passkey").values({
    staff_id: staffId,
    id,
    credential_id: credential.credentialId,
    public_key: credential.publicKey,
    sign_count: credential.signCount,
    transports: [...credential.transports],
    name,
    created_at: kernel.clock.now(),
    last_used_at: null,
  }).onConflict((conflict) => conflict.column("credential_id").doNothing()).executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) throw new SecondFactorRefusedError();
  return { id };
}

async function accept(
  { kernel, party }: PasskeyParts,
  { staffId, response, challenge }: { staffId: string; response: unknown; challenge: string },
): Promise<boolean> {
  const credentialId = (response as { id?: unknown } | null)?.id;
  const row = (await rowsOf(kernel, staffId)).find((each) => each.credential_id === credentialId);
  if (row === undefined) return false;
  const credential = {
    id: row.id,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    signCount: row.sign_count,
    transports: row.transports,
  };
  let signCount: bigint;
  try {
    signCount = await readAssertion(party, { response, challenge, credential });
  } catch (error) {
    kernel.log.info("passkey refused", { staffId, why: (error as Error).message });
    return false;
  }
  const { numUpdatedRows } = await tablesOf(kernel.database.db).updateTable("passkey")
    .set({ sign_count: signCount, last_used_at: kernel.clock.now() })
    .where("staff_id", "=", staffId).where("id", "=", row.id)
    .where("sign_count", "=", row.sign_count).executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function rowsOf(kernel: Kernel, staffId: string) {
  return await tablesOf(kernel.database.db).selectFrom("passkey").selectAll()
    .where("staff_id", "=", staffId).orderBy("id").execute();
}

async function descriptorsOf(kernel: Kernel, staffId: string) {
  return (await rowsOf(kernel, staffId)).map((row) => ({
    id: row.credential_id,
    transports: row.transports,
  }));
}
