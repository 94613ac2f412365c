import assert from "node:assert/strict";
import { FAILURE_WORDS, failureAdvice } from "./failure_words.ts";
import { LATE_FAILURES, RETRY_REFUSAL_WORDS, retryDayWords } from "./retry_words.ts";

const WINDOW = {
  dueDate: "2026-11-30",
  debitDate: "2026-11-30",
  isOpen: false,
  cutoffAt: new Date("2026-11-30T14:00:00+09:00"),
  resultDueAt: new Date("2026-12-01T11:00:00+09:00"),
  earliestDate: "2026-11-24",
  isAnyDayLeft: true,
} as const;

Deno.test("retryDayWords() says why nothing can be retried on a day, and which day is possible", () => {
  assert.equal(
    retryDayWords({ ...WINDOW, refusal: "resultTooLate" }),
    "결과가 다음 달에 나오는 날이라 재처리할 수 없습니다. 11월 24일(화) 출금분부터 의뢰할 수 있습니다",
  );
  assert.match(
    retryDayWords({ ...WINDOW, refusal: "anotherMonth" }),
    /^재처리는 이번 달 안의 날에만/,
  );
  assert.equal(retryDayWords(WINDOW), "11월 24일(화) 출금분부터 의뢰할 수 있습니다");
  const none = retryDayWords({ ...WINDOW, refusal: "resultTooLate", isAnyDayLeft: false });
  assert.match(none, /재처리할 수 있는 날이 남지 않았습니다\. 다음 달 이체의뢰에서 미수금과 함께/);
  assert.doesNotMatch(none, /부터 의뢰할 수 있습니다/);
});

Deno.test("failures from the 25th on are told to go to the next month", () => {
  assert.match(LATE_FAILURES, /25일 이후/);
  assert.equal(RETRY_REFUSAL_WORDS.nextMonth, LATE_FAILURES);
});

Deno.test("failureAdvice() advises a retry only while one is possible", () => {
  const retried = Object.keys(FAILURE_WORDS).filter((code) =>
    failureAdvice(code, "possible").includes("재처리")
  );
  assert.deepEqual(retried.sort(), ["0021", "0036", "0041", "9998", "9999"]);
  for (const code of retried) {
    assert.match(failureAdvice(code, "nextMonth"), /다음 이체의뢰에서 미수금과 함께/, code);
    assert.doesNotMatch(failureAdvice(code, "nextMonth"), /재처리/, code);
    assert.equal(failureAdvice(code, "settled"), "", code);
  }
  assert.equal(failureAdvice("0012", "nextMonth"), failureAdvice("0012", "possible"));
});
