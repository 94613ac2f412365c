import type { FaultKind, FaultRule, FaultTarget, SandboxContext } from "../../context.ts";
import { isLine, type Place } from "../exchange/exchanged_file.ts";
import type { FileKind } from "../file_kind.ts";

/** How a result is spoilt on its way out; the file that is kept stays right. */
export const spoilingFaults = [
  "empty-result",
  "truncated-result",
  "repeated-result",
  "altered-amount",
  "altered-sequence",
  "altered-code",
  "altered-account",
  "reordered-result",
  "doubled-record",
] as const satisfies readonly FaultKind[];

/** Every switch that the clearing house and the bank lines know. */
export const houseFaults = [
  "reject-file",
  "reject-records",
  "late-result",
  "early-result",
  ...spoilingFaults,
  "cut-connection",
  "cut-after-work",
  "false-duplicate",
  "error-after-work",
  "timeout-after-work",
  "slow",
  "down",
  "reset",
] as const satisfies readonly FaultKind[];

export function faultTarget(place: Place, kind?: FileKind): FaultTarget {
  return {
    service: isLine(place) ? "bank-line" : "clearing",
    subject: place,
    ...(kind === undefined ? {} : { document: kind }),
  };
}

/** Whether such a switch is on, without using it up. */
export function isFaultOn(context: SandboxContext, target: FaultTarget, kind: FaultKind): boolean {
  return context.faults.list().some((rule) => rule.kind === kind && fits(rule, target));
}

/** Takes a fault and writes it into the journal. */
export function takeFault(
  context: SandboxContext,
  target: FaultTarget,
  kinds: readonly FaultKind[],
): FaultRule | undefined {
  const rule = context.faults.take(target, kinds);
  if (rule !== undefined) {
    context.journal("clearing-fault", {
      fault: rule.kind,
      place: target.subject ?? "",
      file: target.document ?? "",
    });
  }
  return rule;
}

function fits(rule: FaultRule, target: FaultTarget): boolean {
  return (rule.service === "*" || rule.service === target.service) &&
    (rule.document === undefined || rule.document === target.document) &&
    (rule.subject === undefined || rule.subject === target.subject);
}
