import type { Settlement } from "@maru/debit";
import { formatDate } from "../../ui/date_text.ts";
import type { OperatorDebitContext } from "./context.ts";

/** What an actor is called; what he is, where his account is not there. */
export type NameOf = (actor: string) => string;

const OPERATOR = "operator:";

/** The operators who took the files that settlements stand in. */
export async function listerNames(
  { auth }: Pick<OperatorDebitContext, "auth">,
  settlements: readonly Settlement[],
): Promise<NameOf> {
  const ids = new Set(
    settlements.flatMap(({ listing }) =>
      listing?.by.startsWith(OPERATOR) ? [listing.by.slice(OPERATOR.length)] : []
    ),
  );
  const found = await Promise.all([...ids].map((staffId) => auth.staff.list({ staffId })));
  const names = new Map(found.flat().map(({ id, name }) => [`${OPERATOR}${id}`, name]));
  return (actor) => names.get(actor) ?? "운영자";
}

/** When and by whom the file was taken. */
export function listingWords(
  { at, by }: NonNullable<Settlement["listing"]>,
  nameOf: NameOf,
): string {
  return `${formatDate(at, "dateTime")} ${nameOf(by)}`;
}
