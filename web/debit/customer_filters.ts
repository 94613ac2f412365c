import type { Bank, Contract } from "@maru/debit";
import { html, type Markup } from "../html.ts";
import { Button, LinkButton } from "../ui/button.ts";
import type { Option } from "../ui/select.ts";
import { debitPaths } from "./context.ts";
import type { CustomerFilter } from "./customer_query.ts";
import { REGISTRATION_OPTIONS } from "./customer_words.ts";

export interface CustomerFiltersProps {
  readonly filter: CustomerFilter;
  readonly contracts: readonly Contract[];
  readonly grades: readonly string[];
  readonly banks: readonly Bank[];
  /** Whose list is filtered; 고객관리 unless said. */
  readonly action?: string;
  /** The list holds nobody who has ended, so it does not ask. */
  readonly withoutEnded?: boolean;
}

/** Search and filters in one line; a sorted list stays sorted. */
export function CustomerFilters(props: CustomerFiltersProps): Markup {
  const { filter, contracts } = props;
  const action = props.action ?? debitPaths.customers;
  const items = new Map(
    contracts.flatMap(({ items }) => items).map((item) => [item.itemCode, item]),
  );
  return html`
    <form method="get" action=${action} class="filter-form">
      <input
        class="input input-small"
        type="search"
        name="text"
        value=${filter.text}
        maxlength="60"
        aria-label="고객명, 고객번호, 전화번호, 이메일"
        placeholder="고객명, 고객번호, 연락처"
      />
      ${contracts.length < 2 ? null : Choice({
        name: "contract",
        label: "계약",
        value: filter.contract,
        options: contracts.map(({ id, name }) => ({ value: id, label: name })),
      })}
      ${Choice({
        name: "item",
        label: "집금항목",
        value: filter.item,
        options: [...items.values()].map((item) => ({
          value: item.itemCode,
          label: item.itemName,
        })),
      })}
      ${Choice({
        name: "grade",
        label: "등급",
        value: filter.grade,
        options: props.grades.map((grade) => ({ value: grade, label: grade })),
      })}
      ${Choice({
        name: "bank",
        label: "은행",
        value: filter.bank,
        options: props.banks.map(({ code, name }) => ({ value: code, label: name })),
      })}
      ${Choice({
        name: "registration",
        label: "계좌신청",
        value: filter.registration,
        options: REGISTRATION_OPTIONS,
      })}
      ${props.withoutEnded ? null : StateChoice(filter)}
      ${filter.sort === "number"
        ? null
        : html`<input type="hidden" name="sort" value=${filter.sort} />`}
      ${filter.descending ? html`<input type="hidden" name="order" value="descending" />` : null}
      ${Button({ size: "small", children: "찾기" })}
      ${isFiltered(filter)
        ? LinkButton({ href: action, size: "small", kind: "plain", children: "조건 지우기" })
        : null}
    </form>
  `;
}

function StateChoice(filter: CustomerFilter): Markup {
  return html`
    <select class="input select input-small" name="state" aria-label="고객 상태">
      ${STATES.map(([value, label]) =>
        html`<option value=${value} selected=${value === filter.state}>${label}</option>`
      )}
    </select>
  `;
}

const STATES = [
  ["", "이용 고객"],
  ["ended", "해지 고객"],
  ["all", "모든 고객"],
] as const;

function isFiltered({ sort: _, descending: __, ...words }: CustomerFilter): boolean {
  return Object.values(words).some((word) => word !== "");
}

function Choice(props: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
}): Markup {
  return html`
    <select class="input select input-small" name=${props.name} aria-label=${props.label}>
      <option value="">${props.label} 전체</option>
      ${props.options.map(({ value, label }) =>
        html`<option value=${value} selected=${value === props.value}>${label}</option>`
      )}
    </select>
  `;
}
