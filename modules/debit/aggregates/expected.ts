/**
 * What can be expected of an amount that will be asked for: the share that was collected before, and
 * all of it where nothing was asked for yet.
 */
export function expectedWon(
  dueWon: bigint,
  { collectedWon, failedWon }: { collectedWon: bigint; failedWon: bigint },
): bigint {
  const askedWon = collectedWon + failedWon;
  return askedWon === 0n ? dueWon : dueWon * collectedWon / askedWon;
}
