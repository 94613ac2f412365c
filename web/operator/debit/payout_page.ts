import type { Settlement } from "@maru/debit";
import { CustomerConfirm } from "../../debit/customer_confirm.ts";
import { dateCell } from "../../debit/date_words.ts";
import { payoutAccountWords } from "../../debit/settlement_parts.ts";
import type { FieldError } from "../../forms/mod.ts";
import { type Html, html, type Markup } from "../../html.ts";
import { Badge } from "../../ui/badge.ts";
import { Button, LinkButton } from "../../ui/button.ts";
import { Card } from "../../ui/card.ts";
import { Form } from "../../ui/form.ts";
import { FormErrors } from "../../ui/form_errors.ts";
import { formatWon, groupDigits } from "../../ui/money.ts";
import { PageTitle } from "../../ui/page_title.ts";
import { type Column, Table } from "../../ui/table.ts";
import { TextInput } from "../../ui/text_input.ts";
import type { View } from "../../view.ts";
import { OperatorLayout } from "../context.ts";
import { operatorDebitPaths as paths } from "./paths.ts";
import { listingWords, type NameOf } from "./payout_people.ts";

export interface PayoutsPageProps {
  readonly view: View;
  /** All that are approved and not paid. */
  readonly settlements: readonly Settlement[];
  /** The file takes what is due by then. */
  readonly payoutOn: string;
  readonly today: string;
  /** Who took the files. */
  readonly nameOf: NameOf;
  readonly errors?: readonly FieldError[];
}

