/** @throws {RangeError} when it is no whole number from 1 to the largest */
export function pageSize(limit: number, limitMax: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > limitMax) {
    throw new RangeError(`Cannot list "${limit}" rows: wanted 1 to ${limitMax}`);
  }
  return limit;
}
