import { groupDigits } from "../ui/money.ts";

const STEP_COUNT = 4;

/** Hairlines of a picture of money: from nought to a round amount over the greatest. */
export function moneyScale(
  greatestWon: bigint,
): { readonly top: number; readonly steps: readonly { value: number; text: string }[] } {
  const top = roundTop(greatestWon);
  return {
    top,
    steps: Array.from({ length: STEP_COUNT + 1 }, (_, index) => {
      const value = top * index / STEP_COUNT;
      return { value, text: shortWon(value) };
    }),
  };
}

/** 1, 2, 4 or 8 with noughts, at least the amount: its quarters are as round. */
function roundTop(amountWon: bigint): number {
  const wanted = Math.max(STEP_COUNT, Number(amountWon));
  const power = 10 ** Math.floor(Math.log10(wanted));
  return [1, 2, 4, 8, 10].map((factor) => factor * power).find((top) => top >= wanted) ?? wanted;
}

/** 1.2억, 350만: exact to what a hairline needs. */
function shortWon(won: number): string {
  if (won >= 100_000_000) return `${groupDigits(Math.round(won / 10_000_000) / 10)}억`;
  if (won >= 10_000) return `${groupDigits(Math.round(won / 1_000) / 10)}만`;
  return groupDigits(Math.round(won));
}
