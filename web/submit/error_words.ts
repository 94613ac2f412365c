export const PERIOD_OTHERWISE = "시작과 끝을 다시 선택해 주십시오.";

const PERIOD_WORDS: Readonly<Record<string, string>> = {
  order: "시작이 끝보다 늦습니다. 시작과 끝을 다시 선택해 주십시오.",
  tooOld: "발급기관이 발급하지 않는 오래된 기간입니다. 시작을 더 늦게 선택해 주십시오.",
  notOpenYet: "아직 발급할 수 없는 기간입니다. 끝을 더 이르게 선택해 주십시오.",
  tooLong: "한 번에 발급할 수 있는 기간보다 깁니다. 기간을 줄여 주십시오.",
  notChangeable: "이 서류는 기간을 바꿀 수 없습니다. 화면을 새로고침해 주십시오.",
};

/** Why a period is refused, by `PeriodOutOfRangeError.reason`. */
export function periodWords(error: Error): string {
  return PERIOD_WORDS[String(fieldOf(error, "reason"))] ?? PERIOD_OTHERWISE;
}

export const PDF_OTHERWISE =
  "발급기관에서 받은 원본 파일인지 확인하고 다시 올려 주십시오. 20MB까지 올릴 수 있습니다.";

const PDF_WORDS: Readonly<Record<string, string>> = {
  notPdf: "PDF 파일이 아닙니다. 발급기관에서 PDF로 받은 원본을 올려 주십시오.",
  tooLarge: "20MB까지 올릴 수 있습니다. 발급기관에서 받은 원본인지 확인해 주십시오.",
  truncated: "파일의 끝부분이 없습니다. 발급기관에서 다시 내려받아 올려 주십시오.",
  active:
    "열 때 실행되는 내용이나 첨부가 든 PDF입니다. 발급기관에서 받은 원본을 그대로 올려 주십시오.",
  noPages: "쪽이 없는 PDF입니다. 발급기관에서 다시 내려받아 올려 주십시오.",
};

/** Why a file is refused, by `PdfRefusedError.reason`. */
export function pdfWords(error: Error): string {
  return PDF_WORDS[String(fieldOf(error, "reason"))] ?? PDF_OTHERWISE;
}

/** Each input that is missing or wrong, at `documentCode.field`. */
export function missingInputs(error: Error): { field: string; message: string }[] {
  const fields = fieldOf(error, "fields");
  return (Array.isArray(fields) ? fields : []).map(({ documentCode, field, problem }) => ({
    field: `${documentCode}.${field}`,
    message: problem === "invalid" ? "다시 확인해 주십시오." : "입력해 주십시오.",
  }));
}

function fieldOf(error: Error, name: string): unknown {
  return (error as unknown as Record<string, unknown>)[name];
}
