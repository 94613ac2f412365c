import type { SandboxContext } from "../context.ts";
import type { AgencyCode } from "./product.ts";

/** Why a login ended. */
export type LoginEnd =
  | "done"
  | "refused"
  | "duplicate-login"
  | "client-gone"
  | "expired"
  | "not-approved"
  | "failed";

/** One account inside one agency's site, from login to logout. */
export interface LiveLogin {
  readonly id: string;
  readonly agency: AgencyCode;
  /** `certificate:` and its fingerprint, or `simple:` and a digest of the person. */
  readonly account: string;
  readonly displayName: string;
  readonly startedAt: Date;
  /** Aborted with the {@link LoginEnd} as its reason when the login ends. */
  readonly signal: AbortSignal;
  end(reason: LoginEnd): void;
}

/** Agencies take one login per account: a second one ends the first, whoever makes it. */
export interface Logins {
  begin(options: Pick<LiveLogin, "agency" | "account" | "displayName">): LiveLogin;
  list(): readonly LiveLogin[];
  /** As if the person had logged in at the agency's own site: ends what is live there. Says how many. */
  loginElsewhere(options: { agency?: AgencyCode; account?: string }): number;
}

export function createLogins(context: SandboxContext): Logins {
  const live = new Map<string, LiveLogin>();

  function begin(options: Pick<LiveLogin, "agency" | "account" | "displayName">): LiveLogin {
    const key = `${options.agency}/${options.account}`;
    const controller = new AbortController();
    const login: LiveLogin = {
      ...options,
      id: crypto.randomUUID(),
      startedAt: context.now(),
      signal: controller.signal,
      end(reason) {
        if (controller.signal.aborted) return;
        if (live.get(key) === login) live.delete(key);
        controller.abort(reason);
        context.journal("login.end", { login: login.id, agency: options.agency, reason });
      },
    };
    live.get(key)?.end("duplicate-login");
    live.set(key, login);
    context.journal("login.start", {
      login: login.id,
      agency: options.agency,
      account: options.account,
    });
    return login;
  }

  return {
    begin,
    list: () => [...live.values()],
    loginElsewhere({ agency, account }) {
      const hit = [...live.values()].filter((login) =>
        (agency === undefined || login.agency === agency) &&
        (account === undefined || login.account === account)
      );
      for (const login of hit) {
        context.journal("login.elsewhere", { agency: login.agency, account: login.account });
        login.end("duplicate-login");
      }
      return hit.length;
    },
  };
}
