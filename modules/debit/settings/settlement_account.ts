import { isMobilePhone, type Transaction } from "@maru/kernel";
import { seoulText } from "../orders/notices/texts.ts";
import { tables } from "../tables.ts";
import { maskAccount } from "./fields/mask_account.ts";
import { lengthsOfPattern } from "./fields/account_pattern.ts";
import { isAsciiDigits, isKsX1001 } from "./fields/characters.ts";
import { cleanNumber, cleanText } from "./fields/clean_text.ts";
import { isId } from "./lists/ids.ts";
import { MerchantNotFoundError, SettlementAccountError } from "./errors.ts";
import { changesOf, writeHistory } from "./history.ts";
import { type HolderAnswer, HolderCheckUnavailableError } from "./holder_check.ts";
import type { MerchantDesk, MerchantParts } from "./merchant_desk.ts";

const HOLDER_LENGTH_MAX = 40;

/** Where the sealed account for payouts stands; its plain bytes are the digits in ASCII. */
export function settlementAccountPlace(merchantId: string) {
  return { table: "debit.merchant", column: "settlement_account_sealed", row: merchantId };
}

/** The account that collected money is paid out to. It is named only when the bank knows the holder. */
export function createSettlementAccounts(
  parts: Pick<MerchantParts, "kernel" | "holderCheck" | "notifications">,
): Pick<MerchantDesk, "nameSettlementAccount"> {
  const { kernel, holderCheck } = parts;

  async function check(input: Parameters<typeof holderCheck.check>[0]): Promise<void> {
    let answer: HolderAnswer;
    try {
      answer = await holderCheck.check(input);
    } catch (error) {
      if (!(error instanceof HolderCheckUnavailableError)) throw error;
      throw new SettlementAccountError("checkUnavailable", undefined, { cause: error });
    }
    if (answer.state === "otherHolder") {
      throw new SettlementAccountError("otherHolder", answer.holderMasked);
    }
    if (answer.state === "unknownAccount") {
      throw new SettlementAccountError("unknownAccount", answer.code);
    }
  }

  return {
    async nameSettlementAccount(merchantId, { bankCode, account: typed, holder: name, actor }) {
      const [account, holder] = [cleanNumber(typed), cleanText(name)];
      const bank = await bankOf(parts, bankCode);
      checkForm({ account, holder, accountPattern: bank.account_pattern });
      const { businessNumber } = await merchantOf(parts, merchantId);
      await check({ bankCode, account, holder, identity: businessNumber });
      const sealed = await kernel.sealing.sealBytes(
        settlementAccountPlace(merchantId),
        new TextEncoder().encode(account),
      );
      const named = { bankCode, accountMasked: maskAccount(account), holder };
      const verifiedAt = kernel.clock.now();
      await kernel.transaction(async (tx) => {
        const before = await tables(tx).selectFrom("merchant").selectAll()
          .where("id", "=", merchantId).forUpdate().executeTakeFirstOrThrow();
        await tables(tx).updateTable("merchant").set({
          settlement_bank_code: bankCode,
          settlement_account_sealed: sealed,
          settlement_account_masked: named.accountMasked,
          settlement_holder: holder,
          settlement_verified_at: verifiedAt,
        }).where("id", "=", merchantId).execute();
        await writeHistory(parts, tx, [{
          merchantId,
          subjectKind: "merchant",
          subjectId: merchantId,
          actor,
          action: "settlementAccountNamed",
          changes: changesOf({
            bankCode: before.settlement_bank_code,
            accountMasked: before.settlement_account_masked,
            holder: before.settlement_holder,
          }, named),
        }]);
        const { name: merchant, phone } = before;
        await tellNamed(parts, tx, { merchantId, merchant, phone, bank: bank.name, named });
      });
      return { ...named, bankName: bank.name, verifiedAt };
    },
  };
}

/** Whoever holds the merchant's phone learns of it, should somebody else have named the account. */
async function tellNamed(
  { kernel, notifications }: Pick<MerchantParts, "kernel" | "notifications">,
  tx: Transaction,
  { merchantId, merchant, phone, bank, named: { accountMasked } }: {
    merchantId: string;
    merchant: string;
    phone: string;
    bank: string;
    named: { accountMasked: string };
  },
): Promise<void> {
  if (!isMobilePhone(phone)) return;
  await notifications.send(tx, {
    key: `debit.accountNamed:${kernel.uuid()}`,
    template: "debit.accountNamed",
    values: { merchant, bank, account: accountMasked, time: seoulText(kernel.clock.now()) },
    phone,
    tenantId: merchantId,
  });
}

/** @throws {SettlementAccountError} */
async function bankOf({ kernel }: Pick<MerchantParts, "kernel">, bankCode: string) {
  const today = kernel.calendar.dateOf(kernel.clock.now());
  const bank = await tables(kernel.database.db).selectFrom("bank").selectAll()
    .where("code", "=", bankCode).executeTakeFirst();
  if (bank === undefined || (bank.valid_until !== null && bank.valid_until < today)) {
    throw new SettlementAccountError("bankUnknown");
  }
  return bank;
}

/** @throws {SettlementAccountError} */
function checkForm(
  { account, holder, accountPattern }: {
    account: string;
    holder: string;
    accountPattern: string;
  },
): void {
  const fits = (lengthsOfPattern(accountPattern) & (1 << account.length)) !== 0;
  if (!isAsciiDigits(account) || !fits) throw new SettlementAccountError("accountFormat");
  if (holder === "" || holder.length > HOLDER_LENGTH_MAX || !isKsX1001(holder)) {
    throw new SettlementAccountError("holder");
  }
}

/** @throws {MerchantNotFoundError} */
async function merchantOf({ kernel }: Pick<MerchantParts, "kernel">, merchantId: string) {
  const merchant = isId(merchantId)
    ? await tables(kernel.database.db).selectFrom("merchant")
      .select("business_number as businessNumber").where("id", "=", merchantId).executeTakeFirst()
    : undefined;
  if (merchant === undefined) throw new MerchantNotFoundError(merchantId);
  return merchant;
}
