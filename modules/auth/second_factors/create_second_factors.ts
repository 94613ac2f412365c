import type { Kernel, Transaction } from "@maru/kernel";
import type { FactorRequest, SecondFactors } from "../auth.ts";
import { PasskeysUnavailableError, SecondFactorRefusedError } from "../errors.ts";
import { createAttempts } from "../staff/attempts.ts";
import { createPasswordProof, type PasswordProof } from "../staff/password_proof.ts";
import { tablesOf } from "../tables.ts";
import { type CodeApp, createCodeApp } from "./code_app.ts";
import { confirmFactor } from "./confirmation.ts";
import { createFactorAttempts, type FactorAttempts } from "./factor_attempts.ts";
import {
  markProved,
  mayChange,
  recordFactor,
  requireMayChange,
  requireSession,
} from "./factor_session.ts";
import { createPasskeyChallenges, type PasskeyChallenges } from "./passkey_challenges.ts";
import { createPasskeys, type Passkeys } from "./passkeys.ts";
import { createRecoveryCodes, type RecoveryCodes } from "./recovery_codes.ts";
import { relyingPartyOf } from "./relying_party.ts";

interface FactorParts {
  readonly kernel: Kernel;
  readonly attempts: FactorAttempts;
  readonly codeApp: CodeApp;
  readonly recoveryCodes: RecoveryCodes;
  readonly challenges: PasskeyChallenges;
  readonly passwords: PasswordProof;
  /** @throws {PasskeysUnavailableError} none of our origins has a name */
  passkeys(): Passkeys;
}

export function createSecondFactors(
  { kernel, origins }: { kernel: Kernel; origins: readonly string[] },
): SecondFactors {
  const party = relyingPartyOf(origins);
  const passkeys = party === undefined ? undefined : createPasskeys({ kernel, party });
  const parts: FactorParts = {
    kernel,
    passwords: createPasswordProof({ kernel, attempts: createAttempts({ kernel }) }),
    attempts: createFactorAttempts({ kernel }),
    codeApp: createCodeApp({ kernel }),
    recoveryCodes: createRecoveryCodes({ kernel }),
    challenges: createPasskeyChallenges({ kernel }),
    passkeys() {
      if (passkeys === undefined) throw new PasskeysUnavailableError();
      return passkeys;
    },
  };
  return {
    async of(sessionId) {
      const session = await requireSession(kernel, sessionId);
      const since = await parts.codeApp.since(session.staffId);
      return {
        passkeys: await passkeys?.list(session.staffId) ?? [],
        ...(party === undefined ? {} : { passkeyHost: party.id }),
        ...(since === undefined ? {} : { codeAppSince: since }),
        recoveryCodeCount: await parts.recoveryCodes.count(session.staffId),
        mayChange: await mayChange(kernel, session),
      };
    },
    ...confirmations(parts),
    ...passkeyFunctions(parts),
    ...codeAppFunctions(parts),
  };
}

type Some<Names extends keyof SecondFactors> = Pick<SecondFactors, Names>;

function confirmations(
  parts: FactorParts,
): Some<
  | "confirmPassword"
  | "confirmCode"
  | "confirmRecoveryCode"
  | "passkeyChallenge"
  | "confirmPasskey"
> {
  const { kernel, codeApp, recoveryCodes, challenges } = parts;
  return {
    async confirmPassword({ sessionId, address, password }) {
      await parts.passwords.requireOf({ sessionId, address, password });
      await tablesOf(kernel.database.db).updateTable("staff_session")
        .set({ password_at: kernel.clock.now() }).where("id", "=", sessionId).execute();
    },
    confirmCode: ({ code, ...request }) =>
      confirmFactor(parts, {
        factor: "codeApp",
        request,
        accept: ({ staffId }) => codeApp.accept(staffId, code),
      }),
    confirmRecoveryCode: ({ code, ...request }) =>
      confirmFactor(parts, {
        factor: "recoveryCode",
        request,
        accept: ({ staffId }) => recoveryCodes.accept(staffId, code),
      }),
    async passkeyChallenge(sessionId) {
      const { staffId } = await requireSession(kernel, sessionId);
      const challenge = await challenges.open(sessionId, "confirmation");
      return await parts.passkeys().requestOptions({ staffId, challenge });
    },
    confirmPasskey: ({ response, ...request }) =>
      confirmFactor(parts, {
        factor: "passkey",
        request,
        async accept({ id, staffId }) {
          const challenge = await challenges.take(id, "confirmation");
          if (challenge === undefined) return false;
          return await parts.passkeys().accept({ staffId, response, challenge });
        },
      }),
  };
}

