import type { ErrorEntry } from "../errors/entry.ts";

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
        ? `${error.triesLeft}번 더 틀리면 잠깁니다. 다시 입력해 주십시오.`
        : "다시 입력해 주십시오. 다섯 번 틀리면 잠깁니다.",
  },
  {
    error: "StaffLockedError",
    status: 403,
    code: "STAFF-403-2",
    title: "비밀번호를 다섯 번 틀려 잠겼습니다.",
    next: "30분 뒤에 다시 로그인해 주십시오. 급하시면 운영자에게 잠금 해제를 요청해 주십시오.",
  },
  {
    error: "PasswordRefusedError",
    status: 422,
    code: "STAFF-422-1",
    title: "쓸 수 없는 비밀번호입니다.",
    next: "8자 이상으로, 흔하지 않고 지금과 다른 비밀번호를 입력해 주십시오.",
    field: "next",
  },
];
