import type { Debit, OrderDesk } from "@maru/debit";
import type { Place } from "./list_query.ts";
import { candidateChoice, type RequestChoice } from "./request_choice.ts";

/** Rows of a page; the ticked ones of one page fit into an address. */
const PAGE_ROWS = 50;

/** A page of what may be asked for. */
export async function listCandidates(
  { orders }: Debit,
  { merchantId, choice, place }: {
    readonly merchantId: string;
    readonly choice: RequestChoice;
    readonly place: Place;
  },
): ReturnType<OrderDesk["candidates"]> {
  return await orders.candidates(merchantId, {
    ...candidateChoice(choice),
    ...(choice.text === "" ? {} : { text: choice.text }),
    ...(place.after === undefined ? {} : { after: place.after }),
    limit: PAGE_ROWS,
  });
}
