import {
  type BadRow,
  type Import,
  IMPORT_BYTE_COUNT_MAX,
  type ImportColumn,
  type ImportRefusal,
} from "@maru/debit";
import { type Html, html } from "../html.ts";
import { Badge, type Tone } from "../ui/badge.ts";
import { labelled, reasonWords } from "./customer_words.ts";

/** How large a file may be, in the one way in which every page says it. */
export const IMPORT_SIZE_MAX = `${IMPORT_BYTE_COUNT_MAX / 1_048_576}MB`;

/** Why a whole file was refused, and what to do. */
export const REFUSAL_WORDS: Readonly<Record<ImportRefusal, string>> = {
  tooLarge:
    `파일이 너무 크거나 내용이 너무 많습니다. ${IMPORT_SIZE_MAX} 이하로 나누어 올려 주십시오.`,
  tooManyRows: "행이 너무 많습니다. 한 번에 20만 행까지 올릴 수 있습니다. 나누어 올려 주십시오.",
  tooManyColumns: "열이 너무 많습니다. 양식의 열만 남기고 올려 주십시오.",
  cellTooLong: "글자가 너무 많은 칸이 있습니다. 줄여서 올려 주십시오.",
  notASpreadsheet: "엑셀(XLSX)이나 CSV 파일이 아닙니다. 양식을 내려받아 작성해 주십시오.",
  otherWorkbook: "XLSX가 아닌 엑셀 파일입니다. 'Excel 통합 문서(.xlsx)'로 저장해 올려 주십시오.",
  macros: "매크로가 든 파일은 받지 않습니다. 'Excel 통합 문서(.xlsx)'로 저장해 올려 주십시오.",
  encrypted: "암호가 걸린 파일입니다. 암호를 풀고 저장해 올려 주십시오.",
  doctype: "엑셀이 만든 파일이 아닙니다. 엑셀에서 열어 다시 저장해 올려 주십시오.",
  damaged: "손상된 파일입니다. 엑셀에서 열어 다시 저장해 올려 주십시오.",
  noSheet: "보이는 시트가 없습니다. 첫 시트에 작성해 올려 주십시오.",
  unknownEncoding: "글자를 읽을 수 없습니다. 글자 방식을 바꿔 고르시거나 XLSX로 올려 주십시오.",
  controlCharacter: "읽을 수 없는 글자가 있습니다. 엑셀에서 열어 다시 저장해 올려 주십시오.",
  brokenQuote: "따옴표가 닫히지 않은 칸이 있습니다. 그 행을 고쳐 올려 주십시오.",
  tooHeavy: "읽는 데 너무 오래 걸리는 파일입니다. 값만 새 파일에 붙여 넣어 올려 주십시오.",
  columns: "제목 행이 양식과 다릅니다. 양식을 내려받아 제목을 그대로 두고 작성해 주십시오.",
  empty: "제목 아래에 내용이 없습니다. 고객을 입력해 올려 주십시오.",
  busy: "다른 파일을 많이 읽고 있습니다. 잠시 뒤 다시 올려 주십시오.",
  interrupted: "읽는 중에 서버가 다시 시작되었습니다. 다시 올려 주십시오.",
  contractChanged: "확인한 뒤에 계약이나 은행 정보가 바뀌었습니다. 다시 올려 주십시오.",
};

/** Why a file was refused, where in it, and which headings are meant. */
export function refusalText(
  { refusal, refusalRow, refusedColumns }: Pick<
    Import,
    "refusal" | "refusalRow" | "refusedColumns"
  >,
): Html {
  if (refusal === undefined) return "";
  const row = refusalRow === undefined ? "" : ` (${refusalRow}행)`;
  const lines = [`${REFUSAL_WORDS[refusal]}${row}`];
  if (refusedColumns !== undefined) {
    const { missing, unknown } = refusedColumns;
    if (missing.length > 0) lines.push(`없는 제목: ${missing.join(", ")}`);
    if (unknown.length > 0) lines.push(`모르거나 겹친 제목: ${unknown.join(", ")}`);
  }
  return lines.map((line) => html`<span class="debit-line">${line}</span>`);
}

/** 고객명: 입력하지 않았습니다. */
export function badRowText(bad: BadRow, columns: readonly ImportColumn[]): string {
  return labelled(columnTitle(bad, columns), reasonWords(bad.column, bad.reason));
}

/** The heading of the column that is wrong. */
export function columnTitle({ column }: BadRow, columns: readonly ImportColumn[]): string {
  return columns.find(({ name }) => name === column)?.title ?? column;
}

const STATES: Readonly<Record<Import["state"], { readonly tone: Tone; readonly text: string }>> = {
  reading: { tone: "info", text: "읽는 중" },
  checked: { tone: "care", text: "확인 대기" },
  applying: { tone: "info", text: "등록 중" },
  done: { tone: "good", text: "등록 완료" },
  refused: { tone: "bad", text: "읽지 못함" },
  cancelled: { tone: "neutral", text: "취소" },
};

export function ImportState({ state }: Pick<Import, "state">): Html {
  return Badge({ tone: STATES[state].tone, children: STATES[state].text });
}
