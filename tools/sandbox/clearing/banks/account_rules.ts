import { openKeyedFile } from "../keyed_file.ts";

/** When a bank looks at an account. */
export type Stage = "registration" | "debit" | "holder";

/** What a test or a person decided about one account. */
export interface AccountRule {
  readonly bankCode: string;
  readonly accountNumber: string;
  /** The holder's name. */
  readonly holder?: string;
  /** Birth date or business number; another one is 0014. */
  readonly birthOrBusinessNumber?: string;
  /** What the bank answers. */
  readonly code?: string;
  /** Absent: at the stages at which the code occurs by itself. */
  readonly at?: Stage;
  /** The debit that goes well; the ones before fail with the code. */
  readonly succeedsOnTry?: number;
}

export interface AccountRules {
  find(bank: string, account: string): AccountRule | undefined;
  put(rules: readonly AccountRule[]): void;
  clear(): void;
  list(): AccountRule[];
}

export function openAccountRules(folder: string): AccountRules {
  const file = openKeyedFile<AccountRule & { readonly id: string }>(`${folder}/accounts.ndjson`);
  return {
    find: (bank, account) => file.get(accountKey(bank, account)),
    put: (rules) =>
      file.put(
        rules.map((rule) => ({ ...rule, id: accountKey(rule.bankCode, rule.accountNumber) })),
      ),
    clear: () => file.clear(),
    list: () => [...file.values()].map(({ id: _, ...rule }) => rule),
  };
}

export function accountKey(bank: string, account: string): string {
  return `${bank} ${account}`;
}
