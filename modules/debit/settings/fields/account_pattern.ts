/** One length or a span of them: `\d{11}`, `\d{10,14}`. */
const LENGTHS = /^\\d\{(\d{1,2})(?:,(\d{1,2}))?\}$/;
/** Fields of the files have room for so many digits. */
const LENGTH_MAX = 16;

/**
 * The lengths that a bank's pattern allows, bit n standing for n digits. A pattern is `^\d{10,14}$` or a
 * choice of such, `^(\d{11}|\d{13,14})$`: no more, so that a million numbers are checked without a
 * regular expression.
 *
 * @throws {RangeError} the pattern is of another form
 */
export function lengthsOfPattern(pattern: string): number {
  const inner = pattern.slice(1, -1);
  const choices = inner.startsWith("(") && inner.endsWith(")") ? inner.slice(1, -1) : inner;
  let lengths = 0;
  for (const choice of choices.split("|")) {
    const [, first, last = first] = LENGTHS.exec(choice) ?? [];
    const from = Number(first);
    const to = Number(last);
    if (!pattern.startsWith("^") || !pattern.endsWith("$") || !(from <= to && to <= LENGTH_MAX)) {
      throw new RangeError(`Cannot use "${pattern}" as a pattern of account numbers`);
    }
    for (let length = from; length <= to; length++) lengths |= 1 << length;
  }
  return lengths;
}
