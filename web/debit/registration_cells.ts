import type { RegistrationRow } from "@maru/debit";
import { type Html, html } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { Button } from "../ui/button.ts";
import { formatDate } from "../ui/date_text.ts";
import { Form } from "../ui/form.ts";
import { groupDigits } from "../ui/money.ts";
import type { Column } from "../ui/table.ts";
import type { View } from "../view.ts";
import { collectionPaths } from "./collection_paths.ts";
import { debitPaths } from "./context.ts";
import { failureWords } from "./failure_words.ts";
import { RowTick } from "./filter_fields.ts";
import { FailureCode } from "./order_cells.ts";
import { REGISTRATION_STATES } from "./words.ts";

export const AGAIN_FORM = "again-form";

/** Columns of 계좌신청; those who may act tick failed and ended ones and take waiting ones back. */
export function registrationColumns(
  { view, now, mayAct, found }: {
    readonly view: View;
    readonly now: Date;
    readonly mayAct: boolean;
    readonly found: { readonly rows: readonly RegistrationRow[] };
  },
): Column<RegistrationRow>[] {
  const columns: Column<RegistrationRow>[] = [
    { key: "customerNumber", title: "고객번호", nowrap: true, cell: (row) => row.customerNumber },
    {
      key: "customerName",
      title: "고객명",
      telling: true,
      rowHeader: true,
      cell: NameCell,
    },
    { key: "kind", title: "구분", nowrap: true, cell: kindWords },
    { key: "bank", title: "은행", cell: AccountCell },
    {
      key: "monthly",
      title: "월 이체금액",
      align: "right",
      cell: (row) => groupDigits(row.monthlyWon),
    },
    {
      key: "dueDay",
      title: "이체일",
      align: "right",
      nowrap: true,
      cell: (row) => `${row.dueDay}일`,
    },
    {
      key: "requestedAt",
      title: "신청일시",
      nowrap: true,
      cell: (row) => formatDate(row.requestedAt, "dateTime"),
    },
    { key: "state", title: "신청현황", telling: true, cell: StateCell },
  ];
  if (!mayAct) return columns;
  return [
    ...(found.rows.some((row) => row.isRenewable) ? [TICK] : []),
    ...columns,
    {
      key: "act",
      title: "취소",
      cell: (row) => row.state === "waiting" && now < row.cutoffAt ? Withdraw(view, row) : null,
    },
  ];
}

const TICK: Column<RegistrationRow> = {
  key: "tick",
  title: "선택",
  telling: true,
  cell: (row) => row.isRenewable ? Tick(row) : null,
};

export function kindWords({ kind, origin, previousAccount }: RegistrationRow): string {
  if (kind === "forcedCancel") return "은행 해지";
  if (kind === "cancel") return "해지";
  if (previousAccount !== undefined) return "계좌변경";
  return origin === "bank" ? "은행 신청" : "신규";
}

/** 동의자료 as a word, for files: the same that the list says beside the state. */
export function evidenceWords(row: RegistrationRow): string {
  if (row.needsNewEvidence || isEndedWithoutEvidence(row)) return "새 동의자료 필요";
  if (row.lacksEvidence) return "동의자료 필요";
  return row.hasEvidence ? "있음" : "없음";
}

/** Its mandate ended, and no consent was given since. */
function isEndedWithoutEvidence({ isRenewable, state, hasEvidence }: RegistrationRow): boolean {
  return isRenewable && state === "done" && !hasEvidence;
}

function NameCell(row: RegistrationRow): Html {
  return [
    html`<a href=${debitPaths.instruction(row.instructionId)}>${row.customerName}</a>`,
    html`<span class="cell-text">${row.itemName}</span>`,
    html`
      <span class="cell-text cell-narrow-only">
        ${row.customerNumber} ${row.bankName} ${row.accountMasked}
      </span>
    `,
  ];
}

function AccountCell(row: RegistrationRow): Html {
  return [
    html`<span class="cell-nowrap">${row.bankName} ${row.accountMasked}</span>`,
    html`<span class="cell-note">예금주 ${row.holder}</span>`,
    row.previousAccount === undefined
      ? null
      : html`<span class="cell-note">변경 전 ${row.previousAccount}</span>`,
  ];
}

function StateCell(row: RegistrationRow): Html {
  const { tone, label } = REGISTRATION_STATES[row.state];
  return [Badge({ tone, children: label }), StateNote(row)];
}

/** A mandate that ended took the payer's consent with it. */
const NEW_EVIDENCE = "동의자료를 새로 받아 올려 주십시오";

function StateNote(row: RegistrationRow): Html {
  if (row.state === "failed") {
    const code = row.code ?? "";
    return [
      FailureCode({ code }),
      html`<span class="cell-note">${failureWords(code).advice}</span>`,
    ];
  }
  if (row.lacksEvidence && row.state === "waiting") {
    return html`
      <span class="cell-note">
        <a href=${debitPaths.instruction(row.instructionId)}>${row.needsNewEvidence
          ? NEW_EVIDENCE
          : "동의자료 필요"}</a>
      </span>
    `;
  }
  if (isEndedWithoutEvidence(row)) {
    return html`<span class="cell-note">${NEW_EVIDENCE}</span>`;
  }
  const isOpen = row.state === "waiting" || row.state === "sent";
  return isOpen
    ? html`<span class="cell-note">결과 ${formatDate(row.resultDueAt, "dateTime")}</span>`
    : null;
}

function Tick(row: RegistrationRow): Html {
  return RowTick({
    form: AGAIN_FORM,
    name: "instruction",
    value: row.instructionId,
    label: `${row.customerName} ${row.itemName} 다시 신청할 것으로 선택`,
  });
}

function Withdraw(view: View, row: RegistrationRow): Html {
  return Form({
    view,
    action: collectionPaths.registrationWithdrawal(row.id),
    inline: true,
    children: Button({
      size: "small",
      children: "신청취소",
      label: `${row.customerName} ${row.itemName} 신청취소`,
    }),
  });
}
