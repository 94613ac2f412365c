import type {
  FaultKind,
  FaultRule,
  FaultTarget,
  SandboxContext,
  SandboxFields,
} from "./context.ts";

/** A context in a folder of its own, whose clock stands still until it is moved. */
export interface TestContext extends SandboxContext {
  readonly journaled: { readonly kind: string; readonly fields: SandboxFields }[];
  /** Moves the real time on which the offset is added. */
  advance(ms: number): void;
}

export function createTestContext(
  options: { readonly now?: Date; readonly dataDirectory?: string } = {},
): TestContext {
  let realTime = (options.now ?? new Date("2026-11-20T03:00:00Z")).getTime();
  let offsetMs = 0;
  let rules: FaultRule[] = [];
  let nextRule = 1;
  const journaled: { kind: string; fields: SandboxFields }[] = [];
  return {
    journaled,
    advance: (ms) => void (realTime += ms),
    now: () => new Date(realTime + offsetMs),
    clock: {
      get offsetMs() {
        return offsetMs;
      },
      set: (ms) => void (offsetMs = ms),
    },
    dataDirectory: options.dataDirectory ?? Deno.makeTempDirSync(),
    log: () => {},
    journal: (kind, fields) => void journaled.push({ kind, fields }),
    faults: {
      add(rule) {
        const added = { ...rule, id: String(nextRule++) };
        rules.push(added);
        return added;
      },
      remove: (id) => rules.length !== (rules = rules.filter((rule) => rule.id !== id)).length,
      clear: () => void (rules = []),
      list: () => rules,
      take(target: FaultTarget, kinds?: readonly FaultKind[]) {
        const rule = rules.find((candidate) =>
          (candidate.service === "*" || candidate.service === target.service) &&
          (kinds === undefined || kinds.includes(candidate.kind))
        );
        if (rule?.remainingCount !== undefined) {
          const left = rule.remainingCount - 1;
          rules = left === 0
            ? rules.filter((other) => other !== rule)
            : rules.map((other) => other === rule ? { ...rule, remainingCount: left } : other);
        }
        return rule;
      },
    },
    agencyBaseUrl: "http://127.0.0.1:8002",
    port: 8002,
  };
}
