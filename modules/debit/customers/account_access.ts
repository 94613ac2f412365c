import { sql } from "kysely";
import { detailsPlace, unpackDetails } from "../settings/fields/account_details.ts";
import { maskAccount } from "../settings/fields/mask_account.ts";
import { isId } from "../settings/lists/ids.ts";
import { cleanNumber, cleanText } from "./clean.ts";
import type { CustomerDesk, CustomerParts } from "./customer_desk.ts";
import { CustomerInputError, InstructionNotFoundError } from "./errors.ts";
import { cleanReason } from "./reason.ts";
import { readRuleFacts } from "./rule_facts.ts";
import { createRowRules, type FieldProblem } from "./rules.ts";

/** More than anybody types in ten minutes, and than most merchants register in a day. */
const CHECKS_OF_MEMBER = { name: "debit.holderCheck.member", max: 30, windowSeconds: 600 };
const CHECKS_OF_MERCHANT = { name: "debit.holderCheck.merchant", max: 500, windowSeconds: 86_400 };

/** Looks at accounts that leave a line in the access log: shown in clear, or asked of the bank. */
export function createAccountAccess(
  { kernel, holderCheck }: Pick<CustomerParts, "kernel" | "holderCheck">,
): Pick<CustomerDesk, "revealAccount" | "checkHolder"> {
  return {
    async revealAccount(merchantId, { instructionId, reason: typed, actor, address }) {
      const reason = cleanReason(typed);
      const { rows: [row] } = isId(instructionId)
        ? await sql<{ id: string; details_sealed: Uint8Array }>`
          select a.id, a.details_sealed
          from debit.instruction i
          join debit.account a on a.merchant_id = i.merchant_id and a.id = i.account_id
          where i.merchant_id = ${merchantId} and i.id = ${instructionId}`
          .execute(kernel.database.db)
        : { rows: [] };
      if (row === undefined) throw new InstructionNotFoundError(instructionId);
      const details = unpackDetails(
        await kernel.sealing.openBytes(detailsPlace(row.id), row.details_sealed),
      );
      await kernel.transaction((tx) =>
        kernel.accessLog.record(tx, {
          actor,
          tenantId: merchantId,
          ...(address === undefined ? {} : { address }),
          action: "debit.account.reveal",
          subject: `instruction:${instructionId}`,
          reason,
        })
      );
      return { account: details.account, holderIdentity: details.identity };
    },
    async checkHolder(merchantId, { contractId, actor, address, ...given }) {
      const input = {
        bankCode: given.bankCode,
        account: cleanNumber(given.account),
        holder: cleanText(given.holder),
        holderIdentity: cleanNumber(given.holderIdentity),
      };
      const today = kernel.calendar.dateOf(kernel.clock.now());
      const facts = await readRuleFacts(kernel.database.db, { merchantId, contractId, today });
      const problems: FieldProblem[] = [];
      createRowRules(facts).account(input, problems);
      if (problems.length > 0) throw new CustomerInputError(problems);
      await limitChecks(kernel, merchantId, actor);
      await kernel.transaction((tx) =>
        kernel.accessLog.record(tx, {
          actor,
          tenantId: merchantId,
          ...(address === undefined ? {} : { address }),
          action: "debit.account.check",
          subject: `account:${input.bankCode}:${maskAccount(input.account)}`,
        })
      );
      return await holderCheck.check({
        bankCode: input.bankCode,
        account: input.account,
        holder: input.holder,
        identity: input.holderIdentity,
      });
    },
  };
}

/**
 * Each question costs money, and each answer tells whether an account is somebody's: without a limit
 * a member could try names against accounts.
 *
 * @throws {RateLimitedError}
 */
async function limitChecks(
  { rateLimits }: Pick<CustomerParts["kernel"], "rateLimits">,
  merchantId: string,
  actor: string,
): Promise<void> {
  await rateLimits.consume({ ...CHECKS_OF_MEMBER, value: `${merchantId} ${actor}` });
  await rateLimits.consume({ ...CHECKS_OF_MERCHANT, value: merchantId });
}
