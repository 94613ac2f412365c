export interface Options {
  /** How long the storm may last. */
  readonly seconds: number;
  readonly seed: number;
  /** The storm ends with the last of them. */
  readonly killCount: number;
  readonly parts: readonly Part[];
}

export type Part = "submission" | "debit";

const FLAGS = { "--seconds": "seconds", "--seed": "seed", "--kills": "killCount" } as const;
const PARTS: readonly Part[] = ["submission", "debit"];
const SECONDS = 600;
const KILL_COUNT = 200;

/** Each part takes the seconds and the kills for itself. @throws {RangeError} */
export function readOptions(given: readonly string[]): Options {
  const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
  const options = { seconds: SECONDS, seed, killCount: KILL_COUNT, parts: PARTS };
  for (let index = 0; index < given.length; index += 2) {
    const [name = "", value = ""] = given.slice(index, index + 2);
    const part = PARTS.find((known) => known === value);
    if (name === "--part" && part !== undefined) {
      options.parts = [part];
      continue;
    }
    const field = Object.hasOwn(FLAGS, name) ? FLAGS[name as keyof typeof FLAGS] : undefined;
    if (field === undefined || !/^\d{1,10}$/.test(value)) {
      throw new RangeError(
        `Cannot read "${name} ${value}": use [--part submission|debit] [--seconds N] [--seed S] [--kills N]`,
      );
    }
    options[field] = Number(value);
  }
  return options;
}
