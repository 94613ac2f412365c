import type { Right, StaffRole } from "@maru/auth";

/** Roles as pages name them. */
export const ROLE_WORDS: Readonly<Record<StaffRole, string>> = {
  operator: "운영자",
  institutionAdmin: "기관 관리자",
  institutionStaff: "기관 담당자",
  merchantAdmin: "업체 관리자",
  merchantStaff: "업체 담당자",
};

/** Rights as pages name them. */
export const RIGHT_WORDS: Readonly<Record<Right, string>> = {
  "debit.read": "자동이체 조회",
  "debit.customers": "고객관리",
  "debit.request": "이체의뢰",
  "debit.money": "현금수납·정산",
  "debit.settings": "환경설정",
  "debit.integration": "연동(API·웹훅)",
  "members.manage": "사용자관리",
};

/** What a right opens. */
export const RIGHT_HINTS: Readonly<Record<Right, string>> = {
  "debit.read": "고객, 이체 내역, 결과, 정산과 집계를 봅니다.",
  "debit.customers": "고객과 이체정보, 할인을 등록하고 고칩니다. 일괄등록도 합니다.",
  "debit.request": "이체의뢰와 재처리의뢰를 하고 거두어들입니다.",
  "debit.money": "현금수납을 적고, 정산계좌를 바꾸고, 정산을 승인합니다.",
  "debit.settings": "집금항목과 공지, 의뢰 방법을 정합니다.",
  "debit.integration": "API 키와 웹훅을 관리합니다.",
  "members.manage": "사용자를 추가하고 역할을 줍니다.",
};
