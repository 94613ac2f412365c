import type { SandboxContext } from "../context.ts";
import { Refusal } from "./codes.ts";
import type { LiveLogin } from "./logins.ts";
import type { RequestFields } from "./wire.ts";

/** The agency waits 4 minutes 30 seconds for the person's phone. */
const lifetimeMs = 270_000;
/** Asked this often before the person approved, the agency gives the session up (CF-12872). */
const askCountMax = 3;

/** A request that waits for the person to approve it on the phone (추가인증, 간편인증). */
export interface PendingApproval {
  readonly jti: string;
  readonly twoWayTimestamp: number;
  readonly jobIndex: number;
  readonly threadIndex: number;
  /** The caller's `id`, which groups requests of one session; `""` where none was given. */
  readonly sessionId: string;
  readonly path: string;
  readonly login: LiveLogin;
  readonly userName: string;
  readonly phone: string;
  readonly expiresAt: Date;
  readonly isApproved: boolean;
  /** Resolves with true once approved and taken up, with false once it ended otherwise. */
  readonly settled: Promise<boolean>;
}

export interface TwoWay {
  begin(
    options: Pick<PendingApproval, "sessionId" | "path" | "login" | "userName" | "phone">,
  ): PendingApproval;
  /** What the answer CF-03002 carries. */
  dataOf(pending: PendingApproval): Record<string, unknown>;
  /**
   * Takes up a pending request again: `approved` to go on, or what must be answered once more.
   * @throws {Refusal} CF-03003 when the fields are not those that were given out; CF-12872 when it is over.
   */
  resume(fields: RequestFields, path: string): { pending: PendingApproval; isApproved: boolean };
  /** The person taps 승인 or 거절 on the phone. False where nothing waits. */
  decide(jti: string, isApproved: boolean): boolean;
  find(options: { agency: string; sessionId: string }): PendingApproval | undefined;
  list(): readonly PendingApproval[];
}

interface Entry extends PendingApproval {
  isApproved: boolean;
  askCount: number;
  settle(isApproved: boolean): void;
}

type Entries = Map<string, Entry>;

export function createTwoWay(context: SandboxContext): TwoWay {
  const entries: Entries = new Map();
  let jobCount = 0;
  const sweep = () => endLate(entries, context.now());

  return {
    begin(options) {
      const entry = entryOf(options, { begunAt: context.now(), jobIndex: jobCount++ % 1_000 });
      options.login.signal.addEventListener("abort", () => drop(entries, entry, "not-approved"));
      entries.set(entry.jti, entry);
      return entry;
    },
    dataOf: (pending) => ({
      jobIndex: pending.jobIndex,
      threadIndex: pending.threadIndex,
      jti: pending.jti,
      twoWayTimestamp: pending.twoWayTimestamp,
      continue2Way: true,
      method: "simpleAuth",
      extraInfo: { commSimpleAuth: "" },
    }),
    resume(fields, path) {
      sweep();
      return resume(entries, fields, path);
    },
    decide(jti, isApproved) {
      sweep();
      const entry = entries.get(jti);
      if (entry === undefined) return false;
      if (isApproved) entry.isApproved = true;
      else drop(entries, entry, "not-approved");
      context.journal("approval", { login: entry.login.id, isApproved });
      return true;
    },
    find({ agency, sessionId }) {
      sweep();
      return [...entries.values()].find((entry) =>
        sessionId !== "" && entry.sessionId === sessionId && entry.login.agency === agency
      );
    },
    list() {
      sweep();
      return [...entries.values()];
    },
  };
}

function entryOf(
  options: Parameters<TwoWay["begin"]>[0],
  { begunAt, jobIndex }: { begunAt: Date; jobIndex: number },
): Entry {
  const { promise: settled, resolve: settle } = Promise.withResolvers<boolean>();
  const twoWayTimestamp = begunAt.getTime();
  return {
    ...options,
    jti: crypto.randomUUID().replaceAll("-", ""),
    twoWayTimestamp,
    jobIndex,
    threadIndex: 0,
    expiresAt: new Date(twoWayTimestamp + lifetimeMs),
    isApproved: false,
    askCount: 0,
    settled,
    settle,
  };
}

function resume(
  entries: Entries,
  fields: RequestFields,
  path: string,
): { pending: PendingApproval; isApproved: boolean } {
  const info = infoOf(fields);
  const entry = entries.get(String(info.jti ?? ""));
  if (entry === undefined) throw new Refusal("notApproved", "인증 시간이 만료되었습니다.");
  if (!isSameRequest(entry, info, path)) throw new Refusal("badTwoWay");
  if (String(fields.simpleAuth ?? "") === "0") {
    drop(entries, entry, "not-approved");
    throw new Refusal("notApproved", "사용자가 인증을 취소하였습니다.");
  }
  if (entry.isApproved) {
    entries.delete(entry.jti);
    entry.settle(true);
    return { pending: entry, isApproved: true };
  }
  entry.askCount += 1;
  if (entry.askCount >= askCountMax) {
    drop(entries, entry, "not-approved");
    throw new Refusal("notApproved", "인증을 완료하지 않은 요청이 반복되었습니다.");
  }
  return { pending: entry, isApproved: false };
}

function isSameRequest(entry: Entry, info: Record<string, unknown>, path: string): boolean {
  return entry.path === path && Number(info.jobIndex) === entry.jobIndex &&
    Number(info.threadIndex) === entry.threadIndex &&
    Number(info.twoWayTimestamp) === entry.twoWayTimestamp;
}

function endLate(entries: Entries, now: Date): void {
  for (const entry of entries.values()) {
    if (now >= entry.expiresAt) drop(entries, entry, "expired");
  }
}

/** Ends a request that was not approved, and logs out. */
function drop(entries: Entries, entry: Entry, reason: "expired" | "not-approved"): void {
  entries.delete(entry.jti);
  entry.settle(false);
  entry.login.end(reason);
}

function infoOf(fields: RequestFields): Record<string, unknown> {
  const info = fields.twoWayInfo;
  if (fields.is2Way !== true && fields.is2Way !== "true") throw new Refusal("badTwoWay");
  if (typeof info !== "object" || info === null) throw new Refusal("badTwoWay");
  return Object.fromEntries(Object.entries(info));
}
