import { faultTarget, isFaultOn, spoilingFaults, takeFault } from "../faults/house_faults.ts";
import { spoiltResult } from "../faults/spoilt_result.ts";
import { type ResultKind, resultKinds } from "../file_kind.ts";
import type { House } from "../house.ts";
import { earlyResult, repeatedResult } from "./early_result.ts";
import { isTaken, type ResultFile, type SentFile } from "./exchanged_file.ts";
import type { FileSlot } from "./exchange_store.ts";

/** What is handed out: the file itself, or a spoilt copy. */
export interface Delivery {
  readonly path: string;
  readonly sizeBytes: number;
}

export type ResultSlot = FileSlot<ResultKind>;

/** The result as the other side gets it now, with the faults that are on; undefined where there is none. */
export async function deliver(house: House, slot: ResultSlot): Promise<Delivery | undefined> {
  const { context, store } = house;
  const target = faultTarget(slot.place, slot.kind);
  if (takeFault(context, target, ["late-result"]) !== undefined) return undefined;
  const result = readyResult(house, slot);
  if (result === undefined) {
    const request = openRequest(house, slot);
    if (request === undefined) return undefined;
    if (takeFault(context, target, ["early-result"]) === undefined) return undefined;
    return keepCopy(house, await earlyResult(house, request));
  }
  if (isLeftOut(house, result)) return undefined;
  const fault = takeFault(context, target, spoilingFaults)?.kind;
  if (fault === undefined) return { path: store.pathOf(result.id), sizeBytes: result.sizeBytes };
  const bytes = fault === "repeated-result"
    ? repeatedResult(house, result)
    : spoiltResult(Deno.readFileSync(store.pathOf(result.id)), slot.kind, fault);
  return keepCopy(house, bytes);
}

/** Whether the other side would find a result there now; uses up no fault. */
export function isOnOffer(house: House, slot: ResultSlot): boolean {
  const target = faultTarget(slot.place, slot.kind);
  if (isFaultOn(house.context, target, "late-result")) return false;
  const result = readyResult(house, slot);
  if (result !== undefined) return !isLeftOut(house, result);
  return openRequest(house, slot) !== undefined &&
    isFaultOn(house.context, target, "early-result");
}

/** The result whose time has come, whatever faults are on. */
export function readyResult({ context, store }: House, slot: ResultSlot): ResultFile | undefined {
  const result = store.result(slot);
  return result !== undefined && new Date(result.availableAt) <= context.now() ? result : undefined;
}

/** The request that was taken and whose result is awaited. */
export function openRequest({ store }: House, slot: ResultSlot): SentFile | undefined {
  const kind = resultKinds[slot.kind].answers;
  const request = kind === undefined ? undefined : store.sent({ ...slot, kind });
  return request !== undefined && isTaken(request) ? request : undefined;
}

/** A result without failures may be no file at all. */
function isLeftOut({ settings }: House, result: ResultFile): boolean {
  return settings.current.withoutFailures === "absent" && result.recordCount === 0;
}

function keepCopy({ store }: House, bytes: Uint8Array): Delivery {
  const path = store.draftPath();
  Deno.writeFileSync(path, bytes);
  return { path, sizeBytes: bytes.length };
}
