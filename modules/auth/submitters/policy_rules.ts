import type { Kernel } from "@maru/kernel";
import type { SubmitterType } from "../auth.ts";
import { CertificatePolicyUnknownError, CertificateTypeError } from "../errors.ts";
import { type PolicyRuleRow, tablesOf } from "../tables.ts";

/** An operator's change of a rule is seen after this at the latest. */
const KEPT_FOR_MS = 5_000;

export interface PolicyRules {
  /**
   * The policy by which the certificate may log in as this kind of submitter.
   *
   * @throws {CertificateTypeError} its policies fit other kinds only
   * @throws {CertificatePolicyUnknownError} no rule knows any of its policies
   */
  fit(policyOids: readonly string[], submitterType: SubmitterType): Promise<string>;
}

export function createPolicyRules(
  { kernel }: { kernel: Pick<Kernel, "database" | "clock"> },
): PolicyRules {
  let kept: { readonly rules: readonly PolicyRuleRow[]; readonly readAtMs: number } | undefined;

  async function read(): Promise<readonly PolicyRuleRow[]> {
    const nowMs = kernel.clock.monotonic();
    if (kept !== undefined && nowMs - kept.readAtMs < KEPT_FOR_MS) return kept.rules;
    const rules = await tablesOf(kernel.database.db).selectFrom("policy_rule").selectAll()
      .execute();
    kept = { rules, readAtMs: nowMs };
    return rules;
  }

  return { fit: async (policyOids, type) => fitPolicy(await read(), policyOids, type) };
}

/** The decision itself, on rules in hand. */
function fitPolicy(
  rules: readonly Pick<PolicyRuleRow, "submitter_type" | "oid_pattern">[],
  policyOids: readonly string[],
  submitterType: SubmitterType,
): string {
  const fitting = rules.filter((rule) =>
    policyOids.some((oid) => matchesPattern(oid, rule.oid_pattern))
  );
  if (fitting.length === 0) throw new CertificatePolicyUnknownError(policyOids);
  const rule = fitting.find((candidate) => candidate.submitter_type === submitterType);
  if (rule === undefined) {
    const types = [...new Set(fitting.map((candidate) => candidate.submitter_type))];
    throw new CertificateTypeError(submitterType, policyOids, types);
  }
  return policyOids.find((oid) => matchesPattern(oid, rule.oid_pattern)) ?? "";
}

/** "1.2.3.*" is everything under 1.2.3, but not 1.2.3 itself and not 1.2.30. */
export function matchesPattern(oid: string, pattern: string): boolean {
  return pattern.endsWith(".*") ? oid.startsWith(pattern.slice(0, -1)) : oid === pattern;
}
