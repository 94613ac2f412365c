import {
  CodeAppExistsError,
  MemberNotFoundError,
  type MemberRule,
  MemberRuleError,
  PasskeyNotFoundError,
  PasskeysUnavailableError,
  RightMissingError,
  RoleNameTakenError,
  RoleNotFoundError,
  SecondFactorLockedError,
  SecondFactorNeededError,
  SecondFactorRefusedError,
  TooManyPasskeysError,
} from "@maru/auth";
import type { ErrorEntry } from "../errors/entry.ts";
import { SecondFactorAskedError, staffPaths } from "./context.ts";
import { RIGHT_WORDS } from "./words.ts";

const UNLOCKED_BY_PEOPLE = "업체 관리자 또는 운영자에게 잠금 해제를 요청해 주십시오.";

const RULE_WORDS: Readonly<Record<MemberRule, string>> = {
  oneself: "자기 자신은 바꿀 수 없습니다. 다른 관리자에게 요청해 주십시오.",
  administrator: "업체 관리자는 업체 관리자만 바꿀 수 있습니다.",
  lastAdministrator: "업체 관리자가 한 명은 있어야 합니다. 다른 관리자를 먼저 정해 주십시오.",
  rights: "내게 없는 권한은 줄 수 없습니다. 업체 관리자에게 요청해 주십시오.",
};

