/** What the sheets of template and error file are called, and the columns around the rows. */
export const SHEET_TITLES = {
  template: "일괄등록",
  guide: "작성 안내",
  guideHeadings: ["항목", "필수 여부", "작성 방법", "예시"],
  required: "필수",
  optional: "선택",
  errors: "오류 목록",
  rowNumber: "행 번호",
  reasons: "오류 내용",
} as const;

/** Kinds of customers as people write them. */
export const KIND_TITLES: Readonly<Record<string, "individual" | "business">> = {
  개인: "individual",
  사업자: "business",
  법인: "business",
};
