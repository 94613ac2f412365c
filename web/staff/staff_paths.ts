/** Where people with IDs log in, look after their accounts, and manage their organisation's members. */
export const staffPaths = {
  login: "/staff/login",
  logout: "/staff/logout",
  password: "/staff/password",
  sessions: "/staff/sessions",
  sessionEnd: (id: string) => `/staff/sessions/${id}/end`,
  otherSessionsEnd: "/staff/sessions/others/end",
  /** Asks for the second factor and leads back to `?return=`. */
  secondFactor: "/staff/second-factor",
  codeProof: "/staff/second-factor/code",
  recoveryProof: "/staff/second-factor/recovery-code",
  passkeyChallenge: "/staff/second-factor/passkey/challenge",
  passkeyProof: "/staff/second-factor/passkey",
  secondFactorSettings: "/staff/second-factor/settings",
  passwordProof: "/staff/second-factor/password",
  codeApp: "/staff/second-factor/app",
  codeAppProof: "/staff/second-factor/app/code",
  codeAppRemoval: "/staff/second-factor/app/removal",
  recoveryCodes: "/staff/second-factor/recovery-codes",
  passkeyCreation: "/staff/second-factor/passkeys/challenge",
  passkeys: "/staff/second-factor/passkeys",
  passkeyName: (id: string) => `/staff/second-factor/passkeys/${id}/name`,
  passkeyRemoval: (id: string) => `/staff/second-factor/passkeys/${id}/removal`,
  members: "/staff/members",
  newMember: "/staff/members/new",
  member: (id: string) => `/staff/members/${id}`,
  memberRole: (id: string) => `/staff/members/${id}/role`,
  memberPassword: (id: string) => `/staff/members/${id}/password`,
  memberSecondFactor: (id: string) => `/staff/members/${id}/second-factor`,
  memberUnlock: (id: string) => `/staff/members/${id}/unlocking`,
  memberEnd: (id: string) => `/staff/members/${id}/end`,
  roles: "/staff/roles",
  newRole: "/staff/roles/new",
  role: (id: string) => `/staff/roles/${id}`,
} as const;

/** One's own account: the same places in the header of every work page and in the account's menu. */
export const ACCOUNT_ENTRIES = [
  { label: "로그인 기록", href: staffPaths.sessions },
  { label: "2단계 인증", href: staffPaths.secondFactorSettings },
  { label: "비밀번호 변경", href: staffPaths.password },
] as const;

/** The path with the page to come back to. */
export function withReturn(path: string, returnPath: string): string {
  return returnPath === "" ? path : `${path}?return=${encodeURIComponent(returnPath)}`;
}