/** 지급 목록: what was approved and is due, as a file for the bank's bulk transfer. */
export function PayoutsPage(props: PayoutsPageProps): Markup {
  const listed = props.settlements.filter(isListed);
  const open = props.settlements.filter((each) => !isListed(each));
  const taken = open.filter((each) => obstacleOf(each, props.payoutOn) === undefined);
  const left = open.filter((each) => !taken.includes(each));
  return OperatorLayout({
    view: props.view,
    title: "지급 목록",
    current: paths.settlements,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "지급 목록", note: "은행의 대량이체에 올립니다" })}
        ${FormErrors({ errors: props.errors })}
        ${Card({ children: html`<div class="stack">${Choice(props)} ${File(props, taken)}</div>` })}
        ${Taken(props, taken)} ${listed.length === 0 ? null : Listed(props, listed)}
        ${left.length === 0 ? null : Left(props, left)}
        <div>${LinkButton({ href: paths.settlements, children: "정산 목록으로" })}</div>
      </div>
    `,
  });
}

type ListedSettlement = Settlement & { readonly listing: NonNullable<Settlement["listing"]> };

function isListed(settlement: Settlement): settlement is ListedSettlement {
  return settlement.listing !== undefined;
}

/** Why a settlement is not in the file of a day. */
function obstacleOf(settlement: Settlement, payoutOn: string): string | undefined {
  if (settlement.payoutWon === 0n) return "지급할 금액이 없습니다";
  if (settlement.accountMasked === undefined) {
    return settlement.isAccountChanged
      ? "승인한 뒤에 정산계좌가 등록되었습니다. 다시 승인해 주십시오."
      : "정산계좌가 확인되지 않았습니다";
  }
  return settlement.payoutOn > payoutOn ? "지급일이 뒤입니다" : undefined;
}

function Choice({ payoutOn, errors }: PayoutsPageProps): Html {
  return html`
    <form method="get" action=${paths.payouts} class="form payout-choice" novalidate>
      ${TextInput({
        name: "payoutOn",
        label: "지급일",
        type: "date",
        value: payoutOn,
        hint: "이날까지 지급할 정산을 모두 담습니다. 지난 지급일에 지급하지 못한 정산도 담습니다.",
        error: errors?.[0]?.message,
      })}
      ${Button({ size: "small", children: "조회" })}
    </form>
  `;
}

function File({ view, payoutOn }: PayoutsPageProps, taken: readonly Settlement[]): Html {
  if (taken.length === 0) return null;
  const won = taken.reduce((sum, each) => sum + each.payoutWon, 0n);
  return Form({
    view,
    action: paths.payoutFile,
    children: html`
      <input type="hidden" name="payoutOn" value=${payoutOn} />
      <p><strong>정산 ${groupDigits(taken.length)}건, ${formatWon(won)}</strong>을 담습니다.</p>
      <p class="quiet">
        계좌번호가 들어 있어, 내려받은 사람이 접속기록에 남습니다. 한 번 내려받은 정산은 다음 파일에
        담지 않습니다. 이체를 마친 정산은 지급 완료로 표시해 주십시오.
      </p>
      ${Button({ kind: "primary", children: "CSV로 내려받기" })}
    `,
  });
}

function Taken({ today }: PayoutsPageProps, taken: readonly Settlement[]): Markup {
  return Table({
    caption: "파일에 담는 정산",
    title: "파일에 담는 정산",
    rows: taken,
    empty: {
      title: "이날까지 지급할 정산이 없습니다.",
      text: "정산 목록에서 먼저 승인하거나 지급일을 바꾸어 주십시오.",
    },
    columns: [
      ...COLUMNS,
      ACCOUNT,
      {
        key: "late",
        title: "비고",
        cell: (each) =>
          each.payoutOn < today ? Badge({ tone: "care", children: "지급일이 지났습니다" }) : "-",
      },
    ],
  });
}

/** What stands in files that were taken, and each of those files once more. */
function Listed({ view, nameOf }: PayoutsPageProps, listed: readonly ListedSettlement[]): Markup {
  const files = Map.groupBy(listed, ({ listing }) => listing.id);
  return html`
    ${Table({
      caption: "이미 내려받은 정산",
      title: "이미 내려받은 정산",
      rows: listed,
      empty: { title: "없습니다." },
      columns: [
        ...COLUMNS,
        ACCOUNT,
        { key: "at", title: "내려받음", cell: ({ listing }) => listingWords(listing, nameOf) },
      ],
    })}
    ${Card({
      title: "이미 내려받은 것 다시",
      children: html`
        <div class="stack">
          <p class="quiet">
            파일을 잃어버렸을 때 같은 계좌로 다시 내려받습니다. 이미 은행에 올린 파일이면 다시 올리지
            마십시오. 지급을 마쳤거나 지급 목록에서 뺀 정산은 담지 않습니다.
          </p>
          ${[...files.values()].map((rows) => Again({ view, nameOf, rows }))}
        </div>
      `,
    })}
  `;
}

function Again(
  { view, nameOf, rows }: {
    readonly view: View;
    readonly nameOf: NameOf;
    readonly rows: readonly ListedSettlement[];
  },
): Html {
  const listing = rows[0]?.listing;
  if (listing === undefined) return null;
  const won = rows.reduce((sum, each) => sum + each.payoutWon, 0n);
  return CustomerConfirm({
    view,
    action: paths.payoutFileAgain,
    summary: `${listingWords(listing, nameOf)}: 정산 ${groupDigits(rows.length)}건, ${
      formatWon(won)
    }`,
    text:
      "은행에 올리지 않은 것을 확인했으면 내려받아 주십시오. 내려받은 사람이 접속기록에 남습니다.",
    button: "이미 내려받은 것 다시 내려받기",
    fields: html`<input type="hidden" name="listing" value=${listing.id} />`,
  });
}

function Left({ payoutOn }: PayoutsPageProps, left: readonly Settlement[]): Markup {
  return Table({
    caption: "담지 않는 정산",
    title: "담지 않는 정산",
    rows: left,
    empty: { title: "없습니다." },
    columns: [
      ...COLUMNS,
      { key: "why", title: "이유", cell: (each) => obstacleOf(each, payoutOn) },
    ],
  });
}

const ACCOUNT: Column<Settlement> = {
  key: "account",
  title: "지급할 계좌",
  cell: (each) =>
    each.isAccountChanged === true
      ? html`
        ${payoutAccountWords(each)} ${Badge({ tone: "care", children: "승인 뒤 변경됨" })}
      `
      : payoutAccountWords(each),
};

const COLUMNS: readonly Column<Settlement>[] = [
  {
    key: "merchant",
    title: "업체",
    telling: true,
    rowHeader: true,
    cell: (each) =>
      html`<a href=${paths.settlement(each.merchantId, each.id)}>${each.merchantName}</a>`,
  },
  { key: "on", title: "지급일", telling: true, cell: (each) => dateCell(each.payoutOn) },
  {
    key: "won",
    title: "지급액",
    telling: true,
    align: "right",
    cell: (each) => formatWon(each.payoutWon),
  },
];
