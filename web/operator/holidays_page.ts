import type { Holiday } from "@maru/kernel";
import { html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import { Tabs } from "../ui/tabs.ts";
import { TextInput } from "../ui/text_input.ts";
import type { FieldError } from "../forms/mod.ts";
import type { View } from "../view.ts";
import { OperatorLayout, operatorPaths } from "./context.ts";

export interface HolidaysPageProps {
  readonly view: View;
  readonly year: number;
  readonly years: readonly number[];
  readonly holidays: readonly Holiday[];
  /** What was typed and refused. */
  readonly typed?: { readonly date: string; readonly name: string };
  readonly errors?: readonly FieldError[];
}

/** 공휴일: the business calendar of one year, with days added and taken away. */
export function HolidaysPage(props: HolidaysPageProps): Markup {
  return OperatorLayout({
    view: props.view,
    title: "공휴일",
    children: html`
      <div class="stack">
        ${PageTitle({ title: "공휴일", note: "토요일과 일요일은 따로 적지 않아도 쉽니다" })}
        ${Tabs({
          label: "연도",
          tabs: props.years.map((year) => ({
            label: `${year}년`,
            href: `${operatorPaths.holidays}?year=${year}`,
            current: year === props.year,
          })),
        })}
        ${Table({
          caption: `${props.year}년 공휴일`,
          rows: props.holidays,
          empty: { title: "등록한 공휴일이 없습니다." },
          columns: [
            { key: "date", title: "날짜", telling: true, nowrap: true, cell: (row) => row.date },
            { key: "name", title: "이름", telling: true, rowHeader: true, cell: (row) => row.name },
            {
              key: "action",
              title: "빼기",
              telling: true,
              cell: (row) => Removal(props.view, row),
            },
          ],
        })}
        ${FormErrors({ errors: props.errors })}
        ${Addition(props)}
      </div>
    `,
  });
}

/** Asked twice: a holiday less moves every deadline that falls on it. */
function Removal(view: View, row: Holiday): Markup {
  return html`
    <details class="confirm">
      <summary>빼기</summary>
      ${Form({
        view,
        action: operatorPaths.holidayRemoval,
        inline: true,
        children: html`
          <input type="hidden" name="date" value=${row.date} />
          ${Button({
            kind: "danger",
            size: "small",
            children: "영업일로 바꿉니다",
            label: `${row.date} ${row.name} 빼기`,
          })}
        `,
      })}
    </details>
  `;
}

function Addition({ view, typed, errors }: HolidaysPageProps): Markup {
  const errorAt = (field: string) => errors?.find((error) => error.field === field)?.message;
  return Card({
    title: "공휴일 더하기",
    children: Form({
      view,
      action: operatorPaths.holidays,
      children: html`
        ${TextInput({
          name: "date",
          label: "날짜",
          type: "date",
          value: typed?.date ?? "",
          error: errorAt("date"),
        })}
        ${TextInput({
          name: "name",
          label: "이름",
          lengthMax: 40,
          value: typed?.name ?? "",
          error: errorAt("name"),
        })}
        ${Button({ kind: "primary", children: "더하기" })}
      `,
    }),
  });
}
