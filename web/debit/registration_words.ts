import type { Bank, Rail } from "@maru/debit";

const DONE_IN_TIME = "출금일 2영업일 전까지 완료되어야 의뢰됩니다";

/** Which accounts must be registered before a debit is asked for, by the merchant's rails. */
export function registrationRule(
  { rails, banks }: { readonly rails: readonly Rail[]; readonly banks: readonly Bank[] },
): string {
  const isAllNeeded = rails.length > 0 && !rails.includes("directLine");
  if (isAllNeeded) return DONE_IN_TIME;
  const needed = banks.filter(({ requiresRegistration }) => requiresRegistration)
    .map(({ name }) => name);
  const which = [
    ...(rails.includes("clearingHouse") ? ["금융결제원 계약"] : []),
    ...needed,
  ];
  const rule = which.length === 0 ? [] : [`${which.join(", ")} 계좌는 ${DONE_IN_TIME}`];
  return [...rule, REFUSED_NOWHERE].join(". ");
}

const REFUSED_NOWHERE = "미완료이거나 해지된 계좌는 은행과 관계없이 의뢰되지 않습니다";

/** 주의사항 of 이체의뢰: whose account keeps them from being asked for. */
export function registrationCaution(rail: Rail): string {
  return rail === "clearingHouse"
    ? "계좌신청이 완료되지 않은 고객은 의뢰되지 않습니다."
    : "계좌신청이 미완료이거나 해지된 고객, 그리고 계좌신청이 꼭 필요한 은행에서 아직 완료되지 않은 고객은 의뢰되지 않습니다.";
}
