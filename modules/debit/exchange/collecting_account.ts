import type { CollectingAccount } from "@maru/debit/files";
import type { ExchangeParts } from "./deps.ts";

/** Our account as the headers of EB21 and EC21 name it, and those of their answers repeat it. */
export function collectingAccountOf(
  { collectingBankCode, collectingAccount }: ExchangeParts["settings"],
): CollectingAccount {
  return { collectingBank: `${collectingBankCode}0000`, collectingAccount };
}
