import type { HistoryEntry } from "@maru/debit";
import { html, type Markup } from "../html.ts";
import { DateText } from "../ui/date_text.ts";
import { groupDigits } from "../ui/money.ts";
import { Table } from "../ui/table.ts";
import { dueDayText, FIELD_LABELS, KIND_WORDS, monthText, rateText } from "./customer_words.ts";

/** 변경이력: who changed what, the newest first. */
export function HistoryTable(
  { entries, title }: { readonly entries: readonly HistoryEntry[]; readonly title: string },
): Markup {
  return Table<HistoryEntry>({
    caption: title,
    title,
    rows: entries,
    empty: { title: "바뀐 내용이 없습니다." },
    columns: [
      {
        key: "at",
        title: "일시",
        nowrap: true,
        telling: true,
        cell: ({ at }) => DateText({ at, format: "dateTime" }),
      },
      {
        key: "actor",
        title: "한 사람",
        nowrap: true,
        cell: ({ actorName }) => actorText(actorName),
      },
      {
        key: "action",
        title: "한 일",
        nowrap: true,
        cell: ({ action }) => ACTION_WORDS[action] ?? "변경",
      },
      {
        key: "changes",
        title: "내용",
        telling: true,
        cell: ({ changes }) =>
          changes.slice(0, CHANGES_SHOWN_MAX).map((change) =>
            html`<span class="debit-line">${changeText(change)}</span>`
          ),
      },
    ],
  });
}

const CHANGES_SHOWN_MAX = 30;

const ACTION_WORDS: Readonly<Record<string, string>> = {
  created: "등록",
  imported: "일괄등록",
  changed: "변경",
  ended: "해지",
  reopened: "되살림",
  stopped: "일시중지",
  resumed: "다시 시작",
  discountChanged: "할인 변경",
  accountChanged: "계좌 변경",
  evidenceAdded: "동의자료 등록",
  registeredAtBank: "은행에서 계좌신청",
  cancelledAtBank: "은행에서 해지",
  registrationWithdrawn: "계좌신청 취소",
};

const ACTOR_WORDS: Readonly<Record<string, string>> = {
  operator: "운영자",
  payer: "납부자",
  api: "연동(API)",
  bank: "은행",
  system: "자동 처리",
  staff: "담당자",
};

/** Names of members stay; others are told by what they are. */
function actorText(name: string): string {
  return ACTOR_WORDS[name] ?? name;
}

const OTHER_FIELDS: Readonly<Record<string, string>> = {
  state: "상태",
  kind: "종류",
  accountMasked: "계좌번호",
  extension: "파일",
  registrationCode: "은행 코드",
};

const STATE_WORDS: Readonly<Record<string, string>> = {
  active: "이용",
  stopped: "일시중지",
  ended: "해지",
};

function changeText({ field, from, to }: HistoryEntry["changes"][number]): string {
  const label = Object.entries(FIELD_LABELS).find(([name]) => name === field)?.[1] ??
    OTHER_FIELDS[field] ?? field;
  if (field === "contractId") return label;
  const shown = (value: string | undefined) =>
    value === undefined ? "없음" : valueText(field, value);
  return from === undefined ? `${label} ${shown(to)}` : `${label} ${shown(from)} → ${shown(to)}`;
}

function valueText(field: string, value: string): string {
  if (field === "state") return STATE_WORDS[value] ?? value;
  if (field === "kind") {
    return Object.entries(KIND_WORDS).find(([kind]) => kind === value)?.[1] ?? value;
  }
  if (field === "discountRate") return rateText(Number(value));
  if (field === "dueDay") return dueDayText(Number(value));
  if (field.endsWith("Won") && /^\d+$/.test(value)) return `${groupDigits(BigInt(value))}원`;
  return field.endsWith("Month") ? monthText(value) : value;
}
