import type { RegistrationRecord } from "@maru/debit/files";
import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { BankApplicationAnswer, BankApplications } from "../exchange/bank_applications.ts";
import type { Rail } from "../parts.ts";
import { holdCutoff } from "../schedule/cutoff_lock.ts";
import { accountOfRecord } from "./bank_account.ts";
import { recordEffect } from "./bank_effect.ts";
import { addBankRow, isMove, makeHalf } from "./bank_row.ts";
import { type BankSubject, findSubject } from "./bank_subject.ts";
import { knownEndOf } from "./known_end.ts";
import type { RegistrationDeps, RegistrationParts } from "./registration_desk.ts";

/**
 * What payers did at their banks (EB11): a mandate given or ended there, or moved to another account
 * (자동이체 통합관리). It stands at once, unless we refuse it by EB12: A013 no such payer, A017 we cannot
 * take it, A019 a debit is under way.
 */
export function createBankApplications(
  parts: RegistrationParts,
  deps: Pick<RegistrationDeps, "eventLog">,
): BankApplications {
  return {
    async record(tx, { rail, record }) {
      // No file is built beside it: either it holds what ends here, or it leaves it out.
      await holdCutoff(tx);
      const subject = await findSubject(tx, record.payerNumber);
      if (subject === undefined) return { refusalCode: "A013" };
      const refusalCode = await refusalOf(tx, { rail, record, subject });
      if (refusalCode !== undefined) {
        return { refusalCode, merchantId: subject.merchant_id };
      }
      const account = await accountOfRecord(parts.kernel, tx, { record, subject });
      if (account === undefined) return { refusalCode: "A017", merchantId: subject.merchant_id };
      const knownId = account.isCurrent ? await knownEndOf(tx, { record, subject }) : undefined;
      if (knownId !== undefined) {
        if (isMove(record)) await makeHalf(parts, tx, { subject, id: knownId });
        return { merchantId: subject.merchant_id, registrationId: knownId };
      }
      const registrationId = await addBankRow(parts, tx, {
        record,
        subject,
        accountId: account.id,
      });
      await recordEffect({ ...parts, ...deps }, tx, { record, subject, account });
      return { merchantId: subject.merchant_id, registrationId };
    },
  };
}

/** A new mandate must fit the contract; an account cannot be moved while it is debited. */
async function refusalOf(
  tx: Transaction,
  { rail, record, subject }: { rail: Rail; record: RegistrationRecord; subject: BankSubject },
): Promise<Extract<BankApplicationAnswer, { refusalCode: string }>["refusalCode"] | undefined> {
  const isOther = rail !== subject.rail;
  const isNewForEnded = record.applicationKind === "new" && subject.state === "ended";
  if (isOther || isNewForEnded) return "A017";
  if (isMove(record) && await hasDebitUnderWay(tx, subject)) return "A019";
}

async function hasDebitUnderWay(
  tx: Transaction,
  { merchant_id, id }: BankSubject,
): Promise<boolean> {
  const { rows } = await sql`
    select from debit.charge ch
    join debit.debit_order o on o.merchant_id = ch.merchant_id and o.charge_id = ch.id
    where ch.merchant_id = ${merchant_id} and ch.instruction_id = ${id} and o.state = 'sent'
    limit 1`.execute(tx);
  return rows.length > 0;
}
