import type { Violation } from "./invariants.ts";

const SHOWN_MAX = 10;

/** A line for each rule, and what broke it. */
export function verdictsOf(
  names: readonly string[],
  violations: readonly Violation[],
): string[] {
  const rules = new Set([...names, ...violations.map(({ rule }) => rule)]);
  const lines = [...rules].flatMap((rule) => {
    const broken = violations.filter((each) => each.rule === rule);
    const more = broken.length > SHOWN_MAX ? [`        … ${broken.length} in all`] : [];
    return [
      `${broken.length === 0 ? "  holds " : "  BROKEN"}  ${rule}`,
      ...broken.slice(0, SHOWN_MAX).map(({ what }) => `        ${what}`),
      ...more,
    ];
  });
  return [...lines, "", violations.length === 0 ? "All holds." : "Something is broken."];
}
