/**
 * A file of payers for 일괄등록, written row by row: it is far larger than what we hold in memory.
 *
 * @module
 */
const TITLES = [
  "고객번호",
  "고객명",
  "고객구분",
  "휴대번호",
  "집금항목",
  "건당출금한도",
  "월이체금액",
  "최초이체년월",
  "이체예정일",
  "이체은행",
  "계좌번호",
  "예금주",
  "예금주 사업자번호/생년월일",
] as const;
export const COLUMN_NAMES = [
  "number",
  "name",
  "kind",
  "mobile",
  "item",
  "limit_won",
  "monthly_won",
  "first_month",
  "due_day",
  "bank",
  "account",
  "holder",
  "holder_identity",
] as const;
/** One row of so many has a due day that nobody contracted. */
export const BAD_EVERY = 100;
const ROWS_PER_WRITE = 10_000;

/** Writes so many rows of CSV in UTF-8 under the template's headings; one in a hundred is bad. */
export async function writePayerFile(path: string, rowCount: number): Promise<void> {
  using file = await Deno.create(path);
  const encoder = new TextEncoder();
  let text = `${TITLES.join(",")}\n`;
  for (let index = 0; index < rowCount; index++) {
    text += `${rowOf(index)}\n`;
    if ((index + 1) % ROWS_PER_WRITE !== 0 && index + 1 < rowCount) continue;
    const bytes = encoder.encode(text);
    for (let written = 0; written < bytes.length;) {
      written += await file.write(bytes.subarray(written));
    }
    text = "";
  }
}

function rowOf(index: number): string {
  const digits = String(index).padStart(8, "0");
  const dueDay = index % BAD_EVERY === BAD_EVERY - 1 ? 13 : 25;
  const birthDate = `8${index % 10}0${1 + index % 9}1${index % 10}`;
  return `B${digits},김하늘${index % 997},개인,010${digits},학원비,500000,` +
    `${100_000 + index % 100 * 1_000},2026-12,${dueDay},신한은행,1100${digits},` +
    `김하늘${index % 997},${birthDate}`;
}
