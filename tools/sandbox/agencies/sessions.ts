import type { SandboxContext } from "../context.ts";
import { Refusal } from "./codes.ts";
import type { Job } from "./job.ts";
import type { LiveLogin } from "./logins.ts";
import type { PendingApproval, TwoWay } from "./two_way.ts";
import { textOf } from "./wire.ts";

/** An approved simple authentication is good for further documents this long. */
const lifetimeMs = 600_000;

/** Simple authentication of a member (loginType 5): one approval serves every request with the same `id`. */
export interface Sessions {
  /**
   * The login of the approved session that the job belongs to; waits while it is being approved.
   * @throws {Refusal} CF-12872 when the approval does not come.
   */
  join(job: Job): Promise<LiveLogin | undefined>;
  /** Keeps the login for further requests, if the job may share it. False where it may not. */
  keep(job: Job, pending: PendingApproval): boolean;
  /** Logs sessions out whose time is over. */
  endOld(): void;
}

export function createSessions(context: SandboxContext, twoWay: TwoWay): Sessions {
  const logins = new Map<string, LiveLogin>();
  return {
    async join(job) {
      const sessionId = sharedIdOf(job);
      if (sessionId === undefined) return undefined;
      const agency = job.product.agency;
      const pending = twoWay.find({ agency, sessionId });
      if (pending !== undefined) {
        const isApproved = await Promise.race([pending.settled, abortOf(job.signal)]);
        if (!isApproved) throw new Refusal("notApproved");
      }
      return logins.get(`${agency}/${sessionId}`);
    },
    keep(job, pending) {
      if (sharedIdOf(job) === undefined) return false;
      const name = `${job.product.agency}/${pending.sessionId}`;
      logins.set(name, pending.login);
      pending.login.signal.addEventListener("abort", () => logins.delete(name));
      return true;
    },
    endOld() {
      for (const login of logins.values()) {
        const ageMs = context.now().getTime() - login.startedAt.getTime();
        if (ageMs > lifetimeMs) login.end("expired");
      }
    },
  };
}

function sharedIdOf(job: Job): string | undefined {
  const id = textOf(job.fields, "id");
  return textOf(job.fields, "loginType") === "5" && id !== "" ? id : undefined;
}

function abortOf(signal: AbortSignal): Promise<false> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(false)));
}
