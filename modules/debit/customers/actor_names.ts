import { actorNames } from "../actor_names.ts";
import type { Actor } from "../parts.ts";
import type { CustomerParts } from "./customer_desk.ts";

/** What an actor of this merchant is called. */
export type ActorNames = (merchantId: string) => Promise<(actor: Actor) => string>;

const HELD_MS = 60_000;

/** Names of a merchant's people, read once a minute: every page of customers tells who registered. */
export function createActorNames({ kernel, auth }: Omit<CustomerParts, "holderCheck">): ActorNames {
  const held = new Map<string, { nameOf: (actor: Actor) => string; readAtMs: number }>();
  return async (merchantId) => {
    const nowMs = kernel.clock.monotonic();
    const known = held.get(merchantId);
    if (known !== undefined && nowMs - known.readAtMs <= HELD_MS) return known.nameOf;
    forgetOld(held, nowMs);
    const nameOf = await actorNames(auth, merchantId);
    held.set(merchantId, { nameOf, readAtMs: nowMs });
    return nameOf;
  };
}

function forgetOld(held: Map<string, { readonly readAtMs: number }>, nowMs: number): void {
  for (const [merchantId, { readAtMs }] of held) {
    if (nowMs - readAtMs > HELD_MS) held.delete(merchantId);
  }
}
