import type { Terms } from "./terms.ts";

/** 개인정보 제3자 제공 동의: to the institution that asked for the documents. */
export const provisionTerms: readonly Terms[] = [{
  kind: "provision",
  title: "개인정보 제3자 제공 동의",
  version: "2026-11-01",
  sections: [
    {
      title: "1. 제공받는 자",
      paragraphs: ["서류를 요청한 제출 기관. 제출 화면에 그 이름이 표시됩니다."],
    },
    {
      title: "2. 제공하는 항목",
      paragraphs: [
        "제출자 성명, 휴대전화번호, 사업자등록번호, 발급된 서류의 PDF와 그 내용을 옮긴 데이터.",
      ],
    },
    {
      title: "3. 제공 목적",
      paragraphs: ["제출 화면에 표시된 상품의 심사와 처리."],
    },
    {
      title: "4. 보유 기간",
      paragraphs: [
        "제출 기관이 정한 기간. 마루에 보관되는 사본은 그 기간이 지나면 파기하고 파기한 사실을 기록합니다.",
      ],
    },
    {
      title: "5. 동의를 거부할 권리",
      paragraphs: ["동의하지 않을 수 있습니다. 다만 그 경우 서류를 제출할 수 없습니다."],
    },
  ],
}];
