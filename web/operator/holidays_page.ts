import type { Holiday, HolidayChange } from "@maru/kernel";
import type { FieldError } from "../forms/mod.ts";
import { type Html, html, type Markup } from "../html.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { DateText } from "../ui/date_text.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import { Tabs } from "../ui/tabs.ts";
import { TextInput } from "../ui/text_input.ts";
import type { View } from "../view.ts";
import { OperatorLayout, operatorPaths } from "./context.ts";
import { holidayPaths } from "./holiday_paths.ts";
import { dateWithWeekday } from "./holiday_words.ts";

/** A change with the address of the page that undoes it, where it can be undone. */
export interface ShownChange extends HolidayChange {
  readonly undoHref?: string;
}

export interface HolidaysPageProps {
  readonly view: View;
  readonly year: number;
  readonly years: readonly number[];
  /** Whether all holidays of the year are on record. */
  readonly covered: boolean;
  readonly holidays: readonly Holiday[];
  /** Today in Seoul: what lies before it is not changed any more. */
  readonly today: string;
  /** Newest first. */
  readonly changes: readonly ShownChange[];
  /** The change that was just made. */
  readonly made?: ShownChange;
  /** What was typed and refused. */
  readonly typed?: { readonly date: string; readonly name: string };
  readonly errors?: readonly FieldError[];
}

/** 공휴일: the business calendar of one year, with days added and taken away. */
export function HolidaysPage(props: HolidaysPageProps): Markup {
  return OperatorLayout({
    view: props.view,
    title: "공휴일",
    current: operatorPaths.holidays,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "공휴일", note: "토요일과 일요일은 따로 적지 않아도 쉽니다" })}
        ${props.made === undefined ? null : Made(props.made)} ${YearTabs(props)}
        ${props.covered ? null : Uncovered(props)} ${YearTable(props)}
        ${FormErrors({ errors: props.errors })} ${Addition(props)} ${Changes(props)}
      </div>
    `,
  });
}

const CHANGE_WORDS = { added: "더함", removed: "뺌", renamed: "이름 바꿈" } as const;
const MADE_WORDS = {
  added: "공휴일로 더했습니다.",
  removed: "공휴일에서 뺐습니다.",
  renamed: "이름을 바꿨습니다.",
} as const;

function Made(change: ShownChange): Markup {
  return Notice({
    tone: "good",
    title: `${dateWithWeekday(change.date)} ${change.name}: ${MADE_WORDS[change.change]}`,
    children: change.undoHref === undefined ? null : html`<a href=${change.undoHref}>되돌리기</a>`,
  });
}

function YearTabs({ year, years }: HolidaysPageProps): Markup {
  return Tabs({
    label: "연도",
    tabs: years.map((each) => ({
      label: `${each}년`,
      href: holidayPaths.year(each),
      current: each === year,
    })),
  });
}

function Uncovered({ year, today }: HolidaysPageProps): Markup {
  if (year < Number(today.slice(0, 4))) {
    return Notice({ tone: "info", title: `${year}년은 공휴일을 두지 않은 연도입니다.` });
  }
  return Notice({
    tone: "care",
    title: `${year}년은 아직 확정하지 않았습니다.`,
    children: html`
      선거일과 임시공휴일은 미리 계산할 수 없어, 확정하기 전에는 ${String(year)}년에 걸리는 일정을
      짐작하지 않고 그런 의뢰를 받지 않습니다. 월력요항이 나오면 공휴일을 모두 더하고 확정해
      주십시오. ${LinkButton({
        href: holidayPaths.coverageOf(year),
        size: "small",
        children: `${year}년 확정`,
      })}
    `,
  });
}

function YearTable({ year, holidays, today }: HolidaysPageProps): Markup {
  return Table({
    caption: `${year}년 공휴일`,
    rows: holidays,
    empty: { title: "등록한 공휴일이 없습니다." },
    columns: [
      {
        key: "date",
        title: "날짜",
        telling: true,
        nowrap: true,
        cell: (row) => dateWithWeekday(row.date),
      },
      { key: "name", title: "이름", telling: true, rowHeader: true, cell: (row) => row.name },
      {
        key: "action",
        title: "빼기",
        telling: true,
        cell: (row) =>
          row.date < today ? "지난 날" : LinkButton({
            href: holidayPaths.removalOf(row.date),
            size: "small",
            children: "빼기",
            label: `${row.date} ${row.name} 빼기`,
          }),
      },
    ],
  });
}

function Addition({ view, typed, errors, today }: HolidaysPageProps): Markup {
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
          hint: `오늘(${today})부터의 날짜만 바꿀 수 있습니다.`,
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
        ${Button({ kind: "primary", children: "다음" })}
      `,
    }),
  });
}

function Changes({ changes }: HolidaysPageProps): Html {
  if (changes.length === 0) return null;
  return Table({
    caption: "최근 변경",
    title: "최근 변경",
    rows: changes,
    empty: { title: "바꾼 공휴일이 없습니다." },
    columns: [
      {
        key: "at",
        title: "바꾼 때",
        nowrap: true,
        cell: (row) => DateText({ at: row.at, format: "dateTime" }),
      },
      { key: "change", title: "변경", telling: true, cell: (row) => CHANGE_WORDS[row.change] },
      {
        key: "date",
        title: "날짜",
        telling: true,
        nowrap: true,
        rowHeader: true,
        cell: (row) => dateWithWeekday(row.date),
      },
      { key: "name", title: "이름", cell: (row) => row.name },
      {
        key: "undo",
        title: "되돌리기",
        telling: true,
        cell: (row) => row.undoHref === undefined ? null : Undo(row, row.undoHref),
      },
    ],
  });
}

function Undo(change: ShownChange, href: string): Markup {
  return LinkButton({
    href,
    size: "small",
    children: "되돌리기",
    label: `${change.date} ${change.name} ${CHANGE_WORDS[change.change]} 되돌리기`,
  });
}
