/** Rows of a page: what was asked for, inside the list's own limit. */
export function pageSize(asked: number, max: number): number {
  if (!Number.isInteger(asked)) return max;
  return Math.min(Math.max(1, asked), max);
}
