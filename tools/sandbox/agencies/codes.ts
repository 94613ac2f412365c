/**
 * The answers of the gateway, as CODEF names them. Codes are the public ones; where public sources differ
 * by product, the reading that the sandbox uses stands in the comment.
 */
export const codes = {
  ok: ["CF-00000", "성공"],
  notJson: ["CF-00002", "json형식이 올바르지 않습니다."],
  notContracted: ["CF-00003", "계약되지 않은 상품입니다. 관리자에게 문의하시기 바랍니다."],
  badParameter: ["CF-00007", "요청 파라미터가 올바르지 않습니다."],
  sameRequestRunning: ["CF-00016", "동일한 요청이 처리 중입니다."],
  timeout: ["CF-01004", "응답 대기시간이 초과되었습니다."],
  needsTwoWay: ["CF-03002", "API 요청 처리가 정상 진행 중입니다. 추가 정보를 입력하세요."],
  badTwoWay: ["CF-03003", "2WAY 요청 처리를 위한 정보가 올바르지 않습니다."],
  /** A secret that the gateway's key does not open, or whose plus signs became spaces. */
  badSecret: ["CF-04028", "암호화된 파라미터의 복호화에 실패했습니다."],
  notForApplicant: ["CF-12040", "해당 신청인은 발급할 수 없는 서류입니다."],
  /** Outside opening hours, or switched off by the agency. */
  closed: ["CF-12041", "해당 기관의 서비스 이용시간이 아닙니다."],
  notEntitled: ["CF-12049", "해당 서류를 조회할 권한이 없습니다."],
  /** Read here as: refused because of unpaid tax. */
  arrears: ["CF-12100", "체납 내역이 있어 증명서를 발급할 수 없습니다."],
  blocked: ["CF-12103", "해당 기관에서 접속을 차단하였습니다(IP 차단)."],
  duplicateLogin: ["CF-12201", "다른 기기에서 로그인하여 접속이 종료되었습니다."],
  wrongPassword: ["CF-12302", "인증서 비밀번호가 올바르지 않습니다."],
  expired: ["CF-12303", "만료된 인증서입니다."],
  revoked: ["CF-12304", "폐지된 인증서입니다."],
  /** Another kind, another issuer, a broken file, or a key that is not the certificate's. */
  wrongCertificate: ["CF-12305", "사용할 수 없는 인증서입니다."],
  inputMissing: ["CF-12401", "필수 입력값이 누락되었습니다."],
  wrongPeriod: ["CF-12411", "조회 기간이 올바르지 않습니다."],
  wrongAgentLogin: ["CF-12803", "관리번호 또는 비밀번호가 올바르지 않습니다."],
  notRegistered: ["CF-12835", "해당 기관의 회원이 아니거나 인증서가 등록되어 있지 않습니다."],
  wrongIdentity: ["CF-12850", "인증서와 주민(사업자)등록번호가 일치하지 않습니다."],
  notApproved: ["CF-12872", "간편인증이 완료되지 않았습니다."],
  wrongPlace: ["CF-13002", "행정구역 명칭이 올바르지 않습니다."],
  nothingFiled: ["CF-13025", "해당 기간에 신고(조회) 내역이 없습니다."],
} as const;

export type AnswerName = keyof typeof codes;

/** The gateway refuses: the caller sees code and words. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: string;
  constructor(readonly answer: AnswerName, readonly extraMessage = "") {
    super(`Cannot serve the request: ${codes[answer][0]}`);
    this.code = codes[answer][0];
  }
}
