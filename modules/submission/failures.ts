import type { FailureClass } from "./submission.ts";

/** What the person reads, and what happens to the item. */
export interface FailureMeaning {
  /** What happened. */
  readonly text: string;
  /** What the person can do next. */
  readonly nextStep: string;
  /** `retry`: tried again by ourselves first; `wait`: waits for its agency; `end`: failed at once. */
  readonly then: "retry" | "wait" | "end";
  /** The person may ask for it again. */
  readonly canReissue: boolean;
  /** The next step is at the agency's own site. */
  readonly linksToAgency?: boolean;
}

/** The code and the sentence that the service is known for (통합인증 중복 로그인). */
export const DUPLICATE_LOGIN_CODE = "LOGIN-999";
export const DUPLICATE_LOGIN_TEXT = "[LOGIN-999] 통합인증(중복 로그인) 오류입니다.";

/** Failures by class. Unknown codes of a vendor come here as `ourFault`. */
export const FAILURES: Readonly<Record<FailureClass, FailureMeaning>> = {
  nothingFiled: {
    text: "선택하신 기간에 신고하거나 발급된 내역이 없습니다.",
    nextStep:
      "실제로 신고한 서류인지, 과세기간이 맞는지 확인하신 뒤 기간을 고쳐 재발급해 주십시오.",
    then: "end",
    canReissue: true,
  },
  wrongPeriod: {
    text: "발급기관에서 조회할 수 없는 기간입니다.",
    nextStep: "기간을 고쳐 재발급해 주십시오.",
    then: "end",
    canReissue: true,
  },
  wrongInput: {
    text: "입력하신 정보를 발급기관에서 찾을 수 없습니다.",
    nextStep: "주소의 시·도와 시·군·구 이름처럼 입력하신 내용을 고쳐 재발급해 주십시오.",
    then: "end",
    canReissue: true,
  },
  agencyClosed: {
    text: "발급기관의 서비스 이용시간이 아닙니다.",
    nextStep: "이용시간이 되면 자동으로 다시 발급합니다. 창을 닫으셔도 됩니다.",
    then: "wait",
    canReissue: true,
  },
  agencyDown: {
    text: "발급기관이 응답하지 않습니다.",
    nextStep: "발급기관이 복구되면 자동으로 다시 발급합니다. 창을 닫으셔도 됩니다.",
    then: "wait",
    canReissue: true,
  },
  agencyBlocked: {
    text: "발급기관이 접속을 제한하고 있습니다.",
    nextStep: "제한이 풀리면 자동으로 다시 발급합니다. 급하시면 서류를 직접 올리실 수 있습니다.",
    then: "wait",
    canReissue: true,
    linksToAgency: true,
  },
  transient: {
    text: "발급기관과의 통신이 원활하지 않습니다.",
    nextStep: "잠시 후 재발급해 주십시오.",
    then: "retry",
    canReissue: true,
  },
  notEntitled: {
    text: "이 인증서로는 발급할 수 없는 서류입니다.",
    nextStep: "발급 권한이 있는 인증서로 다시 로그인하거나 서류를 직접 올려 주십시오.",
    then: "end",
    canReissue: false,
  },
  notRegistered: {
    text: "발급기관에 회원가입 또는 공동인증서 등록이 되어 있지 않습니다.",
    nextStep: "발급기관 누리집에서 회원가입과 인증서 등록을 마치신 뒤 재발급해 주십시오.",
    then: "end",
    canReissue: true,
    linksToAgency: true,
  },
  notOffered: {
    text: "발급기관에서 이 신청인에게 제공하지 않는 서류입니다.",
    nextStep: "제출 기관에 다른 서류로 낼 수 있는지 문의하시거나 서류를 직접 올려 주십시오.",
    then: "end",
    canReissue: false,
  },
  arrears: {
    text: "체납 내역이 있어 발급이 거절되었습니다.",
    nextStep: "발급기관에서 체납 내역을 확인하고 납부하신 뒤 재발급해 주십시오.",
    then: "end",
    canReissue: true,
    linksToAgency: true,
  },
  duplicateLogin: {
    text: DUPLICATE_LOGIN_TEXT,
    nextStep:
      "같은 인증서로 다른 곳에서 로그인하여 연결이 끊겼습니다. 다른 곳에서 로그아웃하신 뒤 다시 로그인하여 재발급해 주십시오.",
    then: "end",
    canReissue: true,
  },
  extraAuthentication: {
    text: "발급기관에서 추가인증을 요청했습니다.",
    nextStep: "휴대폰에서 인증을 마치신 뒤 [인증 완료]를 눌러 주십시오.",
    then: "wait",
    canReissue: false,
  },
  extraAuthenticationExpired: {
    text: "추가인증이 제한시간 안에 완료되지 않았습니다.",
    nextStep: "휴대폰을 준비하신 뒤 재발급해 주십시오.",
    then: "end",
    canReissue: true,
  },
  confirmAgain: {
    text: "인증서 정보의 보관 시간(30분)이 지나 다시 확인이 필요합니다.",
    nextStep: "[이어서 발급]을 눌러 인증서를 한 번 더 확인해 주십시오.",
    then: "wait",
    canReissue: true,
  },
  credentials: {
    text: "발급기관에서 로그인 정보를 확인하지 못했습니다.",
    nextStep: "인증서 비밀번호와 입력하신 정보를 확인하고 다시 로그인하신 뒤 재발급해 주십시오.",
    then: "end",
    canReissue: true,
  },
  certificateRejected: {
    text: "발급기관에서 이 인증서를 받아 주지 않았습니다.",
    nextStep: "유효한 다른 인증서로 다시 로그인하신 뒤 재발급해 주십시오.",
    then: "end",
    canReissue: true,
  },
  damagedDocument: {
    text: "발급기관이 보낸 서류가 손상되었거나 신청 내용과 다릅니다.",
    nextStep: "잠시 후 재발급해 주십시오.",
    then: "retry",
    canReissue: true,
  },
  deliveryFailed: {
    text: "서류는 발급되었으나 제출 기관의 시스템이 받지 못했습니다.",
    nextStep: "제출 기관에 문의해 주십시오. 기관이 다시 받으면 자동으로 완료됩니다.",
    then: "end",
    canReissue: false,
  },
  ourFault: {
    text: "서비스에 문제가 생겨 발급하지 못했습니다.",
    nextStep: "담당자가 확인하고 있습니다. 잠시 후 재발급해 주십시오.",
    then: "end",
    canReissue: true,
  },
};
