import type { ClearingHouse } from "../clearing_house.ts";
import { isOnOffer } from "../exchange/delivery.ts";
import { isTaken, type SentFile, standsInTheWay } from "../exchange/exchanged_file.ts";
import { DuplicateFileError } from "../exchange/reception.ts";
import { faultTarget, takeFault } from "../faults/house_faults.ts";
import { waitIfSlow } from "../faults/slowness.ts";
import { isResultKind, isSentKind, type SentKind, sentKinds } from "../file_kind.ts";
import { longName, parseLongName } from "../file_name.ts";
import type { Day } from "../calendar/korean_day.ts";
import {
  type Download,
  folderEntry,
  noSuchFile,
  type RemoteEntry,
  type RemoteFolder,
  SftpRefusal,
  sftpStatus,
  type Upload,
} from "./remote_folder.ts";

const REFUSAL_SUFFIX = ".REJ";

/** The home of a bank's direct line: `/in` takes, `/out` gives. */
export function lineFolder(clearing: ClearingHouse, bank: string): RemoteFolder {
  const { context } = clearing.house;
  const entries = async (path: string): Promise<readonly RemoteEntry[]> => {
    await clearing.settle();
    switch (path) {
      case "/":
        return [folderEntry("in", context.now()), folderEntry("out", context.now())];
      case "/in":
        return sentFiles(clearing, bank).map(entryOf);
      case "/out":
        return [...refusals(clearing, bank), ...results(clearing, bank)];
      default:
        throw noSuchFile();
    }
  };
  return {
    entries,
    async entry(path) {
      if (["/", "/in", "/out"].includes(path)) return folderEntry(path, context.now());
      const [, folder, name] = /^(\/(?:in|out))\/([^/]+)$/.exec(path) ?? [];
      const found = folder === undefined
        ? undefined
        : (await entries(folder)).find((entry) => entry.name === name);
      if (found === undefined) throw noSuchFile();
      return found;
    },
    async read(path) {
      const [, folder, name = ""] = /^\/(in|out)\/([^/]+)$/.exec(path) ?? [];
      await clearing.settle();
      if (folder === "in") return readSent(clearing, bank, name);
      if (folder === "out") return await readResult(clearing, bank, name);
      throw noSuchFile();
    },
    async write(path) {
      const { kind, day } = parseLongName(/^\/in\/([^/]+)$/.exec(path)?.[1] ?? "") ?? {};
      if (kind === undefined || day === undefined || !isSentKind(kind)) {
        throw new SftpRefusal(sftpStatus.permissionDenied, "B0001 no name of a file to send");
      }
      await waitIfSlow(context, faultTarget(bank, kind));
      return openUpload(clearing, { place: bank, kind, day });
    },
  };
}

/** The newest file of every name, whatever became of it. */
function sentFiles({ house }: ClearingHouse, bank: string): SentFile[] {
  const newest = new Map<string, SentFile>();
  for (const file of house.store.list()) {
    if (file.direction === "sent" && file.place === bank) {
      newest.set(longName(file.kind, file.day), file);
    }
  }
  return [...newest.values()];
}

function entryOf(file: SentFile): RemoteEntry {
  return {
    name: longName(file.kind, file.day),
    isFolder: false,
    sizeBytes: file.sizeBytes,
    modifiedAt: new Date(file.at),
  };
}

function refusals(clearing: ClearingHouse, bank: string): RemoteEntry[] {
  return sentFiles(clearing, bank).filter((file) => file.refusal !== undefined).map((file) => ({
    ...entryOf(file),
    name: `${longName(file.kind, file.day)}${REFUSAL_SUFFIX}`,
    sizeBytes: new TextEncoder().encode(refusalText(file)).length,
  }));
}

function refusalText({ refusal }: SentFile): string {
  return `${refusal?.code} ${refusal?.reason}\n`;
}

