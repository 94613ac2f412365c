/**
 * Searches many patterns in one pass over the bytes: three bytes decide whether to look closer.
 *
 * @module
 */
import type { Pattern } from "./encodings.ts";

export interface Hit {
  readonly secretName: string;
  readonly encoding: string;
  readonly place: string;
  readonly offset: number;
}

export interface Searcher {
  readonly patternCount: number;
  search(place: string, bytes: Uint8Array): Hit[];
}

/** @throws {RangeError} when a pattern is shorter than three bytes */
export function createSearcher(patterns: readonly Pattern[]): Searcher {
  const starts = new Uint8Array(1 << 24);
  const byStart = new Map<number, Pattern[]>();
  for (const pattern of patterns) {
    const [a, b, c] = pattern.bytes;
    if (a === undefined || b === undefined || c === undefined) {
      throw new RangeError(`Cannot search for ${pattern.secretName}: the pattern is too short`);
    }
    const start = a | b << 8 | c << 16;
    starts[start] = 1;
    byStart.set(start, [...byStart.get(start) ?? [], pattern]);
  }
  return {
    patternCount: patterns.length,
    search(place, bytes) {
      const hits: Hit[] = [];
      let start = (bytes[0] ?? 0) << 8 | (bytes[1] ?? 0) << 16;
      for (let at = 0; at + 2 < bytes.length; at++) {
        start = start >>> 8 | bytes[at + 2]! << 16;
        if (starts[start] === 0) continue;
        for (const pattern of byStart.get(start) ?? []) {
          if (!isAt(bytes, at, pattern.bytes)) continue;
          const { secretName, encoding } = pattern;
          hits.push({ secretName, encoding, place, offset: at });
        }
      }
      return hits;
    },
  };
}

function isAt(bytes: Uint8Array, at: number, pattern: Uint8Array): boolean {
  if (at + pattern.length > bytes.length) return false;
  for (let index = 3; index < pattern.length; index++) {
    if (bytes[at + index] !== pattern[index]) return false;
  }
  return true;
}
