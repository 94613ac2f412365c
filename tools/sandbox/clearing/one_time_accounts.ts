import { randomBytes } from "node:crypto";
import type { SandboxContext } from "../context.ts";
import { isSame } from "./api/signed_tokens.ts";
import type { Day } from "./calendar/korean_day.ts";
import type { Place } from "./exchange/exchanged_file.ts";
import type { FileKind } from "./file_kind.ts";

export const ACCOUNT_LIFETIME_SECONDS = 600;

/** An SFTP account for one login, one direction and one file. */
export interface OneTimeAccount {
  readonly user: string;
  readonly password: string;
  readonly direction: "send" | "receive";
  readonly place: Place;
  readonly kind: FileKind;
  readonly day: Day;
  /** For receiving: the bytes that are handed out. */
  readonly path?: string;
}

export interface OneTimeAccounts {
  /** A new account; the one before for the same file and direction ends. */
  open(account: Omit<OneTimeAccount, "user" | "password">): OneTimeAccount;
  /** The account, which is spent by it; undefined where it is unknown, spent, ended or the password wrong. */
  login(credentials: { readonly user: string; readonly password: string }):
    | OneTimeAccount
    | undefined;
  /** Whether an account to send that file is out. */
  isAwaited(slot: Pick<OneTimeAccount, "place" | "kind" | "day">): boolean;
  /** A file has arrived: nobody needs an account to send it. */
  end(slot: Pick<OneTimeAccount, "place" | "kind" | "day">): void;
}

interface OpenAccount {
  readonly account: OneTimeAccount;
  readonly endsAt: number;
  isSpent: boolean;
}

/** Accounts in memory: after a restart the institution asks for new ones. */
export function createOneTimeAccounts(context: SandboxContext): OneTimeAccounts {
  const accounts = new Map<string, OpenAccount>();
  // Minutes of a login are minutes of the real world, however far the clock was moved.
  const realNow = () => context.now().getTime() - context.clock.offsetMs;
  const drop = (isDropped: (open: OpenAccount) => boolean) => {
    for (const [user, open] of accounts) if (isDropped(open)) accounts.delete(user);
  };
  return {
    open(input) {
      drop((open) =>
        open.endsAt < realNow() ||
        (isSameSlot(open.account, input) && open.account.direction === input.direction)
      );
      const user = `${input.direction === "send" ? "s" : "r"}${randomBytes(8).toString("hex")}`;
      const account = { ...input, user, password: randomBytes(18).toString("base64url") };
      const endsAt = realNow() + ACCOUNT_LIFETIME_SECONDS * 1_000;
      accounts.set(user, { account, endsAt, isSpent: false });
      return account;
    },
    login({ user, password }) {
      const open = accounts.get(user);
      if (open === undefined || open.isSpent || open.endsAt < realNow()) return undefined;
      if (!isSame(open.account.password, password)) return undefined;
      open.isSpent = true;
      return open.account;
    },
    isAwaited: (slot) =>
      [...accounts.values()].some(({ account }) =>
        account.direction === "send" && isSameSlot(account, slot)
      ),
    end: (slot) => drop(({ account }) => account.direction === "send" && isSameSlot(account, slot)),
  };
}

function isSameSlot(
  left: Pick<OneTimeAccount, "place" | "kind" | "day">,
  right: Pick<OneTimeAccount, "place" | "kind" | "day">,
): boolean {
  return left.place === right.place && left.kind === right.kind && left.day === right.day;
}
