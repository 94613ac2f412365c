import type { Candidate } from "@maru/debit";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import { html } from "../html.ts";
import { page } from "../page.ts";
import { requireSecondFactor } from "../staff/context.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { idsIn, placeIn, wordIn } from "./list_query.ts";
import { NoContractPage } from "./no_contract_page.ts";
import {
  choiceQuery,
  fieldsInAddress,
  type RequestChoice,
  requestChoice,
} from "./request_choice.ts";
import { RequestConfirmPage } from "./request_confirm_page.ts";
import { RequestFields } from "./request_filters.ts";
import { listCandidates } from "./request_list.ts";

const TITLE = "이체의뢰";

/** What was ticked, or all, with its sum; a second factor is proved before the button is shown. */
export async function confirmRequest(
  context: DebitContext,
  c: Context<WebEnv>,
): Promise<Response> {
  const { debit } = context;
  const { view } = c.var;
  const { merchantId } = await requireMerchant(context, c, "debit.request");
  await requireSecondFactor(context, c);
  const choice = await requestChoice(context, { merchantId, fields: fieldsInAddress(c) });
  if (choice === undefined) return page(c, NoContractPage({ view, title: TITLE }));
  const { contract, dueDate, withArrears } = choice;
  const isAll = wordIn(c, "all") === "on";
  const found = await listCandidates(debit, {
    merchantId,
    choice: isAll ? { ...choice, text: "" } : choice,
    place: isAll ? { offset: 0 } : placeIn(c),
  });
  const rows = pickedOf(found.rows, idsIn(c.req.queries("id")));
  const sum = { count: rows.length, amountWon: rows.reduce((won, row) => won + row.amountWon, 0n) };
  return page(
    c,
    RequestConfirmPage({
      view,
      title: TITLE,
      contractName: contract.name,
      ...(isAll ? found.open : sum),
      window: await debit.orders.window(merchantId, { contractId: contract.id, dueDate }),
      lines: [
        { term: "집금항목", value: itemNames(choice) },
        { term: "미수금", value: withArrears ? "포함" : "포함하지 않음" },
      ],
      action: debitPaths.requests,
      fields: [RequestFields(choice), isAll ? ALL : rows.map(IdField)],
      backTo: `${debitPaths.requests}?${choiceQuery(choice)}`,
      current: debitPaths.requests,
    }),
  );
}

function pickedOf(rows: readonly Candidate[], ids: readonly string[]): Candidate[] {
  return rows.filter((row) => row.obstacle === undefined && ids.includes(row.instructionId));
}

const ALL = html`<input type="hidden" name="all" value="on" />`;

function IdField({ instructionId }: Candidate) {
  return html`<input type="hidden" name="id" value=${instructionId} />`;
}

function itemNames({ contract, itemCodes }: RequestChoice): string {
  const chosen = contract.items.filter(({ itemCode }) => itemCodes.includes(itemCode));
  return chosen.length === 0 ? "전체" : chosen.map(({ itemName }) => itemName).join(", ");
}
