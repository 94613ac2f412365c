/**
 * What can be wrong with a ledger; `id` is of the posting, account, reservation, lot, seal, sequence or
 * unit.
 */
export type DamageKind =
  | "postingChanged"
  | "postingRemoved"
  | "postingSlippedIn"
  | "postingUnsound"
  | "sealChanged"
  | "sealMissing"
  | "placesSetBack"
  | "balanceWrong"
  | "reservationWrong"
  | "reversalWrong"
  | "lotWrong"
  | "unitNotZero";

export interface Damage {
  readonly kind: DamageKind;
  readonly id: string;
  /** A sentence for an operator. */
  readonly text: string;
}

/** So many are kept; all are counted. */
const KEPT_MAX = 1_000;

/** Takes what is found, in memory that does not grow with it. */
export interface Findings {
  add(kind: DamageKind, id: string, text: string): void;
  readonly damages: readonly Damage[];
  readonly count: number;
}

export function createFindings(): Findings {
  const damages: Damage[] = [];
  let count = 0;
  return {
    add(kind, id, text) {
      count += 1;
      if (damages.length < KEPT_MAX) damages.push({ kind, id, text });
    },
    damages,
    get count() {
      return count;
    },
  };
}
