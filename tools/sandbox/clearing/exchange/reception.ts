import { FileRefusedError } from "../centre/checked_file.ts";
import type { House } from "../house.ts";
import { faultTarget, takeFault } from "../faults/house_faults.ts";
import { hasPayers, REFUSED_ON_PURPOSE, withEveryTenth } from "../faults/refused_records.ts";
import type { SentKind } from "../file_kind.ts";
import { checkFile } from "./file_check.ts";
import { fileStatus, isLine, isTaken, type SentFile, standsInTheWay } from "./exchanged_file.ts";
import type { FileSlot } from "./exchange_store.ts";

/** A file of that name has been received (B0007). */
export class DuplicateFileError extends Error {
  override readonly name = "DuplicateFileError";
}

export type Slot = FileSlot<SentKind>;

/**
 * Puts a file that arrived whole on record, to be checked.
 *
 * @throws {DuplicateFileError}
 */
export function putArrived(house: House, slot: Slot, draftPath: string): SentFile {
  const { context, store } = house;
  const earlier = store.sent(slot);
  if (earlier !== undefined && standsInTheWay(earlier)) {
    throw new DuplicateFileError(`Cannot take "${earlier.id}" again`);
  }
  const id = store.nextId(slot);
  const { size } = Deno.statSync(draftPath);
  Deno.renameSync(draftPath, store.pathOf(id));
  const file: SentFile = {
    id,
    direction: "sent",
    ...slot,
    institution: isLine(slot.place) ? "" : slot.place,
    status: fileStatus.arrived,
    sizeBytes: size,
    recordCount: 0,
    totalWon: 0,
    errorCount: 0,
    at: context.now().toISOString(),
  };
  store.put(file);
  context.journal("clearing-file", { file: id, bytes: size });
  return file;
}

/** Checks a file that arrived, and puts on record what became of it. */
export async function checkArrived(house: House, file: SentFile): Promise<void> {
  const { context, store, timetable } = house;
  try {
    if (!isLine(file.place) && new Date(file.at) > timetable.closesAt(file.kind, file.day)) {
      throw new FileRefusedError("B0008", "it came too late");
    }
    const target = faultTarget(file.place, file.kind);
    if (takeFault(context, target, ["reject-file"]) !== undefined) {
      throw new FileRefusedError(REFUSED_ON_PURPOSE, "refused on purpose");
    }
    const { checked, follow } = await checkFile(house, file);
    const isSpoilt = hasPayers(file.kind) &&
      takeFault(context, target, ["reject-records"]) !== undefined;
    const errors = isSpoilt
      ? await withEveryTenth(checked.errors, { path: store.pathOf(file.id), ...file, ...checked })
      : checked.errors;
    store.putErrors(file.id, errors);
    const taken: SentFile = {
      ...file,
      institution: checked.institution,
      status: errors.length === 0 ? fileStatus.taken : fileStatus.partlyTaken,
      recordCount: checked.recordCount,
      totalWon: checked.totalWon,
      errorCount: errors.length,
    };
    store.put(taken);
    await follow(taken);
  } catch (error) {
    if (!(error instanceof FileRefusedError)) throw error;
    const { code, reason } = error;
    const status = code === "B0008" ? fileStatus.tooLate : fileStatus.refused;
    store.put({ ...file, status, refusal: { code, reason } });
    context.journal("clearing-refusal", { file: file.id, code, reason });
  }
}

/** Takes a file back; undefined where there is none that still could be. */
export function cancelSent(house: House, slot: Slot): SentFile | undefined {
  const { context, store, timetable, mandates } = house;
  const file = store.sent(slot);
  if (file === undefined || !isTaken(file)) return undefined;
  if (context.now() > timetable.closesAt(slot.kind, slot.day)) return undefined;
  const cancelled: SentFile = { ...file, status: fileStatus.cancelled };
  store.put(cancelled);
  if (slot.kind === "EB13") mandates.forgetPending(file.id);
  context.journal("clearing-cancelled", { file: file.id });
  return cancelled;
}
