import type { Kernel } from "@maru/kernel";
import type { FactorRequest, StaffSession } from "../auth.ts";
import { SecondFactorRefusedError } from "../errors.ts";
import type { FactorAttempts } from "./factor_attempts.ts";
import { markProved, recordFactor, requireSession } from "./factor_session.ts";

/** Proves one kind of factor. `accept` uses up what was shown, and says whether it was right. */
export interface FactorProof {
  readonly factor: "passkey" | "codeApp" | "recoveryCode";
  readonly request: FactorRequest;
  accept(session: StaffSession): Promise<boolean>;
}

/**
 * Takes a try, looks at the proof, and writes down what came of it.
 *
 * @throws {SecondFactorRefusedError | SecondFactorLockedError | SessionEndedError}
 */
export async function confirmFactor(
  { kernel, attempts }: { kernel: Kernel; attempts: FactorAttempts },
  { factor, request, accept }: FactorProof,
): Promise<void> {
  const session = await requireSession(kernel, request.sessionId);
  const triesLeft = await attempts.take(session.staffId);
  const isRight = await accept(session);
  await kernel.transaction(async (tx) => {
    const action = isRight ? "confirm" : "refuse";
    if (isRight) {
      await attempts.clear(tx, session.staffId);
      await markProved(kernel, tx, session);
    }
    await recordFactor(kernel, tx, { session, request, action, factor });
  });
  if (!isRight) throw new SecondFactorRefusedError(triesLeft);
}
