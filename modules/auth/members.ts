import type { Transaction } from "@maru/kernel";
import type { MemberRole, StaffSession } from "./staff_auth.ts";
import type { Right } from "./staff/rights.ts";

/** A person who works for a merchant (사용자). */
export interface Member {
  readonly id: string;
  /** Eight digits. */
  readonly loginId: string;
  readonly name: string;
  readonly role: MemberRole;
  /** The organisation's own role of a merchantStaff; without one there are no rights. */
  readonly roleId?: string;
  readonly roleName?: string;
  readonly isLocked: boolean;
  readonly isDisabled: boolean;
  /** The first password, or one after a reset, is not changed yet. */
  readonly mustChangePassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly lastLoginAt?: Date;
}

export interface NewMember {
  readonly organisationId: string;
  readonly name: string;
  readonly role: MemberRole;
  /** For merchantStaff: one of the organisation's roles. */
  readonly roleId?: string;
  /** Made up where none is given. */
  readonly password?: string;
  /**
   * True unless said. Only a password that must be changed may be weak, as a handed-over 000000 is.
   */
  readonly mustChangePassword?: boolean;
  /** For the access log; `system` unless said. */
  readonly actor?: string;
  /** Eight digits for a demo, which prints them; drawn where none is given. */
  readonly loginId?: string;
}

export interface IssuedMember {
  readonly id: string;
  /** Eight digits, e.g. 04718293. */
  readonly loginId: string;
  /** For showing once; only its hash is kept. */
  readonly password: string;
}

/** A role of one organisation: a name and its rights. */
export interface OrganisationRole {
  readonly id: string;
  readonly name: string;
  readonly rights: readonly Right[];
  readonly memberCount: number;
}

/**
 * An organisation's own people, managed by one of them. `manager` must have `members.manage`; what is
 * touched belongs to the manager's organisation, or is not found. Nobody gives a right that he has not,
 * only an administrator touches administrators, and nobody touches himself. Every change stands in
 * the access log.
 */
export interface Members {
  list(organisationId: string): Promise<Member[]>;
  roles(organisationId: string): Promise<OrganisationRole[]>;
  /** @throws {RightMissingError | MemberRuleError | RoleNotFoundError} */
  add(
    tx: Transaction,
    manager: StaffSession,
    input: { name: string; role: MemberRole; roleId?: string },
  ): Promise<IssuedMember>;
  /** @throws {RightMissingError | MemberNotFoundError | MemberRuleError | RoleNotFoundError} */
  changeRole(
    tx: Transaction,
    manager: StaffSession,
    input: { memberId: string; role: MemberRole; roleId?: string },
  ): Promise<void>;
  /** @throws {RightMissingError | MemberNotFoundError | MemberRuleError} */
  resetPassword(tx: Transaction, manager: StaffSession, memberId: string): Promise<
    { password: string }
  >;
  /** @throws {RightMissingError | MemberNotFoundError | MemberRuleError} */
  resetSecondFactor(tx: Transaction, manager: StaffSession, memberId: string): Promise<void>;
  /** @throws {RightMissingError | MemberNotFoundError | MemberRuleError} */
  unlock(tx: Transaction, manager: StaffSession, memberId: string): Promise<void>;
  /** @throws {RightMissingError | MemberNotFoundError | MemberRuleError} */
  disable(tx: Transaction, manager: StaffSession, memberId: string): Promise<void>;
  /**
   * A new role, or with `roleId` a changed one; a change holds from its members' next request on.
   *
   * @throws {RightMissingError | RoleNotFoundError | RoleNameTakenError | MemberRuleError}
   */
  saveRole(
    tx: Transaction,
    manager: StaffSession,
    input: { roleId?: string; name: string; rights: readonly Right[] },
  ): Promise<{ id: string }>;
}