function passkeyFunctions(
  parts: FactorParts,
): Some<"passkeyCreation" | "addPasskey" | "renamePasskey" | "removePasskey"> {
  const { kernel, challenges } = parts;
  return {
    async passkeyCreation(sessionId) {
      const { staffId } = await requireMayChange(kernel, sessionId);
      const challenge = await challenges.open(sessionId, "creation");
      return await parts.passkeys().creationOptions({ staffId, challenge });
    },
    async addPasskey({ name, response, ...request }) {
      const session = await requireMayChange(kernel, request.sessionId);
      const challenge = await challenges.take(session.id, "creation");
      if (challenge === undefined) throw new SecondFactorRefusedError();
      const credential = await parts.passkeys().read({ response, challenge });
      return await kernel.transaction(async (tx) => {
        const { staffId } = session;
        const added = await parts.passkeys().add(tx, { staffId, name, credential });
        await markProved(kernel, tx, session);
        await recordFactor(kernel, tx, { session, request, action: "enrol", factor: "passkey" });
        return added;
      });
    },
    async renamePasskey({ id, name, ...request }) {
      const session = await requireSession(kernel, request.sessionId);
      await kernel.transaction(async (tx) => {
        await parts.passkeys().rename(tx, { staffId: session.staffId, id, name });
        await recordFactor(kernel, tx, { session, request, action: "rename", factor: "passkey" });
      });
    },
    async removePasskey({ id, ...request }) {
      await removal(parts, { request, factor: "passkey" }, async (tx, staffId) => {
        await parts.passkeys().remove(tx, { staffId, id });
      });
    },
  };
}

function codeAppFunctions(
  parts: FactorParts,
): Some<"beginCodeApp" | "waitingCodeApp" | "addCodeApp" | "removeCodeApp" | "renewRecoveryCodes"> {
  const { kernel, codeApp } = parts;
  return {
    async beginCodeApp(sessionId) {
      await codeApp.begin((await requireMayChange(kernel, sessionId)).staffId);
    },
    async waitingCodeApp(sessionId) {
      return await codeApp.waiting((await requireMayChange(kernel, sessionId)).staffId);
    },
    async addCodeApp({ code, ...request }) {
      const session = await requireMayChange(kernel, request.sessionId);
      await kernel.transaction(async (tx) => {
        await codeApp.enrol(tx, { staffId: session.staffId, code });
        await markProved(kernel, tx, session);
        await recordFactor(kernel, tx, { session, request, action: "enrol", factor: "codeApp" });
      });
    },
    async removeCodeApp(request) {
      await removal(parts, { request, factor: "codeApp" }, async (tx, staffId) => {
        await tablesOf(tx).deleteFrom("code_app").where("staff_id", "=", staffId).execute();
      });
    },
    async renewRecoveryCodes(request) {
      const session = await requireMayChange(kernel, request.sessionId);
      return await kernel.transaction(async (tx) => {
        const codes = await parts.recoveryCodes.renew(tx, session.staffId);
        const action = "renewCodes";
        await recordFactor(kernel, tx, { session, request, action, factor: "recoveryCode" });
        return { codes };
      });
    },
  };
}

/** Takes one factor away; with the last one the recovery codes lose their meaning. */
async function removal(
  { kernel }: FactorParts,
  { request, factor }: { request: FactorRequest; factor: "passkey" | "codeApp" },
  remove: (tx: Transaction, staffId: string) => Promise<void>,
): Promise<void> {
  const session = await requireMayChange(kernel, request.sessionId);
  const { staffId } = session;
  await kernel.transaction(async (tx) => {
    await remove(tx, staffId);
    await tablesOf(tx).deleteFrom("recovery_code").where("staff_id", "=", staffId)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom("passkey").select("id").where("staff_id", "=", staffId)))
      )
      .where(({ not, exists, selectFrom }) =>
        not(exists(
          selectFrom("code_app").select("staff_id").where("staff_id", "=", staffId)
            .where("confirmed_at", "is not", null),
        ))
      ).execute();
    await recordFactor(kernel, tx, { session, request, action: "remove", factor });
  });
}
