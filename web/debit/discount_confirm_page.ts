import { html, type Markup } from "../html.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { Form } from "../ui/form.ts";
import { formatWon, groupDigits } from "../ui/money.ts";
import { PageTitle } from "../ui/page_title.ts";
import { StatCards } from "../ui/stat_cards.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { rateText } from "./customer_words.ts";
import { type DiscountRow, won } from "./discount_page.ts";

/** What the rate comes to for each, before anything is changed. */
export function DiscountConfirmPage(props: {
  readonly view: View;
  readonly rows: readonly DiscountRow[];
  readonly discountRate: number;
  readonly idempotencyKey: string;
}): Markup {
  const { view, rows, discountRate } = props;
  const newWon = ({ instruction }: DiscountRow) =>
    instruction.monthlyWon * BigInt(discountRate) / 10_000n;
  const sum = (of: (row: DiscountRow) => bigint) =>
    rows.reduce((total, row) => total + of(row), 0n);
  const paidWon = sum(({ instruction }) => instruction.monthlyWon) - sum(newWon);
  return DebitLayout({
    view,
    title: "할인 확인",
    current: debitPaths.discounts,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "할인 확인", note: `할인율 ${rateText(discountRate)}` })}
        ${StatCards({
          cards: [
            { label: "이체정보", value: `${groupDigits(rows.length)}건` },
            { label: "할인금액 합계", value: formatWon(sum(newWon)), note: "매월" },
            { label: "이체금액 합계", value: formatWon(paidWon), note: "매월, 할인 뒤" },
          ],
        })}
        ${Table<DiscountRow>({
          caption: "바뀔 할인",
          rows,
          empty: { title: "고른 이체정보가 없습니다." },
          columns: [
            {
              key: "number",
              title: "고객번호",
              nowrap: true,
              cell: ({ customer }) => customer.number,
            },
            {
              key: "name",
              title: "고객명",
              telling: true,
              rowHeader: true,
              cell: ({ customer }) => customer.name,
            },
            { key: "item", title: "집금항목", cell: ({ instruction }) => instruction.itemName },
            won("monthly", "월이체금액", ({ instruction }) => instruction.monthlyWon),
            won("before", "지금 할인금액", ({ instruction }) => instruction.discountWon),
            { ...won("after", "새 할인금액", newWon), telling: true },
            {
              ...won("paid", "새 이체금액", (row) => row.instruction.monthlyWon - newWon(row)),
              telling: true,
            },
          ],
        })}
        ${Card({
          children: Form({
            view,
            action: debitPaths.discounts,
            idempotencyKey: props.idempotencyKey,
            children: html`
              ${rows.map(({ instruction }) =>
                html`<input type="hidden" name="instruction" value=${instruction.id} />`
              )}
              <input type="hidden" name="rate" value=${String(discountRate / 100)} />
              ${discountRate === 10_000
                ? html`<p>면제한 이체정보는 이체의뢰에 넣지 않습니다.</p>`
                : null}
              <div class="button-row">
                ${Button({
                  kind: "primary",
                  wide: true,
                  children: `${groupDigits(rows.length)}건에 적용`,
                })}
                ${LinkButton({ href: debitPaths.discounts, wide: true, children: "다시 고르기" })}
              </div>
            `,
          }),
        })}
      </div>
    `,
  });
}
