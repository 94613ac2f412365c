import { isMobilePhone, type Kernel, normaliseMobilePhone, type Transaction } from "@maru/kernel";
import type { Kysely } from "kysely";
import { PhoneInvalidError } from "./errors.ts";
import type { OptOut } from "./notifications.ts";
import { type NotificationsTables, tablesOf } from "./tables.ts";

/** Keyed index of a phone: the same for messages and opt-outs, so that one finds the other. */
export async function phoneIndexOf(kernel: Pick<Kernel, "sealing">, phone: string) {
  return await kernel.sealing.blindIndex("notifications.phone", checkedPhone(phone));
}

/** @throws {PhoneInvalidError} */
export function checkedPhone(phone: string): string {
  if (!isMobilePhone(phone)) throw new PhoneInvalidError();
  return normaliseMobilePhone(phone);
}

export async function addOptOut(kernel: Kernel, tx: Transaction, optOut: OptOut): Promise<void> {
  await tablesOf(tx).insertInto("opt_out").values({
    phone_index: await phoneIndexOf(kernel, optOut.phone),
    kind: optOut.kind,
    channel: optOut.channel,
    at: kernel.clock.now(),
  }).onConflict((conflict) => conflict.doNothing()).execute();
}

export async function removeOptOut(kernel: Kernel, tx: Transaction, optOut: OptOut): Promise<void> {
  await tablesOf(tx).deleteFrom("opt_out")
    .where("phone_index", "=", await phoneIndexOf(kernel, optOut.phone))
    .where("kind", "=", optOut.kind).where("channel", "=", optOut.channel).execute();
}

/** The channels on which the owner of the phone does not want this kind. */
export async function refusedChannels(
  tables: Kysely<NotificationsTables>,
  message: { phone_index: string; kind: OptOut["kind"] },
): Promise<ReadonlySet<OptOut["channel"]>> {
  const rows = await tables.selectFrom("opt_out").select("channel")
    .where("phone_index", "=", message.phone_index).where("kind", "=", message.kind).execute();
  return new Set(rows.map((row) => row.channel));
}
