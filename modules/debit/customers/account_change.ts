import type { Transaction } from "@maru/kernel";
import type { Selectable } from "kysely";
import { RegistrationUnderWayError } from "../registrations/errors.ts";
import { type Change, changesOf } from "../settings/history.ts";
import { type InstructionTable, tables } from "../tables.ts";
import type { CustomerDeps, CustomerParts, InstructionInput } from "./customer_desk.ts";
import { CustomerInputError } from "./errors.ts";
import { addAccount, openAccount } from "./instruction_account.ts";
import { accountFieldsOf } from "./instruction_row.ts";
import type { AccountFields } from "./rules.ts";

type Typed =
  & Pick<InstructionInput, "bankCode" | "holder">
  & Partial<Pick<InstructionInput, "account" | "holderIdentity">>;

export interface AccountChangeInput {
  readonly before: Selectable<InstructionTable>;
  readonly input: Typed;
  readonly origin: "merchant" | "payer";
  readonly actor: string;
}

/** Whether a new account was typed; without one bank, number, holder and identity stay. */
export function isAccountTyped(input: Typed): input is AccountFields & Typed {
  return input.account !== undefined && input.holderIdentity !== undefined;
}

/**
 * Gives an instruction another account (계좌변경). A bank that knows the old one is told by a pair of
 * cancel and new; an application that still waits is replaced. Returns what changed, by masks.
 *
 * @throws {CustomerInputError} bank or holder differ and no account was typed
 * @throws {RegistrationUnderWayError} the bank has not answered the last application yet
 */
export function createAccountChange(
  { kernel }: Pick<CustomerParts, "kernel">,
  { registrations }: CustomerDeps,
): (tx: Transaction, input: AccountChangeInput) => Promise<Change[]> {
  return async (tx, { before, input, origin, actor }) => {
    const key = { merchantId: before.merchant_id, id: before.id };
    const old = await openAccount(kernel, tx, { ...key, id: before.account_id });
    if (!isAccountTyped(input)) return refuseHalf(input, old);
    if (isSame(input, old)) return [];
    await withdrawWaiting(tx, before, actor);
    const standing = await standingOf(tx, key);
    const known = await openAccount(kernel, tx, { ...key, id: standing.account_id });
    const account = await addAccount(kernel, tx, { merchantId: key.merchantId, input });
    await tables(tx).updateTable("instruction")
      .set({ account_id: account.id, bank_code: input.bankCode })
      .where("merchant_id", "=", key.merchantId).where("id", "=", key.id).execute();
    const isKnownThere = standing.registration_state === "done";
    const isSameNumber = known.bank_code === input.bankCode && known.account === input.account;
    // The bank keeps its mandate by number: only holder or identity were put right.
    if (!(isKnownThere && isSameNumber)) {
      const application = {
        merchantId: key.merchantId,
        instructionId: key.id,
        origin,
        actor,
        ...(isKnownThere ? { pairId: kernel.uuid() } : {}),
      };
      if (isKnownThere) {
        await registrations.apply(tx, { ...application, kind: "cancel", accountId: known.id });
      }
      await registrations.apply(tx, { ...application, kind: "new", accountId: account.id });
    }
    const changes = changesOf(
      accountFieldsOf({ bankCode: old.bank_code, holder: old.holder }, old.account_masked),
      accountFieldsOf(input, account.masked),
    );
    return changes.length > 0 ? changes : [{ field: "account" }];
  };

  async function withdrawWaiting(
    tx: Transaction,
    { merchant_id, id, registration_state }: Selectable<InstructionTable>,
    actor: string,
  ): Promise<void> {
    if (registration_state === "waiting") {
      await registrations.withdrawWaiting(tx, {
        merchantId: merchant_id,
        instructionId: id,
        actor,
      });
    }
    const open = await tables(tx).selectFrom("registration").select("result_due_at")
      .where("merchant_id", "=", merchant_id).where("instruction_id", "=", id)
      .where("state", "in", ["waiting", "sent"]).executeTakeFirst();
    if (open !== undefined) throw new RegistrationUnderWayError(id, open.result_due_at);
  }
}

/** Bank and holder belong to a number: they cannot change without it. */
function refuseHalf(input: Typed, old: { bank_code: string; holder: string }): Change[] {
  const isUnchanged = input.bankCode === old.bank_code && input.holder === old.holder;
  if (isUnchanged && input.account === undefined && input.holderIdentity === undefined) return [];
  throw new CustomerInputError([
    {
      field: input.account === undefined ? "account" : "holderIdentity",
      reason: "missing",
    },
  ]);
}

function isSame(
  input: AccountFields,
  old: { bank_code: string; holder: string; account: string; identity: string },
): boolean {
  return input.bankCode === old.bank_code && input.holder === old.holder &&
    input.account === old.account && input.holderIdentity === old.identity;
}

function standingOf(tx: Transaction, { merchantId, id }: { merchantId: string; id: string }) {
  return tables(tx).selectFrom("instruction").select(["account_id", "registration_state"])
    .where("merchant_id", "=", merchantId).where("id", "=", id).executeTakeFirstOrThrow();
}
