import type { Transaction } from "@maru/kernel";
import type { IssuedMember, NewMember } from "./members.ts";
import type { Right } from "./staff/rights.ts";

/** The roles of people who work for a merchant; their login IDs have eight digits. */
export const MEMBER_ROLES = ["merchantAdmin", "merchantStaff"] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

export type StaffRole = "operator" | "institutionAdmin" | "institutionStaff" | MemberRole;

export interface StaffSession {
  readonly id: string;
  readonly staffId: string;
  readonly name: string;
  readonly role: StaffRole;
  /** Operators have none. */
  readonly organisationId?: string;
  readonly organisationName?: string;
  readonly mustChangePassword: boolean;
  /** What a member of a merchant may do; empty for everybody else. */
  readonly rights: readonly Right[];
  readonly secondFactor: {
    /** The account has a passkey or an app that makes codes. */
    readonly isEnrolled: boolean;
    /** When this session last proved one; money actions want it recent. */
    readonly confirmedAt?: Date;
  };
}

export interface StaffAccount {
  readonly id: string;
  readonly loginId: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly organisationId?: string;
  readonly organisationName?: string;
  readonly isLocked: boolean;
  readonly isDisabled: boolean;
}

export interface StaffQuery {
  readonly organisationId?: string;
  readonly staffId?: string;
  /** Found in the login ID, the name, or the organisation's name; capital and small letters are alike. */
  readonly text?: string;
  readonly limit?: number;
}

/** Somebody that people work for: an institution, a merchant. */
export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly businessNumber?: string;
  /** Members and other staff who can log in. */
  readonly accountCount: number;
}

export interface StaffSessionEntry {
  readonly id: string;
  readonly address: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

/** A login of the past, the newest first; kept about a month. */
export interface StaffLoginEntry {
  readonly at: Date;
  readonly address: string;
}

export interface StaffAuth {
  /**
   * @throws {StaffLoginError} same answer and time for unknown IDs and wrong passwords
   * @throws {StaffLockedError} after five wrong passwords, whatever the password
   * @throws {RateLimitedError} too many logins from one address
   */
  logIn(input: { loginId: string; password: string; address: string }): Promise<
    { token: string; session: StaffSession }
  >;
  find(token: string): Promise<StaffSession | undefined>;
  logOut(token: string): Promise<void>;
  /**
   * Ends the other sessions of the account.
   *
   * @throws {StaffLoginError | StaffLockedError} `current` is wrong
   * @throws {PasswordRefusedError} `next` is not good enough
   * @throws {SessionEndedError}
   */
  changePassword(input: { sessionId: string; current: string; next: string }): Promise<void>;
  /** Accounts by their login IDs; those that fit every part of the query. */
  list(query: StaffQuery): Promise<StaffAccount[]>;
  /** Opens an account that five wrong passwords locked. `actor` stands in the access log. */
  unlock(tx: Transaction, input: { staffId: string; actor: string }): Promise<void>;
  /** The account cannot log in any more; its sessions end at once. */
  disable(tx: Transaction, input: { staffId: string; actor: string }): Promise<void>;
  /**
   * A new password for one login, shown to whoever asked and kept nowhere; it must be changed. Opens
   * a locked account and ends its sessions.
   */
  resetPassword(tx: Transaction, input: { staffId: string; actor: string }): Promise<
    { password: string }
  >;
  /** Takes every second factor of the account away, for somebody who lost the telephone. */
  resetSecondFactor(tx: Transaction, input: { staffId: string; actor: string }): Promise<void>;
  /** Sessions that still run, the newest first. */
  sessions(staffId: string): Promise<StaffSessionEntry[]>;
  /** The last logins, the newest first, ended ones too; at most twenty. */
  logins(staffId: string): Promise<StaffLoginEntry[]>;
  endSession(tx: Transaction, sessionId: string): Promise<void>;
  /** Ends every session of the account but this one. */
  endOtherSessions(tx: Transaction, sessionId: string): Promise<void>;
  /** Used by demo data and operators. */
  createOrganisation(tx: Transaction, input: { name: string; businessNumber?: string }): Promise<
    { id: string }
  >;
  /** Organisations by name whose name or business number has the text in it. */
  organisations(query: { text: string; limit: number }): Promise<Organisation[]>;
  organisation(id: string): Promise<Organisation | undefined>;
  /** An operator, or a person of an institution. @throws {LoginIdTakenError | PasswordRefusedError} */
  createStaff(
    tx: Transaction,
    input: {
      organisationId?: string;
      loginId: string;
      name: string;
      role: Exclude<StaffRole, MemberRole>;
      password: string;
      mustChangePassword: boolean;
    },
  ): Promise<{ id: string }>;
  /**
   * A member of a merchant, with an ID of eight digits that nobody can guess from another one.
   *
   * @throws {PasswordRefusedError} a given password is too weak to be kept
   * @throws {RoleNotFoundError} the organisation has no such role
   */
  createMember(tx: Transaction, input: NewMember): Promise<IssuedMember>;
}
