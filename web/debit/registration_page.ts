import type { Bank, Contract, RegistrationDesk } from "@maru/debit";
import { type Html, html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { Form } from "../ui/form.ts";
import { groupDigits } from "../ui/money.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import { Tabs } from "../ui/tabs.ts";
import type { View } from "../view.ts";
import { collectionPaths } from "./collection_paths.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { DateFilter, SelectFilter, TextFilter } from "./filter_fields.ts";
import { paginationOf, type Place } from "./list_query.ts";
import { AGAIN_FORM, registrationColumns } from "./registration_cells.ts";
import {
  REGISTRATION_SORTS,
  REGISTRATION_STATE_NAMES,
  type RegistrationFilter,
  registrationQuery,
} from "./registration_filter.ts";
import { registrationRule } from "./registration_words.ts";
import { REGISTRATION_STATES } from "./words.ts";
import { sheetLinks } from "./sheet_links.ts";

export interface RegistrationPageProps {
  readonly view: View;
  readonly now: Date;
  readonly filter: RegistrationFilter;
  readonly place: Place;
  readonly found: Awaited<ReturnType<RegistrationDesk["list"]>>;
  readonly counts: Awaited<ReturnType<RegistrationDesk["counts"]>>;
  readonly banks: readonly Bank[];
  readonly contracts: readonly Contract[];
  /** The member may withdraw and apply again. */
  readonly mayAct: boolean;
  readonly done: "" | "withdrawn" | "again";
}

/** 계좌신청. */
export function RegistrationPage(props: RegistrationPageProps): Markup {
  const { filter, found } = props;
  return DebitLayout({
    view: props.view,
    title: "계좌신청",
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "계좌신청",
          note: `14:00 전에 신청하면 오늘 은행으로 보냅니다. ${RuleOf(props)}`,
        })}
        ${Done(props)} ${States(props)}
        ${Table({
          caption: "계좌신청",
          columns: registrationColumns(props),
          rows: found.rows,
          empty: {
            title: "이 조건에 맞는 계좌신청이 없습니다.",
            text: "고객을 등록하면 계좌신청이 자동으로 만들어집니다.",
          },
          filters: Filters(props),
          exports: sheetLinks((format) =>
            `${collectionPaths.registrationsExport(format)}?${registrationQuery(filter)}`
          ),
          sort: {
            key: filter.sort,
            direction: filter.direction,
            keys: REGISTRATION_SORTS,
            href: ({ key, direction }) => {
              const sort = REGISTRATION_SORTS.find((each) => each === key) ?? filter.sort;
              return `${debitPaths.registrations}?${
                registrationQuery(filter, { sort, direction })
              }`;
            },
          },
          pagination: paginationOf({
            path: debitPaths.registrations,
            query: registrationQuery(filter),
            place: props.place,
            page: found,
          }),
        })}
        ${Again(props)}
      </div>
    `,
  });
}

function RuleOf({ contracts, banks }: RegistrationPageProps): string {
  const inForce = contracts.filter(({ state }) => state === "active");
  return registrationRule({ rails: inForce.map(({ rail }) => rail), banks });
}

function Done({ done }: RegistrationPageProps): Html {
  if (done === "") return null;
  return Notice({
    tone: "good",
    title: done === "withdrawn" ? "신청을 취소했습니다." : "다시 신청했습니다.",
    children: done === "withdrawn"
      ? "이체정보는 신청하기 전으로 돌아갔습니다."
      : "계좌신청대기에서 마감 전까지 취소할 수 있습니다.",
  });
}

function States({ filter, counts }: RegistrationPageProps): Markup {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const hrefOf = (state: RegistrationFilter["state"]) =>
    `${debitPaths.registrations}?${registrationQuery(filter, { state })}`;
  return Tabs({
    label: "신청현황",
    tabs: [
      { label: `전체 ${groupDigits(total)}`, href: hrefOf(""), current: filter.state === "" },
      ...REGISTRATION_STATE_NAMES.map((state) => ({
        label: `${REGISTRATION_STATES[state].label} ${groupDigits(counts[state])}`,
        href: hrefOf(state),
        current: filter.state === state,
      })),
    ],
  });
}

function Filters({ filter, banks, contracts }: RegistrationPageProps): Markup {
  return html`
    <form method="get" action=${debitPaths.registrations} class="filter-form">
      ${TextFilter({ label: "고객명, 고객번호", value: filter.text })}
      ${contracts.length < 2 ? null : SelectFilter({
        name: "contractId",
        label: "계약",
        all: "계약 전체",
        value: filter.contractId,
        options: contracts.map(({ id, name }) => ({ value: id, label: name })),
      })}
      ${SelectFilter({
        name: "bankCode",
        label: "은행",
        all: "은행 전체",
        value: filter.bankCode,
        options: banks.map(({ code, name }) => ({ value: code, label: name })),
      })}
      ${DateFilter({ name: "from", label: "신청일 시작", value: filter.from })}
      ${DateFilter({ name: "to", label: "신청일 끝", value: filter.to })}
      <input type="hidden" name="state" value=${filter.state} />
      <input type="hidden" name="sort" value=${filter.sort} />
      <input type="hidden" name="direction" value=${filter.direction} />
      ${Button({ size: "small", children: "찾기" })}
    </form>
  `;
}

function Again({ view, found, mayAct }: RegistrationPageProps): Html {
  if (!mayAct || !found.rows.some((row) => row.isRenewable)) return null;
  return Form({
    view,
    action: collectionPaths.registrationAgain,
    id: AGAIN_FORM,
    inline: true,
    children: Button({ kind: "primary", wide: true, children: "고른 계좌 다시 신청" }),
  });
}
