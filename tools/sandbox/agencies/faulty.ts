import type { FaultKind, FaultRule, FaultSwitches } from "../context.ts";
import { type AnswerName, Refusal } from "./codes.ts";

/** The faults of one request: each is taken, and counted, when its moment comes. */
export interface RequestFaults {
  take(...kinds: FaultKind[]): FaultRule | undefined;
  /** Refuses where a switch for one of the answers is on. @throws {Refusal} */
  refuseIf(...kinds: (keyof typeof answers)[]): void;
}

const answers = {
  "not-contracted": "notContracted",
  "ip-block": "blocked",
  "closed": "closed",
  "wrong-password": "wrongPassword",
  "not-registered": "notRegistered",
  "not-entitled": "notEntitled",
  "arrears": "arrears",
  "wrong-period": "wrongPeriod",
  "not-filed": "nothingFiled",
} as const satisfies Partial<Record<FaultKind, AnswerName>>;

export function faultsOf(
  faults: FaultSwitches,
  target: { service: string; document: string; subject: string },
): RequestFaults {
  return {
    take: (...kinds) => faults.take(target, kinds),
    refuseIf(...kinds) {
      const rule = faults.take(target, kinds);
      if (rule !== undefined && isAnswer(rule.kind)) throw new Refusal(answers[rule.kind]);
    },
  };
}

function isAnswer(kind: FaultKind): kind is keyof typeof answers {
  return Object.hasOwn(answers, kind);
}
