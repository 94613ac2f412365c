import { type Context, Hono } from "hono";
import type { ClearingHouse } from "../clearing_house.ts";
import { standsInTheWay } from "../exchange/exchanged_file.ts";
import type { Slot } from "../exchange/reception.ts";
import { faultTarget, takeFault } from "../faults/house_faults.ts";
import { isSentKind } from "../file_kind.ts";
import { shortName } from "../file_name.ts";
import {
  ACCOUNT_LIFETIME_SECONDS,
  type OneTimeAccount,
  type OneTimeAccounts,
} from "../one_time_accounts.ts";
import { answer, ApiRefusal } from "./answers.ts";
import { readSlot } from "./parameters.ts";

export interface ApiParts {
  readonly clearing: ClearingHouse;
  readonly accounts: OneTimeAccounts;
  /** The institution that the token is for. */
  institutionOf(c: Context): string;
}

/** One-time accounts to send and receive a file, and taking a sent one back. */
export function createBatchRoutes(parts: ApiParts): Hono {
  const app = new Hono();
  app.post("/biz/batch", async (c) => {
    const slot = readSentSlot(c, parts);
    await parts.clearing.settle();
    refuseUnlessOpen(parts, slot);
    return answer(c, accountAnswer(parts.accounts.open({ ...slot, direction: "send" })));
  });
  app.get("/biz/batch", async (c) => {
    const { kind, day } = readSlot(c, parts.clearing.house);
    if (isSentKind(kind)) throw new ApiRefusal("B0001");
    const slot = { place: parts.institutionOf(c), kind, day };
    const delivery = await parts.clearing.deliver(slot);
    if (delivery === undefined) throw new ApiRefusal("B0004");
    const { path } = delivery;
    return answer(c, accountAnswer(parts.accounts.open({ ...slot, path, direction: "receive" })));
  });
  app.put("/biz/batch", async (c) => {
    const slot = readSentSlot(c, parts);
    const cancelled = await parts.clearing.cancel(slot);
    if (cancelled === undefined) throw new ApiRefusal("B0009");
    return answer(c, { file_status: cancelled.status });
  });
  return app;
}

function readSentSlot(c: Context, { clearing, institutionOf }: ApiParts): Slot {
  const { kind, day } = readSlot(c, clearing.house);
  if (!isSentKind(kind)) throw new ApiRefusal("B0001");
  return { place: institutionOf(c), kind, day };
}

function refuseUnlessOpen({ clearing }: ApiParts, slot: Slot): void {
  const { context, store, timetable } = clearing.house;
  const target = faultTarget(slot.place, slot.kind);
  if (takeFault(context, target, ["false-duplicate"]) !== undefined) throw new ApiRefusal("B0007");
  const earlier = store.sent(slot);
  if (earlier !== undefined && standsInTheWay(earlier)) throw new ApiRefusal("B0007");
  const now = context.now();
  if (now > timetable.closesAt(slot.kind, slot.day)) throw new ApiRefusal("B0008");
  if (now < timetable.openFrom(slot.kind, slot.day)) throw new ApiRefusal("B0010");
}

function accountAnswer(account: OneTimeAccount) {
  return {
    sftp_user_name: account.user,
    sftp_password: account.password,
    file_name: shortName(account.kind, account.day),
    expires_in: ACCOUNT_LIFETIME_SECONDS,
  };
}
