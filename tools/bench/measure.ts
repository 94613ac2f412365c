/**
 * How two ways of doing one thing are compared: in turn, in one run, so that a busy machine slows
 * both; the figures are medians over the rounds.
 *
 * @module
 */

/** One line of the table, and of `--json FILE`. */
export interface Result {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly baseline: number;
  /** Our speed as a share of the baseline's: 1 is as fast, 0.5 is half as fast. */
  readonly ratio: number;
  /** The least and the greatest ratio of a round. */
  readonly min: number;
  readonly max: number;
  readonly peakRssMb: number;
}

export interface Comparison {
  readonly name: string;
  readonly unit: string;
  /** Whether a greater figure is faster: documents per second are, milliseconds are not. */
  readonly isGreaterFaster: boolean;
  readonly roundCount?: number;
  /** One round; answers its figure. */
  ours(): Promise<number>;
  baseline(): Promise<number>;
}

/** The fewest rounds that a median is taken of. */
export const ROUND_COUNT_MIN = 5;
const MEMORY_SAMPLE_MS = 50;

/** Runs the rounds, the baseline first in every second one, after one round that is not counted. */
export async function compare(comparison: Comparison): Promise<Result> {
  const { name, unit, isGreaterFaster, roundCount = ROUND_COUNT_MIN } = comparison;
  if (roundCount < ROUND_COUNT_MIN) {
    throw new RangeError(`Cannot compare "${name}": "${roundCount}" rounds are too few`);
  }
  const memory = watchMemory();
  const ours: number[] = [];
  const baseline: number[] = [];
  try {
    await comparison.ours();
    await comparison.baseline();
    for (let round = 0; round < roundCount; round++) {
      if (round % 2 === 0) ours.push(await comparison.ours());
      baseline.push(await comparison.baseline());
      if (round % 2 === 1) ours.push(await comparison.ours());
      memory.look();
    }
  } finally {
    memory.stop();
  }
  return summarise({ name, unit, isGreaterFaster, ours, baseline, peakRssMb: memory.peakMb() });
}

/** The line of the table for figures of rounds that belong together. */
export function summarise(
  { name, unit, isGreaterFaster, ours, baseline, peakRssMb }: {
    name: string;
    unit: string;
    isGreaterFaster: boolean;
    ours: readonly number[];
    baseline: readonly number[];
    peakRssMb: number;
  },
): Result {
  const ratios = ours.map((figure, round) =>
    isGreaterFaster ? figure / baseline[round]! : baseline[round]! / figure
  );
  return {
    name,
    unit,
    ours: median(ours),
    baseline: median(baseline),
    ratio: median(ratios),
    min: Math.min(...ratios),
    max: Math.max(...ratios),
    peakRssMb,
  };
}

/** The middle figure; of an even number of them the mean of the two in the middle. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  if (sorted.length === 0) throw new RangeError("Cannot take the median of nothing");
  return sorted.length % 2 === 1
    ? sorted[Math.floor(middle)]!
    : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The figure that `share` of all are not greater than (nearest rank). */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((one, other) => one - other);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError("Cannot take a percentile of nothing");
  return found;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown> | unknown): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

/** The most memory that this process held, sampled: the kernel's own mark is not readable here. */
export function watchMemory() {
  let peakBytes = 0;
  const look = () => {
    peakBytes = Math.max(peakBytes, Deno.memoryUsage().rss);
  };
  look();
  const timer = setInterval(look, MEMORY_SAMPLE_MS);
  return {
    look,
    stop: () => clearInterval(timer),
    peakMb: () => Math.round(peakBytes / 1_048_576),
  };
}