function results(clearing: ClearingHouse, bank: string): RemoteEntry[] {
  const { store, context } = clearing.house;
  const answers = sentFiles(clearing, bank).filter(isTaken).flatMap((file) => {
    const kind = sentKinds[file.kind].answeredBy;
    return kind === undefined ? [] : [{ place: bank, kind, day: file.day }];
  });
  const registrations = store.list().filter((file) => file.place === bank && file.kind === "EB11")
    .map(({ day }) => ({ place: bank, kind: "EB11" as const, day }));
  return [...answers, ...registrations].filter((slot) => {
    // Looking is what a line does instead of asking for the state: it uses the switch up, too.
    const isLate = takeFault(context, faultTarget(bank, slot.kind), ["late-result"]) !== undefined;
    return !isLate && isOnOffer(clearing.house, slot);
  }).map((slot) => {
    const result = store.result(slot);
    return {
      name: longName(slot.kind, slot.day),
      isFolder: false,
      sizeBytes: result?.sizeBytes ?? 0,
      modifiedAt: result === undefined ? context.now() : new Date(result.availableAt),
    };
  });
}

function readSent(clearing: ClearingHouse, bank: string, name: string): Download {
  const file = sentFiles(clearing, bank).find((sent) => longName(sent.kind, sent.day) === name);
  if (file === undefined) throw noSuchFile();
  return { path: clearing.house.store.pathOf(file.id) };
}

async function readResult(clearing: ClearingHouse, bank: string, name: string): Promise<Download> {
  if (name.endsWith(REFUSAL_SUFFIX)) return readRefusal(clearing, bank, name);
  const slot = parseLongName(name);
  if (slot === undefined || !isResultKind(slot.kind)) throw noSuchFile();
  await waitIfSlow(clearing.house.context, faultTarget(bank, slot.kind));
  const delivery = await clearing.deliver({ place: bank, kind: slot.kind, day: slot.day });
  if (delivery === undefined) throw noSuchFile();
  const fault = takeFault(clearing.house.context, faultTarget(bank, slot.kind), ["cut-connection"])
    ?.kind;
  return { path: delivery.path, ...(fault === undefined ? {} : { fault }) };
}

function readRefusal(clearing: ClearingHouse, bank: string, name: string): Download {
  const file = sentFiles(clearing, bank).find((sent) =>
    `${longName(sent.kind, sent.day)}${REFUSAL_SUFFIX}` === name && sent.refusal !== undefined
  );
  if (file === undefined) throw noSuchFile();
  const path = clearing.house.store.draftPath();
  Deno.writeTextFileSync(path, refusalText(file));
  return { path };
}

/** @throws {SftpRefusal} */
function openUpload(
  clearing: ClearingHouse,
  slot: { readonly place: string; readonly kind: SentKind; readonly day: Day },
): Upload {
  const { context, store, timetable } = clearing.house;
  const refuseUnlessOpen = () => {
    const earlier = store.sent(slot);
    const isDoubled = earlier !== undefined && standsInTheWay(earlier);
    const target = faultTarget(slot.place, slot.kind);
    if (isDoubled || takeFault(context, target, ["false-duplicate"]) !== undefined) {
      throw new SftpRefusal(sftpStatus.failure, "B0007 the file has been received");
    }
    if (!timetable.isLineOpen(context.now())) {
      throw new SftpRefusal(sftpStatus.permissionDenied, "B0008 the line is closed");
    }
  };
  refuseUnlessOpen();
  const draftPath = store.draftPath();
  const fault = takeFault(context, faultTarget(slot.place, slot.kind), [
    "cut-connection",
    "cut-after-work",
  ])?.kind;
  return {
    draftPath,
    ...(fault === undefined ? {} : { fault }),
    complete() {
      refuseUnlessOpen();
      try {
        clearing.take(slot, draftPath);
      } catch (error) {
        if (!(error instanceof DuplicateFileError)) throw error;
        throw new SftpRefusal(sftpStatus.failure, "B0007 the file has been received");
      }
    },
  };
}
