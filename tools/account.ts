/**
 * `deno task account`: makes the first accounts of a new house, and every institution with its
 * administrator; helps an operator in whom no other operator can help. The password that it prints must
 * be changed at the first login.
 *
 *     deno task account operator --login-id ops --name 이운영
 *     deno task account institution --organisation 한빛은행 --login-id hanbit --name 김한빛
 *     deno task account unlock --login-id ops
 *     deno task account reset --login-id ops
 *
 * @module
 */
import { parseArgs } from "node:util";
import { LoginIdTakenError } from "@maru/auth";
import { loadConfig } from "@maru/kernel";
import { type App, composeApp, settingGroups } from "../compose.ts";
import { runCommand } from "./run_command.ts";

/** Opens a locked account; or gives it a new password and takes its second factors away. */
export interface AccountHelp {
  readonly kind: "unlock" | "reset";
  readonly loginId: string;
}

export type NewAccount =
  & { readonly loginId: string; readonly name: string }
  & (
    | { readonly kind: "operator" }
    | {
      readonly kind: "institution";
      readonly organisation: string;
      readonly retentionDays: number;
    }
  );

const RETENTION_DAYS_DEFAULT = 180;
const PASSWORD_BYTES = 15;

async function account(): Promise<void> {
  const wanted = readAccount(Deno.args);
  const app = await composeApp(await loadConfig(Deno.env.toObject(), settingGroups));
  const password = "name" in wanted
    ? await createAccount(app, wanted)
    : await helpAccount(app, wanted);
  await app.kernel.stop();
  console.log(
    password === undefined
      ? `${wanted.loginId} is unlocked`
      : `${wanted.loginId} may log in at /staff/login with this password, once:\n${password}`,
  );
}

/** @throws {RangeError} with the usage, where an argument is missing or unknown */
export function readAccount(args: readonly string[]): NewAccount | AccountHelp {
  const { kind, values } = parse(args);
  const { "login-id": loginId, name, organisation } = values;
  if (kind === "unlock" || kind === "reset") {
    if (!loginId || Object.keys(values).length > 1) throw new RangeError(USAGE);
    return { kind, loginId };
  }
  const retentionDays = Number(values["retention-days"] ?? RETENTION_DAYS_DEFAULT);
  if (!loginId || !name) throw new RangeError(USAGE);
  if (kind === "operator" && organisation === undefined) return { kind, loginId, name };
  if (kind !== "institution" || !organisation) throw new RangeError(USAGE);
  if (!Number.isInteger(retentionDays) || retentionDays < 1) {
    throw new RangeError("Cannot keep documents: --retention-days must be a whole number of days");
  }
  return { kind, loginId, name, organisation, retentionDays };
}

function parse(args: readonly string[]) {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        "login-id": { type: "string" },
        name: { type: "string" },
        organisation: { type: "string" },
        "retention-days": { type: "string" },
      },
    });
    return { kind: positionals.length === 1 ? positionals[0] : undefined, values };
  } catch {
    throw new RangeError(USAGE);
  }
}

const USAGE = "Cannot make the account. Usage:\n" +
  "  deno task account operator --login-id ID --name NAME\n" +
  "  deno task account institution --organisation NAME --login-id ID --name NAME " +
  "[--retention-days N]\n" +
  "  deno task account unlock --login-id ID\n" +
  "  deno task account reset --login-id ID";

/** No account has the login ID. */
export class AccountNotFoundError extends Error {
  override name = "AccountNotFoundError";
  constructor(readonly loginId: string) {
    super(`Cannot help the account "${loginId}": there is none`);
  }
}

/**
 * Unlocks or resets; gives the new password of a reset.
 *
 * @throws {AccountNotFoundError}
 */
export async function helpAccount(
  { kernel, auth }: Pick<App, "kernel" | "auth">,
  { kind, loginId }: AccountHelp,
): Promise<string | undefined> {
  const found = await auth.staff.list({ text: loginId });
  const account = found.find((each) => each.loginId === loginId.toLowerCase());
  if (account === undefined) throw new AccountNotFoundError(loginId);
  const act = { staffId: account.id, actor: "system" };
  return await kernel.transaction(async (tx) => {
    if (kind === "unlock") {
      await auth.staff.unlock(tx, act);
      return undefined;
    }
    await auth.staff.resetSecondFactor(tx, act);
    return (await auth.staff.resetPassword(tx, act)).password;
  });
}

/** Makes the account, with its institution where it is an administrator's; gives the password. */
export async function createAccount(
  app: Pick<App, "kernel" | "auth" | "submission">,
  wanted: NewAccount,
): Promise<string> {
  const password = crypto.getRandomValues(new Uint8Array(PASSWORD_BYTES))
    .toBase64({ alphabet: "base64url" });
  const { loginId, name } = wanted;
  const common = { loginId, name, password, mustChangePassword: true };
  await app.kernel.transaction(async (tx) => {
    if (wanted.kind === "operator") {
      await app.auth.staff.createStaff(tx, { ...common, role: "operator" });
      return;
    }
    const { id } = await app.auth.staff.createOrganisation(tx, { name: wanted.organisation });
    const { organisation, retentionDays } = wanted;
    await app.submission.createInstitution(tx, { id, name: organisation, retentionDays });
    await app.auth.staff.createStaff(tx, {
      ...common,
      organisationId: id,
      role: "institutionAdmin",
    });
  });
  return password;
}

if (import.meta.main) {
  await runCommand(
    account,
    (error) => error instanceof LoginIdTakenError || error instanceof AccountNotFoundError,
  );
}
