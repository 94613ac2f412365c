import type { Bank, Contract, CustomerRow, Instruction } from "@maru/debit";
import type { FieldError } from "../forms/mod.ts";
import { html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { groupDigits } from "../ui/money.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import type { PaginationProps } from "../ui/pagination.ts";
import { Table } from "../ui/table.ts";
import { TextInput } from "../ui/text_input.ts";
import type { View } from "../view.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { CustomerFilters } from "./customer_filters.ts";
import { customerPaths } from "./customer_paths.ts";
import { type CustomerFilter, customerHref } from "./customer_query.ts";
import { errorAt } from "./customer_values.ts";
import { rateText } from "./customer_words.ts";
import { sheetLinks } from "./sheet_links.ts";

/** One instruction and whose it is. */
export interface DiscountRow {
  readonly customer: Pick<CustomerRow, "id" | "name" | "number">;
  readonly instruction: Instruction;
}

export interface DiscountPageProps {
  readonly view: View;
  readonly rows: readonly DiscountRow[];
  readonly filter: CustomerFilter;
  readonly contracts: readonly Contract[];
  readonly grades: readonly string[];
  readonly banks: readonly Bank[];
  readonly pagination: PaginationProps;
  readonly canEdit: boolean;
  readonly ticked: ReadonlySet<string>;
  readonly rate: string;
  readonly errors?: readonly FieldError[];
  /** How many were changed just now. */
  readonly changedCount?: number;
}

/** 할인관리: tick, give a rate, look at the amounts, confirm. */
export function DiscountPage(props: DiscountPageProps): Markup {
  const { view, canEdit } = props;
  return DebitLayout({
    view,
    title: "할인관리",
    current: debitPaths.discounts,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "할인관리", note: "바꾼 할인은 다음 이체의뢰부터 적용합니다." })}
        ${props.changedCount === undefined ? null : Notice({
          tone: "good",
          title: `${groupDigits(props.changedCount)}건의 할인을 바꿨습니다.`,
        })}
        ${FormErrors({ errors: props.errors })} ${List(props)} ${canEdit ? RateForm(props) : null}
      </div>
    `,
  });
}

/** The form of the ticks: boxes in the table belong to it by its id. */
const FORM_ID = "discount-form";

function List(props: DiscountPageProps): Markup {
  const { canEdit, ticked } = props;
  return Table<DiscountRow>({
    caption: "할인",
    rows: props.rows,
    filters: CustomerFilters({ ...props, action: debitPaths.discounts, withoutEnded: true }),
    // The customers' file has rate and amount of every instruction.
    exports: sheetLinks((format) => customerHref(debitPaths.customersExport(format), props.filter)),
    pagination: props.pagination,
    empty: { title: "찾으시는 이체정보가 없습니다.", text: "찾는 말이나 조건을 바꿔 주십시오." },
    columns: [
      ...canEdit
        ? [{
          key: "tick",
          title: "선택",
          telling: true,
          cell: ({ customer, instruction }: DiscountRow) =>
            html`
              <input
                type="checkbox"
                class="checkbox-input"
                form=${FORM_ID}
                name="instruction"
                value=${instruction.id}
                checked=${ticked.has(instruction.id)}
                aria-label=${`${customer.name} ${instruction.itemName}`}
              />
            `,
        }]
        : [],
      { key: "number", title: "고객번호", nowrap: true, cell: ({ customer }) => customer.number },
      {
        key: "name",
        title: "고객명",
        telling: true,
        rowHeader: true,
        cell: ({ customer }) =>
          html`<a href=${debitPaths.customer(customer.id)}>${customer.name}</a>`,
      },
      { key: "item", title: "집금항목", cell: ({ instruction }) => instruction.itemName },
      won("monthly", "월이체금액", ({ instruction }) => instruction.monthlyWon),
      {
        key: "rate",
        title: "할인율",
        align: "right",
        telling: true,
        nowrap: true,
        cell: ({ instruction }) => rateText(instruction.discountRate),
      },
      won("discount", "할인금액", ({ instruction }) => instruction.discountWon),
      {
        ...won(
          "paid",
          "이체금액",
          ({ instruction }) => instruction.monthlyWon - instruction.discountWon,
        ),
        telling: true,
      },
    ],
  });
}

export function won(key: string, title: string, of: (row: DiscountRow) => bigint) {
  return {
    key,
    title,
    align: "right" as const,
    nowrap: true,
    cell: (row: DiscountRow) => groupDigits(of(row)),
  };
}

function RateForm({ view, rate, errors }: DiscountPageProps): Markup {
  return html`
    <div class="card">
      ${Form({
        view,
        id: FORM_ID,
        action: customerPaths.discountConfirm,
        children: html`
          ${TextInput({
            name: "rate",
            label: "할인율 (%)",
            value: rate,
            hint: "선택한 이체정보에 같은 할인율을 적용합니다. 0은 할인 없음, 100은 면제입니다.",
            error: errorAt(errors, "rate"),
          })}
          ${Button({ kind: "primary", wide: true, children: "할인금액 계산" })}
        `,
      })}
    </div>
  `;
}
