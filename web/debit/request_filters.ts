import { type Html, html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { debitPaths } from "./context.ts";
import { dateWords } from "./date_words.ts";
import { SelectFilter, TextFilter } from "./filter_fields.ts";
import type { RequestChoice } from "./request_choice.ts";

/** 계약, 이체예정일, 집금항목, 미수금 포함. */
export function RequestFilters(
  { choice, contracts, ticked }: {
    readonly choice: RequestChoice;
    readonly ticked: readonly string[];
    readonly contracts: readonly { readonly id: string; readonly name: string }[];
  },
): Markup {
  const { contract, dueDate } = choice;
  const dueDates = [...new Set([...choice.dueDates, dueDate])].sort();
  return html`
    <form method="get" action=${debitPaths.requests} class="filter-form">
      ${SelectFilter({
        name: "contractId",
        label: "계약",
        value: contract.id,
        options: contracts.map(({ id, name }) => ({ value: id, label: name })),
      })}
      ${SelectFilter({
        name: "dueDate",
        label: "이체예정일",
        value: dueDate,
        options: dueDates.map((date) => ({ value: date, label: dateWords(date) })),
      })}
      ${TextFilter({ label: "고객명, 고객번호", value: choice.text })}
      <fieldset class="debit-ticks">
        <legend class="visually-hidden">집금항목과 미수금</legend>
        ${contract.items.map(({ itemCode, itemName }) =>
          Tick({
            name: "item",
            value: itemCode,
            label: itemName,
            checked: choice.itemCodes.length === 0 || choice.itemCodes.includes(itemCode),
          })
        )}
        ${Tick({
          name: "arrears",
          value: "on",
          label: "미수금 포함",
          checked: choice.withArrears,
        })}
      </fieldset>
      ${TickedFields(ticked)} ${Button({ size: "small", children: "조회" })}
    </form>
  `;
}

/** The choice as hidden fields of the next form. */
export function RequestFields(choice: RequestChoice): Markup {
  return html`
    <div hidden>
      <input type="hidden" name="contractId" value=${choice.contract.id} />
      <input type="hidden" name="dueDate" value=${choice.dueDate} />
      <input type="hidden" name="text" value=${choice.text} />
      <input type="hidden" name="arrears" value=${choice.withArrears ? "on" : ""} />
      ${choice.itemCodes.map((code) => html`<input type="hidden" name="item" value=${code} />`)}
    </div>
  `;
}

/** What was ticked, as hidden fields. */
export function TickedFields(ids: readonly string[]): Html {
  return ids.map((id) => html`<input type="hidden" name="id" value=${id} />`);
}

function Tick(
  props: {
    readonly name: string;
    readonly value: string;
    readonly label: string;
    readonly checked: boolean;
  },
): Markup {
  return html`
    <label class="debit-tick">
      <input type="checkbox" name=${props.name} value=${props.value} checked=${props.checked} />
      <span>${props.label}</span>
    </label>
  `;
}
