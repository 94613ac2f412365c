import type { ApiKey } from "./authorization.ts";
import { openRecordFile } from "../record_file.ts";

/** What the operator would have set up in the provider's console. */
export interface MessageAccount {
  readonly accountId: string;
  readonly keys: readonly ApiKey[];
  /** Kakao channel ids (`pfId`) that belong to the account. */
  readonly channelIds: readonly string[];
  /** Registered sender numbers, digits alone. */
  readonly senderNumbers: readonly string[];
  /** Where reports go (SINGLE-REPORT); empty until it is set. */
  readonly webhookUrl: string;
  readonly webhookSecret: string;
  readonly balanceWon: number;
}

/** The account of the demo; it is public and worth nothing outside of this sandbox. */
export const demoAccount: MessageAccount = {
  accountId: "26010100000001",
  keys: [{ apiKey: "NCSMARUSANDBOX01", apiSecret: "MARUSANDBOXSECRETMARUSANDBOX0001" }],
  channelIds: ["KA01PF260101000000000MARUDEMO001"],
  senderNumbers: ["0215880001", "15880001"],
  webhookUrl: "",
  webhookSecret: "",
  balanceWon: 1_000_000,
};

export interface AccountStore {
  current(): MessageAccount;
  /** Adds keys, channels and numbers to those that are there; the other fields are replaced. */
  change(change: Partial<Omit<MessageAccount, "accountId">>): MessageAccount;
}

export function openAccountStore(dataDirectory: string): AccountStore {
  type Kept = MessageAccount & { readonly id: "account" };
  const file = openRecordFile<Kept>(`${dataDirectory}/message_account.ndjson`);
  const current = () => file.get("account") ?? demoAccount;
  return {
    current,
    change(change) {
      const before = current();
      const account: Kept = {
        ...before,
        ...change,
        keys: [
          ...before.keys.filter((key) =>
            !change.keys?.some((other) => other.apiKey === key.apiKey)
          ),
          ...change.keys ?? [],
        ],
        channelIds: union(before.channelIds, change.channelIds),
        senderNumbers: union(before.senderNumbers, change.senderNumbers),
        id: "account",
      };
      file.put(account);
      return account;
    },
  };
}

function union(before: readonly string[], added: readonly string[] = []): string[] {
  return [...new Set([...before, ...added])];
}
