import type { Kernel } from "@maru/kernel";
import type { Selectable } from "kysely";
import { identityPlace } from "../settings/fields/account_details.ts";
import type { CustomerTable } from "../tables.ts";
import { identityMaskOf } from "./masked_fields.ts";

export interface SealedIdentity {
  /** Columns to write; empty where the identity stays. */
  readonly columns: { identity_sealed?: Uint8Array | null; identity_masked?: string };
  readonly masked: string;
  readonly isChanged: boolean;
}

/** Seals what was typed, unless it is what stands there already. */
export async function newIdentity(
  kernel: Kernel,
  customerId: string,
  identity: string | undefined,
  before?: Selectable<CustomerTable>,
): Promise<SealedIdentity> {
  const masked = identityMaskOf(identity);
  if (identity === undefined) return { columns: {}, masked, isChanged: false };
  const place = identityPlace(customerId);
  const known = before?.identity_sealed ?? undefined;
  const isKnown = known !== undefined &&
    new TextDecoder().decode(await kernel.sealing.openBytes(place, known)) === identity;
  if (isKnown) return { columns: {}, masked, isChanged: false };
  const sealed = await kernel.sealing.sealBytes(place, new TextEncoder().encode(identity));
  return {
    columns: { identity_sealed: sealed, identity_masked: masked },
    masked,
    isChanged: true,
  };
}

/** Nothing was typed, so the identity stays. */
export function keptIdentity(before: Selectable<CustomerTable>): SealedIdentity {
  return { columns: {}, masked: before.identity_masked, isChanged: false };
}
