import type { SubmitterAuth } from "../auth.ts";
import { type LoginParts, logInSubmitter } from "./login.ts";
import {
  endSession,
  findSession,
  requireLiveSession,
  setSessionClient,
  supersedeSession,
} from "./sessions.ts";

/** Submitters: people who log in with a certificate. */
export function createSubmitters(parts: LoginParts): SubmitterAuth {
  const { kernel, challenges, limits, transportKeys } = parts;
  return {
    async openChallenge({ address }) {
      await limits.challenge(address);
      return await challenges.open();
    },
    logIn: (input) => logInSubmitter(parts, input),
    find: (token) => findSession(kernel, token),
    logOut: (token) => endSession(kernel, token),
    async requireLive(tx, sessionId) {
      await requireLiveSession(kernel, tx, sessionId);
    },
    async endByAgency(tx, fingerprint) {
      await supersedeSession(kernel, tx, { fingerprint, by: "agency" });
    },
    setClient: (tx, sessionId, client) => setSessionClient(kernel, tx, sessionId, client),
    openSealed: (input) => transportKeys.open(input),
    transportKey: () => transportKeys.current(),
  };
}
