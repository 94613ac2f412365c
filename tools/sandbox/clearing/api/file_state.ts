import { faultTarget, isFaultOn } from "../faults/house_faults.ts";
import { type FileKind, isSentKind, resultKinds } from "../file_kind.ts";
import { shortName } from "../file_name.ts";
import type { House } from "../house.ts";
import { compactDay, type Day } from "../calendar/korean_day.ts";
import { openRequest, readyResult } from "../exchange/delivery.ts";
import { fileStatus, type Place } from "../exchange/exchanged_file.ts";

/** One file as `state` and `states` tell it. */
export interface FileState {
  readonly file_type: FileKind;
  readonly file_name: string;
  readonly transaction_date: string;
  readonly file_status: number;
  readonly record_count: number;
  readonly valid_count?: number;
  readonly request_count?: number;
  readonly error_count: number;
  readonly total_amount: number;
}

interface StateSlot {
  readonly place: Place;
  readonly kind: FileKind;
  readonly day: Day;
}

/** Undefined where the clearing house knows of no such file. */
export function stateOf(
  house: House,
  slot: StateSlot,
  isAwaited: (slot: StateSlot) => boolean,
): FileState | undefined {
  const { kind } = slot;
  if (isSentKind(kind)) return stateOfSent(house, { ...slot, kind }, isAwaited);
  const head = headOf(slot);
  const resultSlot = { ...slot, kind };
  const result = isHeldBack(house, slot) ? undefined : readyResult(house, resultSlot);
  if (result !== undefined) {
    return {
      ...head,
      file_status: fileStatus.done,
      record_count: result.recordCount,
      request_count: result.requestCount,
      error_count: result.errorCount,
      total_amount: result.totalWon,
    };
  }
  const request = resultKinds[kind].answers === undefined
    ? undefined
    : openRequest(house, resultSlot);
  if (request === undefined) return undefined;
  return {
    ...head,
    file_status: fileStatus.arrived,
    record_count: 0,
    request_count: request.recordCount,
    error_count: request.errorCount,
    total_amount: 0,
  };
}

function stateOfSent(
  { store }: House,
  slot: StateSlot & { readonly kind: Parameters<typeof store.sent>[0]["kind"] },
  isAwaited: (slot: StateSlot) => boolean,
): FileState | undefined {
  const file = store.sent(slot);
  const isReplaced = file !== undefined && file.status > fileStatus.arrived &&
    file.status !== fileStatus.taken && file.status !== fileStatus.partlyTaken;
  if (file === undefined || (isReplaced && isAwaited(slot))) {
    if (!isAwaited(slot)) return undefined;
    const empty = { record_count: 0, valid_count: 0, error_count: 0, total_amount: 0 };
    return { ...headOf(slot), file_status: fileStatus.waiting, ...empty };
  }
  return {
    ...headOf(slot),
    file_status: file.status,
    record_count: file.recordCount,
    valid_count: file.recordCount - file.errorCount,
    error_count: file.errorCount,
    total_amount: file.totalWon,
  };
}

/** A late result is not ready, and an early one neither, whatever can be fetched. */
function isHeldBack(house: House, { place, kind }: StateSlot): boolean {
  return isFaultOn(house.context, faultTarget(place, kind), "late-result");
}

function headOf({ kind, day }: StateSlot) {
  return { file_type: kind, file_name: shortName(kind, day), transaction_date: compactDay(day) };
}