export const staffErrors: readonly ErrorEntry[] = [
  {
    error: "StaffLoginNeededError",
    status: 401,
    code: "STAFF-401-1",
    title: "로그인이 필요합니다.",
    next: "관리자 로그인 화면에서 로그인해 주십시오.",
  },
  {
    error: "PasswordChangeNeededError",
    status: 403,
    code: "STAFF-403-1",
    title: "비밀번호를 먼저 바꿔 주십시오.",
    next: "비밀번호 변경 화면에서 새 비밀번호를 정해 주십시오.",
  },
  {
    error: "StaffLoginError",
    status: 401,
    code: "STAFF-401-2",
    title: "아이디 또는 비밀번호가 맞지 않습니다.",
    next: "다시 입력해 주십시오. 다섯 번 틀리면 잠깁니다.",
    nextFor: (error) =>
      "triesLeft" in error && typeof error.triesLeft === "number"
        ? error.triesLeft === 0
          ? "다섯 번 틀려 잠겼습니다. 다시 로그인하시면 푸는 방법을 알려 드립니다."
          : `${error.triesLeft}번 더 틀리면 잠깁니다. 다시 입력해 주십시오.`
        : "다시 입력해 주십시오. 다섯 번 틀리면 잠깁니다.",
  },
  {
    error: "StaffLockedError",
    status: 403,
    code: "STAFF-403-2",
    title: "비밀번호를 다섯 번 틀려 잠겼습니다.",
    next: UNLOCKED_BY_PEOPLE,
    nextFor: (error) =>
      "endsByItself" in error && error.endsByItself === true
        ? "30분 뒤에 다시 로그인해 주십시오. 급하시면 운영자에게 잠금 해제를 요청해 주십시오."
        : UNLOCKED_BY_PEOPLE,
  },
  {
    error: RightMissingError.name,
    status: 403,
    code: "STAFF-403-3",
    title: "이 화면을 쓸 권한이 없습니다.",
    next: "업체 관리자에게 권한을 요청해 주십시오.",
    nextFor: (error) =>
      error instanceof RightMissingError
        ? `'${RIGHT_WORDS[error.right]}' 권한이 필요합니다. 업체 관리자에게 권한을 요청해 주십시오.`
        : "업체 관리자에게 권한을 요청해 주십시오.",
  },
  {
    error: SecondFactorNeededError.name,
    status: 403,
    code: "STAFF-403-4",
    title: "2단계 인증을 먼저 확인해 주십시오.",
    next: "확인은 10분 동안 유효합니다. 확인하신 뒤 이전 화면에서 다시 시도해 주십시오.",
    actionFor: (error) => ({
      label: "2단계 인증 확인",
      href: error instanceof SecondFactorAskedError ? error.redirectTo : staffPaths.secondFactor,
    }),
  },
  {
    error: "PasswordRefusedError",
    status: 422,
    code: "STAFF-422-1",
    title: "쓸 수 없는 비밀번호입니다.",
    next: "8자 이상으로, 흔하지 않고 지금과 다른 비밀번호를 입력해 주십시오.",
    field: "next",
  },
  {
    error: SecondFactorRefusedError.name,
    status: 422,
    code: "STAFF-422-2",
    title: "확인하지 못했습니다.",
    next: "처음부터 다시 해 주십시오.",
    nextFor: (error) =>
      error instanceof SecondFactorRefusedError && error.triesLeft !== undefined
        ? error.triesLeft === 0
          ? "다섯 번 틀려 15분 동안 잠겼습니다. 15분 뒤에 새 코드로 다시 해 주십시오."
          : `한 번 쓴 코드는 다시 쓸 수 없습니다. ${error.triesLeft}번 더 틀리면 15분 동안 잠깁니다.`
        : "앱에 지금 보이는 코드인지 확인하고 다시 해 주십시오.",
  },
  {
    error: SecondFactorLockedError.name,
    status: 429,
    code: "STAFF-429-1",
    title: "2단계 인증을 다섯 번 틀려 잠겼습니다.",
    next: "잠시 뒤 다시 시도해 주십시오.",
    nextFor: (error) =>
      error instanceof SecondFactorLockedError
        ? `${Math.ceil(error.retryAfterSeconds / 60)}분 뒤에 다시 시도해 주십시오.`
        : "잠시 뒤 다시 시도해 주십시오.",
    retryAfterSeconds: (error) =>
      error instanceof SecondFactorLockedError ? error.retryAfterSeconds : 60,
  },
  {
    error: PasskeyNotFoundError.name,
    status: 404,
    code: "STAFF-404-1",
    title: "찾으시는 패스키가 없습니다.",
    next: "이미 삭제했을 수 있습니다. 2단계 인증 화면을 새로고침해 주십시오.",
  },
  {
    error: TooManyPasskeysError.name,
    status: 422,
    code: "STAFF-422-3",
    title: "패스키를 더 등록할 수 없습니다.",
    next: "쓰지 않는 패스키를 삭제한 뒤 등록해 주십시오.",
  },
  {
    error: PasskeysUnavailableError.name,
    status: 422,
    code: "STAFF-422-4",
    title: "이 주소에서는 패스키를 쓸 수 없습니다.",
    next: "인증 앱의 코드를 이용해 주십시오.",
  },
  {
    error: CodeAppExistsError.name,
    status: 409,
    code: "STAFF-409-1",
    title: "인증 앱이 이미 등록되어 있습니다.",
    next: "다른 앱으로 바꾸시려면 등록된 앱을 먼저 삭제해 주십시오.",
    action: { label: "2단계 인증으로", href: staffPaths.secondFactorSettings },
  },
  {
    error: MemberNotFoundError.name,
    status: 404,
    code: "STAFF-404-2",
    title: "찾으시는 사용자가 없습니다.",
    next: "사용자 목록에서 다시 찾아 주십시오.",
  },
  {
    error: RoleNotFoundError.name,
    status: 404,
    code: "STAFF-404-3",
    title: "찾으시는 역할이 없습니다.",
    next: "역할 목록에서 다시 찾아 주십시오.",
  },
  {
    error: RoleNameTakenError.name,
    status: 409,
    code: "STAFF-409-2",
    title: "같은 이름의 역할이 있습니다.",
    next: "다른 이름을 입력해 주십시오.",
    field: "name",
  },
  {
    error: MemberRuleError.name,
    status: 403,
    code: "STAFF-403-5",
    title: "이 사용자는 이렇게 바꿀 수 없습니다.",
    next: "업체 관리자에게 요청해 주십시오.",
    nextFor: (error) =>
      error instanceof MemberRuleError
        ? RULE_WORDS[error.rule]
        : "업체 관리자에게 요청해 주십시오.",
  },
];
