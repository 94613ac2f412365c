import {
  type FaultKind,
  faultKinds,
  type FaultRule,
  type FaultSwitches,
  type FaultTarget,
} from "./context.ts";

/** What was posted is not a fault switch; `field` says where. */
export class FaultInputError extends Error {
  override readonly name = "FaultInputError";
  constructor(readonly field: string, expected: string) {
    super(`Cannot switch the fault on: "${field}" must be ${expected}`);
  }
}

/** Switches in memory: a restart of the sandbox heals the world. */
export function createFaultSwitches(): FaultSwitches {
  let rules: FaultRule[] = [];
  let added = 0;
  return {
    add(rule) {
      const whole = { ...rule, id: `f${++added}` };
      rules.push(whole);
      return whole;
    },
    remove(id) {
      const before = rules.length;
      rules = rules.filter((rule) => rule.id !== id);
      return rules.length < before;
    },
    clear: () => void (rules = []),
    list: () => rules,
    take(target, kinds) {
      const rule = rules.find((candidate) => fits(candidate, target, kinds));
      if (rule?.remainingCount === undefined) return rule;
      const remainingCount = rule.remainingCount - 1;
      rules = remainingCount > 0
        ? rules.map((other) => other === rule ? { ...rule, remainingCount } : other)
        : rules.filter((other) => other !== rule);
      return rule;
    },
  };
}

/** Reads a switch from JSON or a form. @throws {FaultInputError} */
export function readFault(input: Readonly<Record<string, unknown>>): Omit<FaultRule, "id"> {
  const kind = faultKinds.find((known) => known === input.kind);
  if (kind === undefined) throw new FaultInputError("kind", `one of ${faultKinds.join(", ")}`);
  const service = text(input, "service") ?? "*";
  const document = text(input, "document");
  const subject = text(input, "subject")?.replaceAll(/\D/g, "");
  const remainingCount = count(input, "count");
  const delayMs = count(input, "delayMs");
  return {
    kind,
    service,
    ...(document ? { document } : {}),
    ...(subject ? { subject } : {}),
    ...(remainingCount === undefined ? {} : { remainingCount }),
    ...(delayMs === undefined ? {} : { delayMs }),
  };
}

function fits(
  rule: FaultRule,
  target: FaultTarget,
  kinds: readonly FaultKind[] | undefined,
): boolean {
  if (kinds !== undefined && !kinds.includes(rule.kind)) return false;
  if (rule.service !== "*" && rule.service !== target.service) return false;
  if (rule.document !== undefined && rule.document !== target.document) return false;
  return rule.subject === undefined || rule.subject === target.subject;
}

function text(input: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === "") return undefined;
  if (typeof value !== "string" || value.length > 100) {
    throw new FaultInputError(name, "a text of at most 100 characters");
  }
  return value;
}

function count(input: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = input[name];
  if (value === undefined || value === "") return undefined;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 10_000_000) {
    throw new FaultInputError(name, "a whole number from 1");
  }
  return number;
}
