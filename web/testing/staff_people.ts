/**
 * People with IDs, logged in: operators, staff of institutions, members of merchants.
 *
 * @module
 */
import type { Auth, MemberRole } from "@maru/auth";
import { enrolCodeApp } from "@maru/auth/testing";
import type { Kernel } from "@maru/kernel";

export const STAFF_PASSWORD = "quiet-harbour-2026";

interface Modules {
  readonly auth: Auth;
  readonly kernel: Kernel;
}

export interface StaffToCreate {
  readonly loginId: string;
  readonly role: "operator" | "institutionAdmin" | "institutionStaff";
  readonly organisationId?: string;
}

export interface MemberToCreate {
  readonly organisationId: string;
  readonly role: MemberRole;
  readonly roleId?: string;
  /** Without a second factor money actions stay closed. */
  readonly isProved: boolean;
}

export interface CreatedMember {
  readonly staffId: string;
  readonly loginId: string;
  readonly token: string;
}

export async function createStaff(
  { auth, kernel }: Modules,
  who: StaffToCreate,
): Promise<{ staffId: string; token: string }> {
  await kernel.transaction((tx) =>
    auth.staff.createStaff(tx, {
      ...who,
      name: who.loginId,
      password: STAFF_PASSWORD,
      mustChangePassword: false,
    })
  );
  const { token, session } = await auth.staff.logIn({
    loginId: who.loginId,
    password: STAFF_PASSWORD,
    address: "192.0.2.8",
  });
  return { staffId: session.staffId, token };
}

export async function createMember(
  { auth, kernel }: Modules,
  { isProved, ...who }: MemberToCreate,
): Promise<CreatedMember> {
  const { id: staffId, loginId } = await kernel.transaction((tx) =>
    auth.staff.createMember(tx, {
      ...who,
      name: who.role,
      password: STAFF_PASSWORD,
      mustChangePassword: false,
    })
  );
  const login = { loginId, password: STAFF_PASSWORD, address: "192.0.2.9" };
  const { token, session } = await auth.staff.logIn(login);
  if (isProved) {
    await enrolCodeApp(auth.secondFactors, { sessionId: session.id, at: new Date() });
  }
  return { staffId, loginId, token };
}
