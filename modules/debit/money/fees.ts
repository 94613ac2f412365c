/** A kind of fee of a settlement, as the database counted it. */
export interface FeeCount {
  readonly itemCode: string;
  readonly kind: "success" | "failure" | "registration";
  readonly unitFeeWon: bigint;
  readonly count: number;
  readonly collectedWon: bigint;
}

export interface SettlementAmounts {
  readonly collectedCount: number;
  readonly collectedWon: bigint;
  readonly feeWon: bigint;
  /** A tenth of the fees, rounded down to the won (부가가치세법 제30조). */
  readonly vatWon: bigint;
  readonly payoutWon: bigint;
  readonly carriedOutWon: bigint;
}

const VAT_DIVISOR = 10n;

/** Collected − fees − VAT + what was carried in; what falls below zero is carried on. */
export function settle(
  counts: readonly FeeCount[],
  carriedInWon: bigint,
): SettlementAmounts {
  let collectedCount = 0;
  let collectedWon = 0n;
  let feeWon = 0n;
  for (const { kind, count, unitFeeWon, collectedWon: won } of counts) {
    if (kind === "success") collectedCount += count;
    collectedWon += won;
    feeWon += unitFeeWon * BigInt(count);
  }
  const vatWon = feeWon / VAT_DIVISOR;
  const restWon = collectedWon - feeWon - vatWon + carriedInWon;
  return {
    collectedCount,
    collectedWon,
    feeWon,
    vatWon,
    payoutWon: restWon > 0n ? restWon : 0n,
    carriedOutWon: restWon < 0n ? restWon : 0n,
  };
}

/**
 * Parts a VAT among the lines of an invoice by their supplies, to the won. Each line's part ends where
 * its share of the sum ends, so none falls below zero and nothing is left over.
 */
export function shareVat(vatWon: bigint, suppliesWon: readonly bigint[]): bigint[] {
  const totalWon = suppliesWon.reduce((sum, supplyWon) => sum + supplyWon, 0n);
  if (totalWon === 0n) return suppliesWon.map(() => 0n);
  let suppliedWon = 0n;
  let sharedWon = 0n;
  return suppliesWon.map((supplyWon) => {
    suppliedWon += supplyWon;
    const partWon = vatWon * suppliedWon / totalWon - sharedWon;
    sharedWon += partWon;
    return partWon;
  });
}
