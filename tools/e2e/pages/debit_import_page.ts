/**
 * 일괄등록: the upload, the report of its dry run, and the press that registers the good rows.
 *
 * @module
 */
import type { Page } from "playwright-core";
import { main, press } from "./debit_staff_page.ts";

const READ_MS_MAX = 120_000;
const APPLY_MS_MAX = 200_000;

/** One thing that is wrong, as the report words it. */
export interface ReportLine {
  readonly rowNumber: number;
  readonly column: string;
  readonly reason: string;
}

/** Headings of the template by the column's name in code. */
const COLUMN_TITLES: Readonly<Record<string, string>> = {
  customerNumber: "고객번호",
  customerName: "고객명",
  customerKind: "고객구분",
  identity: "사업자번호/생년월일",
  phone: "전화번호",
  mobile: "휴대번호",
  email: "이메일",
  industryCode: "업종코드",
  joinedOn: "최초가입일",
  region: "지역",
  postcode: "우편번호",
  address: "주소",
  itemCode: "집금항목",
  limitWon: "건당출금한도",
  monthlyWon: "월이체금액",
  discountRate: "할인율",
  discountWon: "할인금액",
  firstMonth: "최초이체년월",
  lastMonth: "최종이체년월",
  dueDay: "이체예정일",
  bankCode: "이체은행",
  account: "계좌번호",
  holder: "예금주",
  holderIdentity: "예금주 사업자번호/생년월일",
};

/** How the report begins its sentence for a reason. */
const REASON_BEGINS: Readonly<Record<string, string>> = {
  missing: "입력하지 않았습니다",
  tooLong: "너무 깁니다",
  notAChoice: "고를 수 있는 값이 아닙니다",
  notANumber: "숫자로 입력해",
  notADate: "날짜가 아닙니다",
  notAMonth: "연월이 아닙니다",
  monthsReversed: "최초이체년월보다 빠릅니다",
  overLimit: "한도를 넘습니다",
  discountTooHigh: "이체금액보다 큰 할인",
  dueDayNotContracted: "계약에 없는 이체예정일",
  itemNotContracted: "계약에 없는 집금항목",
  bankUnknown: "이체할 수 없는 은행",
  accountFormat: "그 은행의 계좌번호 자릿수가 아닙니다",
  identityFormat: "사업자번호 10자리 또는 생년월일 6자리",
  residentNumber: "주민등록번호는 받지 않습니다",
  phoneFormat: "전화번호 형식이 아닙니다",
  emailFormat: "이메일 형식이 아닙니다",
  postcodeFormat: "숫자 5자리로 입력해",
  characters: "쓸 수 없는 글자가 있습니다",
  duplicateInFile: "파일 안에 같은 고객번호가 또 있습니다",
  rateBelowOne: "할인율은 1부터 100까지의 숫자",
  precision: "엑셀이 뒷자리를 0으로 바꾼 숫자",
};

export async function uploadSheet(page: Page, path: string): Promise<void> {
  await page.locator("#field-file").setInputFiles(path);
  await press(page, "올리고 검사하기");
  await waitForMain(page, /맞는 .*만 등록/, READ_MS_MAX);
}

/** Every line of the report, in the words of the code where the page's are known. */
export async function readReport(page: Page): Promise<readonly ReportLine[]> {
  const rows = await page.locator("#bad-rows tbody tr").evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim()))
  );
  return rows.map(([rowNumber = "", title = "", , words = ""]) => ({
    rowNumber: Number(rowNumber.replaceAll(",", "")),
    column: nameOf(COLUMN_TITLES, (each) => each === title) ?? title,
    reason: nameOf(REASON_BEGINS, (begin) => words.startsWith(begin)) ?? words,
  }));
}

/** Registers the good rows and waits until all are. */
export async function applyGood(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^맞는 .*만 등록$/ }).click();
  await waitForMain(page, /건을 등록했습니다/, APPLY_MS_MAX);
}

/** The page asks again by itself. */
async function waitForMain(page: Page, words: RegExp, timeoutMs: number): Promise<void> {
  await page.locator("main").filter({ hasText: words }).waitFor({ timeout: timeoutMs })
    .catch(async () => {
      throw new Error(
        `Cannot see ${words} in time; the page says: ${(await main(page)).slice(0, 300)}`,
      );
    });
}

function nameOf(
  words: Readonly<Record<string, string>>,
  isMeant: (word: string) => boolean,
): string | undefined {
  return Object.entries(words).find(([, word]) => isMeant(word))?.[0];
}
