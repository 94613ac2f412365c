import type { Kernel } from "@maru/kernel";
import { SessionEndedError, StaffLoginError } from "../errors.ts";
import type { StaffRow } from "../tables.ts";
import type { Attempts } from "./attempts.ts";
import { createPasswordCheck } from "./passwords.ts";
import { staffOfSession } from "./staff_sessions.ts";

/** Looks at passwords, and counts every look. */
export interface PasswordProof {
  /** Whether the password is the one of the hash; counts nothing. */
  readonly isRight: ReturnType<typeof createPasswordCheck>;
  /** @throws {StaffLoginError | StaffLockedError} */
  require(
    input: { loginId: string; staff?: StaffRow; password: string; address?: string },
  ): Promise<StaffRow>;
  /**
   * The account of a session, by its password.
   *
   * @throws {StaffLoginError | StaffLockedError | SessionEndedError}
   */
  requireOf(input: { sessionId: string; password: string; address?: string }): Promise<StaffRow>;
}

export function createPasswordProof(
  { kernel, attempts }: { kernel: Kernel; attempts: Attempts },
): PasswordProof {
  const isRight = createPasswordCheck();
  const proof: PasswordProof = {
    isRight,
    async require({ loginId, staff, password, address }) {
      const triesLeft = await attempts.take(loginId, { isAccount: staff !== undefined });
      const matches = await isRight(staff?.password_hash, password);
      if (staff !== undefined && matches) {
        await attempts.clear(loginId);
        return staff;
      }
      if (triesLeft === 0) await recordLock(kernel, { staff, address });
      throw new StaffLoginError(triesLeft);
    },
    async requireOf({ sessionId, ...typed }) {
      const staff = await staffOfSession(kernel, sessionId);
      if (staff === undefined) throw new SessionEndedError(sessionId);
      return await proof.require({ ...typed, loginId: staff.login_id, staff });
    },
  };
  return proof;
}

/** For IDs that nobody has as well, so that the fifth answer takes as long for them. */
async function recordLock(
  kernel: Kernel,
  { staff, address }: { staff: StaffRow | undefined; address: string | undefined },
): Promise<void> {
  await kernel.transaction((tx) =>
    kernel.accessLog.record(tx, {
      actor: "system",
      ...(staff?.organisation_id ? { tenantId: staff.organisation_id } : {}),
      ...(address === undefined ? {} : { address }),
      action: "staff.lock",
      subject: `staff:${staff?.id ?? "unknown"}`,
    })
  );
}
