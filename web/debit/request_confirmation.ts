import type { Candidate } from "@maru/debit";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import { html } from "../html.ts";
import { page } from "../page.ts";
import { requireSecondFactor } from "../staff/context.ts";
import { groupDigits } from "../ui/money.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { choiceIn } from "./list_query.ts";
import { NoContractPage } from "./no_contract_page.ts";
import {
  candidateChoice,
  choiceQuery,
  fieldsInAddress,
  type RequestChoice,
  requestChoice,
  tickedQuery,
} from "./request_choice.ts";
import { RequestConfirmPage } from "./request_confirm_page.ts";
import { RequestFields, TickedFields } from "./request_filters.ts";
import {
  REQUEST_SCOPES,
  type ScopedTicks,
  scopedTicks,
  scopeFilter,
  tickFault,
} from "./request_scope.ts";

const TITLE = "이체의뢰";
const NAMES_MAX = 10;

/** What would be asked for, with its sum; a second factor is proved before the button is shown. */
export async function confirmRequest(
  context: DebitContext,
  c: Context<WebEnv>,
): Promise<Response> {
  const { debit } = context;
  const { view } = c.var;
  const { merchantId } = await requireMerchant(context, c, "debit.request");
  const ticks = scopedTicks(choiceIn(c, "scope", REQUEST_SCOPES) ?? "all", c.req.queries("id"));
  const choice = await requestChoice(context, { merchantId, fields: fieldsInAddress(c) });
  const fault = tickFault(ticks);
  if (choice !== undefined && fault !== undefined) {
    // Nobody proves a second factor only to hear that nothing was ticked.
    return c.redirect(`${debitPaths.requests}?${choiceQuery(choice)}&done=${fault}`, 303);
  }
  await requireSecondFactor(context, c);
  if (choice === undefined) return page(c, NoContractPage({ view, title: TITLE }));
  const { contract, dueDate, withArrears } = choice;
  const asked = { ...candidateChoice(choice), ...scopeFilter(ticks), limit: 1 };
  return page(
    c,
    RequestConfirmPage({
      view,
      title: TITLE,
      contractName: contract.name,
      ...(await debit.orders.candidates(merchantId, asked)).open,
      window: await debit.orders.window(merchantId, { contractId: contract.id, dueDate }),
      lines: [
        { term: "집금항목", value: itemNames(choice) },
        { term: "미수금", value: withArrears ? "포함" : "포함하지 않음" },
        ...await leftOutLines(context, { merchantId, choice, ticks }),
      ],
      action: debitPaths.requests,
      fields: [
        RequestFields(choice),
        html`<input type="hidden" name="scope" value=${ticks.scope} />`,
        TickedFields(ticks.ids),
      ],
      backTo: `${debitPaths.requests}?${tickedQuery(choice, ticks.ids)}`,
      current: debitPaths.requests,
    }),
  );
}

/** Who is left out of all, by name. */
async function leftOutLines(
  { debit }: DebitContext,
  { merchantId, choice, ticks }: {
    readonly merchantId: string;
    readonly choice: RequestChoice;
    readonly ticks: ScopedTicks;
  },
) {
  if (ticks.scope !== "rest") return [];
  const { rows, total } = await debit.orders.candidates(merchantId, {
    ...candidateChoice(choice),
    instructionIds: ticks.ids,
    limit: NAMES_MAX,
  });
  const more = total > rows.length ? ` 외 ${groupDigits(total - rows.length)}건` : "";
  return [{ term: "뺀 것", value: `${rows.map(nameOf).join(", ")}${more}` }];
}

function nameOf({ customerName, customerNumber, itemName }: Candidate): string {
  return `${customerName}(${customerNumber}) ${itemName}`;
}

function itemNames({ contract, itemCodes }: RequestChoice): string {
  const chosen = contract.items.filter(({ itemCode }) => itemCodes.includes(itemCode));
  return chosen.length === 0 ? "전체" : chosen.map(({ itemName }) => itemName).join(", ");
}
