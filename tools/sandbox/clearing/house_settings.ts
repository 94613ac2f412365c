import { DEMANDING_BANKS } from "./banks/bank_list.ts";

/** What the panel may change of the clearing house and the banks; kept over a restart. */
export interface HouseSettings {
  /** What a result without failures looks like: header and trailer, or no file at all. */
  readonly withoutFailures: "trailer" | "absent";
  readonly itemLimitWon: number;
  readonly monthLimitWon: number;
  /** Banks that debit registered mandates alone. */
  readonly demandingBanks: readonly string[];
}

export interface HouseSettingsFile {
  readonly current: HouseSettings;
  change(changes: Partial<HouseSettings>): void;
}

const INITIAL: HouseSettings = {
  withoutFailures: "trailer",
  itemLimitWon: 50_000_000,
  monthLimitWon: 1_000_000_000_000,
  demandingBanks: DEMANDING_BANKS,
};

export function openHouseSettings(folder: string): HouseSettingsFile {
  const path = `${folder}/settings.json`;
  let current: HouseSettings = { ...INITIAL, ...readIfPresent(path) };
  return {
    get current() {
      return current;
    },
    change(changes) {
      current = { ...current, ...changes };
      Deno.writeTextFileSync(`${path}.new`, JSON.stringify(current));
      Deno.renameSync(`${path}.new`, path);
    },
  };
}

/** Reads what was posted; undefined where it is none of the settings. */
export function readHouseSettings(
  input: Readonly<Record<string, unknown>>,
): Partial<HouseSettings> | undefined {
  const { withoutFailures, itemLimitWon, monthLimitWon } = input;
  const isMode = withoutFailures === undefined || withoutFailures === "trailer" ||
    withoutFailures === "absent";
  const isLimit = (value: unknown) =>
    value === undefined || (Number.isSafeInteger(Number(value)) && Number(value) > 0);
  if (!isMode || !isLimit(itemLimitWon) || !isLimit(monthLimitWon)) return undefined;
  return {
    ...(withoutFailures === undefined ? {} : { withoutFailures }),
    ...(itemLimitWon === undefined ? {} : { itemLimitWon: Number(itemLimitWon) }),
    ...(monthLimitWon === undefined ? {} : { monthLimitWon: Number(monthLimitWon) }),
  };
}

function readIfPresent(path: string): Partial<HouseSettings> {
  try {
    return JSON.parse(Deno.readTextFileSync(path)) as Partial<HouseSettings>;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return {};
    throw error;
  }
}
