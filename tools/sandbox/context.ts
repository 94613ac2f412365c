/** A clock that a demo can push forward or back; every part of the sandbox reads the time here. */
export interface SandboxClock {
  /** Milliseconds added to the real time, 0 at the start. */
  readonly offsetMs: number;
  /** Replaces the offset: `set(0)` returns to the real time. */
  set(offsetMs: number): void;
}

/** What a failure looks like from outside. One word per switch of the panel. */
export const faultKinds = [
  "slow",
  "down",
  "reset",
  "wrong-password",
  "not-filed",
  "wrong-period",
  "not-entitled",
  "duplicate-login",
  "extra-authentication",
  "truncated-pdf",
  "not-a-pdf",
  "oversize-pdf",
  "wrong-person-pdf",
  "ip-block",
  "closed",
  "error-after-work",
  "timeout-after-work",
  "garbage-encoding",
  "arrears",
  "not-contracted",
  "not-registered",
  "reject-file",
  "reject-records",
  "late-result",
  "early-result",
  "empty-result",
  "truncated-result",
  "repeated-result",
  "altered-amount",
  "altered-sequence",
  "altered-code",
  "altered-account",
  "reordered-result",
  "doubled-record",
  "cut-connection",
  "cut-after-work",
  "false-duplicate",
] as const;

export type FaultKind = typeof faultKinds[number];

/** What one request is about; a rule without `document` or `subject` fits every one of them. */
export interface FaultTarget {
  /** Who answers: an agency's code (`hometax`), or another service (`messages`, `clearing`). */
  readonly service: string;
  /** The document code, for example `vat-tax-base`, or a kind of file, `EB22`. */
  readonly document?: string;
  /** The business or resident number, institution or bank that the request is for, digits alone. */
  readonly subject?: string;
}

export interface FaultRule {
  readonly id: string;
  readonly kind: FaultKind;
  /** `*` means every service. */
  readonly service: string;
  readonly document?: string;
  readonly subject?: string;
  /** How many more requests it hits; absent means until it is switched off. */
  readonly remainingCount?: number;
  /** For `slow` and `timeout-after-work`: how long the answer waits. */
  readonly delayMs?: number;
}

export interface FaultSwitches {
  add(rule: Omit<FaultRule, "id">): FaultRule;
  remove(id: string): boolean;
  clear(): void;
  list(): readonly FaultRule[];
  /** The first rule that fits and whose kind is asked for; counts it as used. */
  take(target: FaultTarget, kinds?: readonly FaultKind[]): FaultRule | undefined;
}

export type SandboxFields = Readonly<Record<string, unknown>>;

/** What every part of the sandbox is given. */
export interface SandboxContext {
  now(): Date;
  readonly clock: SandboxClock;
  /** The sandbox's own folder, `DATA_DIR/sandbox`; it exists. */
  readonly dataDirectory: string;
  /** One JSON line on standard output. */
  log(event: string, fields?: SandboxFields): void;
  /** One JSON line in `journal.ndjson` of the data folder: the outside world's own record. */
  journal(kind: string, fields: SandboxFields): void;
  readonly faults: FaultSwitches;
  /** Where this process answers, without a trailing slash: `http://127.0.0.1:8002`. */
  readonly agencyBaseUrl: string;
  readonly port: number;
}
