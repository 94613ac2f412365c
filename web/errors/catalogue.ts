import { HTTPException } from "hono/http-exception";
import type { ErrorEntry, ToldError } from "./entry.ts";

export interface ErrorCatalogue {
  /** All entries by code, for the help page. */
  readonly entries: readonly ErrorEntry[];
  /** Whether the error is one we foresaw; all else is logged as a fault of ours. */
  knows(error: unknown): boolean;
  /** What to tell; an unforeseen error says nothing of its cause. */
  tell(error: unknown): ToldError;
}

/** Two areas gave different words to one error class, or one code to two classes. */
export class ErrorCatalogueConflictError extends Error {
  override name = "ErrorCatalogueConflictError";
  constructor(readonly kind: "error" | "code", readonly value: string) {
    super(`Cannot register the ${kind} "${value}": it is registered already`);
  }
}

/**
 * The one map from error class to status, stable code and words. Each area exports its entries.
 *
 * @throws {ErrorCatalogueConflictError}
 */
export function registerErrors(...lists: readonly (readonly ErrorEntry[])[]): ErrorCatalogue {
  const byName = new Map<string, ErrorEntry>();
  const codes = new Set<string>([UNFORESEEN.code]);
  for (const entry of lists.flat()) {
    if (byName.has(entry.error)) throw new ErrorCatalogueConflictError("error", entry.error);
    if (codes.has(entry.code)) throw new ErrorCatalogueConflictError("code", entry.code);
    byName.set(entry.error, entry);
    codes.add(entry.code);
  }
  const entryOf = (error: unknown): ErrorEntry | undefined => {
    if (!(error instanceof Error)) return undefined;
    return byName.get(error.name) ?? byName.get(httpName(error) ?? "");
  };
  return {
    entries: [...byName.values(), UNFORESEEN].sort((a, b) => a.code.localeCompare(b.code)),
    knows: (error) => entryOf(error) !== undefined,
    tell: (error) => tellWith(entryOf(error) ?? UNFORESEEN, error),
  };
}

/** Hono throws its own class with a status, for instance on a body that is not JSON. */
function httpName(error: Error): string | undefined {
  return error instanceof HTTPException ? `Http${error.status}Error` : undefined;
}

function tellWith(entry: ErrorEntry, error: unknown): ToldError {
  const known = error instanceof Error ? error : undefined;
  const action = known && entry.actionFor ? entry.actionFor(known) : entry.action;
  return {
    status: entry.status,
    code: entry.code,
    title: entry.title,
    next: known && entry.nextFor ? entry.nextFor(known) : entry.next,
    ...(entry.field === undefined ? {} : { field: entry.field }),
    ...(action === undefined ? {} : { action }),
    ...(known && entry.errorsFor ? { errors: entry.errorsFor(known) } : {}),
    ...(known && entry.retryAfterSeconds
      ? { retryAfterSeconds: entry.retryAfterSeconds(known) }
      : {}),
  };
}

const UNFORESEEN: ErrorEntry = {
  error: "Error",
  status: 500,
  code: "COMMON-500",
  title: "처리하는 중에 문제가 생겼습니다.",
  next:
    "입력하신 내용의 잘못이 아닙니다. 잠시 뒤 다시 시도해 주십시오. 계속되면 아래 요청번호를 고객센터 02-3771-1100에 알려 주십시오.",
};
