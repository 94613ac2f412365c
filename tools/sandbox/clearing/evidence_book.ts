import { DAY_MS } from "./calendar/korean_day.ts";
import { openKeyedFile } from "./keyed_file.ts";

/** Since when there is evidence of consent for a mandate. */
export interface EvidenceBook {
  add(mandateKeys: readonly string[], arrivedAt: Date): void;
  /** Evidence must have arrived before, and not more than a day before. */
  has(mandateKey: string, at: Date): boolean;
}

interface EvidenceRecord {
  readonly id: string;
  readonly arrivedAt: string;
}

export function openEvidenceBook(folder: string): EvidenceBook {
  const file = openKeyedFile<EvidenceRecord>(`${folder}/evidence.ndjson`);
  return {
    add: (keys, arrivedAt) =>
      file.put(keys.map((id) => ({ id, arrivedAt: arrivedAt.toISOString() }))),
    has(key, at) {
      const record = file.get(key);
      if (record === undefined) return false;
      const age = at.getTime() - Date.parse(record.arrivedAt);
      return age >= 0 && age <= DAY_MS;
    },
  };
}
