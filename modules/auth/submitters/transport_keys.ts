import type { Kernel } from "@maru/kernel";
import { generateSealKeyPair, openSealed } from "@maru/pki";
import { tablesOf, type TransportKeyRow } from "../tables.ts";

const HOUR_MS = 3_600_000;
/** A new pair each day. */
const SEALS_FOR_MS = 24 * HOUR_MS;
/** A page that was opened just before the change can still send its secrets. */
export const OPENS_FOR_MS = SEALS_FOR_MS + 2 * HOUR_MS;

export interface TransportKeys {
  /** The key that browsers seal to now; made when the last one is a day old. */
  current(): Promise<{ id: string; publicJwk: JsonWebKey }>;
  /** @throws {SealBrokenError} changed, too old, or sealed for another purpose or context */
  open(input: { sealed: string; purpose: string; context: string }): Promise<Uint8Array>;
}

export function createTransportKeys({ kernel }: { kernel: Kernel }): TransportKeys {
  const privateJwks = new Map<string, { jwk: JsonWebKey; opensUntil: Date }>();

  async function newest(after: Date): Promise<TransportKeyRow | undefined> {
    return await tablesOf(kernel.database.db).selectFrom("transport_key").selectAll()
      .where("created_at", ">", after).orderBy("created_at", "desc").orderBy("id", "desc")
      .limit(1).executeTakeFirst();
  }

  /** Two processes may both make one: the newer one is used from then on, both open. */
  async function make(): Promise<TransportKeyRow> {
    const { publicJwk, privateJwk } = await generateSealKeyPair();
    const id = kernel.uuid();
    return await tablesOf(kernel.database.db).insertInto("transport_key").values({
      id,
      public_jwk: JSON.stringify(publicJwk),
      private_sealed: await kernel.sealing.seal(placeOf(id), JSON.stringify(privateJwk)),
      created_at: kernel.clock.now(),
    }).returningAll().executeTakeFirstOrThrow();
  }

  async function privateKey(id: string): Promise<JsonWebKey | undefined> {
    const now = kernel.clock.now();
    const known = privateJwks.get(id);
    if (known !== undefined) return known.opensUntil > now ? known.jwk : undefined;
    if (!/^[0-9a-f-]{36}$/.test(id)) return undefined;
    const row = await tablesOf(kernel.database.db).selectFrom("transport_key").selectAll()
      .where("id", "=", id).where("created_at", ">", new Date(now.getTime() - OPENS_FOR_MS))
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const jwk: JsonWebKey = JSON.parse(
      await kernel.sealing.open(placeOf(id), row.private_sealed),
    );
    for (const [other, { opensUntil }] of privateJwks) {
      if (opensUntil <= now) privateJwks.delete(other);
    }
    privateJwks.set(id, { jwk, opensUntil: new Date(row.created_at.getTime() + OPENS_FOR_MS) });
    return jwk;
  }

  return {
    async current() {
      const after = new Date(kernel.clock.now().getTime() - SEALS_FOR_MS);
      const row = await newest(after) ?? await make();
      return { id: row.id, publicJwk: row.public_jwk as JsonWebKey };
    },
    open: ({ sealed, purpose, context }) => openSealed({ privateKey, purpose, context }, sealed),
  };
}

function placeOf(id: string) {
  return { table: "auth.transport_key", column: "private", row: id };
}
