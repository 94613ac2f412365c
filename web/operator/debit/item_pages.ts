import type { ItemRequest } from "@maru/debit";
import { type FieldTexts, FormFields } from "../../debit/money_form.ts";
import type { FieldError } from "../../forms/mod.ts";
import { type Html, html, type Markup } from "../../html.ts";
import { Badge } from "../../ui/badge.ts";
import { Button } from "../../ui/button.ts";
import { Card } from "../../ui/card.ts";
import { formatDate } from "../../ui/date_text.ts";
import { Form } from "../../ui/form.ts";
import { FormErrors } from "../../ui/form_errors.ts";
import { Notice } from "../../ui/notice.ts";
import { PageTitle } from "../../ui/page_title.ts";
import { Table } from "../../ui/table.ts";
import type { View } from "../../view.ts";
import { OperatorLayout } from "../context.ts";
import { operatorDebitPaths as paths } from "./paths.ts";

export interface ItemsPageProps {
  readonly view: View;
  readonly items: readonly {
    readonly code: string;
    readonly name: string;
    readonly isActive: boolean;
  }[];
  readonly requests: readonly ItemRequest[];
  readonly values: FieldTexts;
  readonly errors?: readonly FieldError[];
  readonly saved?: boolean;
}

/** 집금항목: the list that merchants choose from, and their requests for more. */
export function ItemsPage(props: ItemsPageProps): Markup {
  return OperatorLayout({
    view: props.view,
    title: "집금항목",
    current: paths.items,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "집금항목" })}
        ${props.saved ? Notice({ tone: "good", title: "저장했습니다." }) : null}
        ${FormErrors({ errors: props.errors })}
        ${Requests(props)} ${Items(props)} ${ItemForm(props)}
      </div>
    `,
  });
}

function Requests({ view, requests }: ItemsPageProps): Markup {
  return Table({
    caption: "항목등록 요청",
    title: "항목등록 요청",
    rows: requests,
    empty: { title: "요청이 없습니다." },
    columns: [
      { key: "name", title: "항목", telling: true, rowHeader: true, cell: (each) => each.name },
      { key: "merchant", title: "업체", cell: (each) => each.merchantName },
      { key: "reason", title: "사유", cell: (each) => each.reason || "-" },
      { key: "at", title: "요청일", cell: (each) => formatDate(each.requestedAt, "date") },
      { key: "state", title: "답", telling: true, cell: (each) => Answer(view, each) },
    ],
  });
}

function Answer(view: View, request: ItemRequest): Html {
  if (request.state !== "open") {
    return request.state === "accepted"
      ? Badge({ tone: "good", children: "받아들임" })
      : Badge({ tone: "neutral", children: "거절" });
  }
  return Form({
    view,
    action: paths.itemRequest(request.id),
    inline: true,
    children: html`
      <input
        class="input input-small"
        type="text"
        name="answer"
        maxlength="500"
        aria-label=${`${request.name} 요청에 대한 답`}
      />
      ${Button({ size: "small", name: "accepts", value: "on", children: "받아들임" })}
      ${Button({ size: "small", children: "거절" })}
    `,
  });
}

function Items({ items }: ItemsPageProps): Markup {
  return Table({
    caption: "집금항목",
    title: "집금항목",
    rows: items,
    empty: { title: "항목이 없습니다." },
    columns: [
      { key: "name", title: "항목", telling: true, rowHeader: true, cell: (each) => each.name },
      {
        key: "code",
        title: "코드",
        telling: true,
        cell: (each) => html`<span class="code">${each.code}</span>`,
      },
      {
        key: "active",
        title: "사용",
        telling: true,
        cell: (each) => each.isActive ? "예" : "아니요",
      },
    ],
  });
}

function ItemForm(props: ItemsPageProps): Markup {
  return Card({
    title: "항목 추가·변경",
    children: Form({
      view: props.view,
      action: paths.items,
      children: html`
        ${FormFields({
          fields: [
            {
              name: "code",
              label: "코드",
              lengthMax: 30,
              hint: "영문 소문자로 시작합니다. 이미 있는 코드를 적으면 그 항목을 바꿉니다.",
            },
            { name: "name", label: "항목 이름", lengthMax: 30 },
            { name: "isActive", label: "업체가 고를 수 있습니다", isSwitch: true },
          ],
          values: props.values,
          errors: props.errors,
        })}
        ${Button({ kind: "primary", children: "항목 저장" })}
      `,
    }),
  });
}
