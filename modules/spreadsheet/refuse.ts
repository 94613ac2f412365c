import { SheetRefusedError } from "./errors.ts";

/** For files that contradict themselves or are cut short. */
export function damaged(detail: string, rowNumber?: number): SheetRefusedError {
  return new SheetRefusedError({
    reason: "damaged",
    detail,
    ...rowNumber === undefined ? {} : { rowNumber },
  });
}
