import type { Terms } from "./terms.ts";

/** 부가가치세 자료 제출 동의: asked only where the list has VAT documents. */
export const vatTerms: readonly Terms[] = [{
  kind: "vat",
  title: "부가가치세 자료 제출 동의",
  version: "2026-11-01",
  sections: [
    {
      title: "1. 제출하는 자료",
      paragraphs: [
        "제출 목록에 표시된 부가가치세 과세표준증명, 신고서, 세금계산서 합계표와 그 내용을 옮긴 데이터. 거래처의 상호와 사업자등록번호가 들어 있을 수 있습니다.",
      ],
    },
    {
      title: "2. 목적",
      paragraphs: ["제출 기관의 매출 확인과 심사."],
    },
    {
      title: "3. 동의를 거부할 권리",
      paragraphs: [
        "동의하지 않을 수 있습니다. 다만 그 경우 부가가치세 자료가 들어 있는 목록은 제출할 수 없습니다.",
      ],
    },
  ],
}];
