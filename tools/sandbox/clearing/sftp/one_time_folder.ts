import type { ClearingHouse } from "../clearing_house.ts";
import { DuplicateFileError } from "../exchange/reception.ts";
import { faultTarget, takeFault } from "../faults/house_faults.ts";
import { waitIfSlow } from "../faults/slowness.ts";
import { isSentKind } from "../file_kind.ts";
import { longName } from "../file_name.ts";
import type { OneTimeAccount, OneTimeAccounts } from "../one_time_accounts.ts";
import {
  folderEntry,
  noSuchFile,
  type RemoteEntry,
  type RemoteFolder,
  SftpRefusal,
  sftpStatus,
} from "./remote_folder.ts";

export interface OneTimeParts {
  readonly clearing: ClearingHouse;
  readonly accounts: OneTimeAccounts;
  readonly account: OneTimeAccount;
}

/** The home of a one-time account: one file, to be fetched or to be put. */
export function oneTimeFolder(parts: OneTimeParts): RemoteFolder {
  const { clearing, account } = parts;
  const { context } = clearing.house;
  const name = longName(account.kind, account.day);
  const target = faultTarget(account.place, account.kind);
  const files = (): RemoteEntry[] =>
    account.path === undefined ? [] : [{
      name,
      isFolder: false,
      sizeBytes: Deno.statSync(account.path).size,
      modifiedAt: context.now(),
    }];
  return {
    entries(path) {
      return path === "/" ? Promise.resolve(files()) : Promise.reject(noSuchFile());
    },
    entry(path) {
      const entry = path === "/"
        ? folderEntry("/", context.now())
        : files().find((file) => `/${file.name}` === path);
      return entry === undefined ? Promise.reject(noSuchFile()) : Promise.resolve(entry);
    },
    async read(path) {
      if (path !== `/${name}` || account.path === undefined) throw noSuchFile();
      await waitIfSlow(context, target);
      const fault = takeFault(context, target, ["cut-connection"])?.kind;
      return { path: account.path, ...(fault === undefined ? {} : { fault }) };
    },
    async write(path) {
      if (path !== `/${name}` || account.direction !== "send") {
        throw new SftpRefusal(sftpStatus.permissionDenied, `Only ${name} is taken`);
      }
      await waitIfSlow(context, target);
      return openUpload(parts);
    },
  };
}

function openUpload({ clearing, accounts, account }: OneTimeParts) {
  const { context, store } = clearing.house;
  const { place, kind, day } = account;
  const draftPath = store.draftPath();
  const fault = takeFault(context, faultTarget(place, kind), ["cut-connection", "cut-after-work"])
    ?.kind;
  return {
    draftPath,
    ...(fault === undefined ? {} : { fault }),
    complete() {
      if (!isSentKind(kind)) throw new SftpRefusal(sftpStatus.permissionDenied, "Not a sent file");
      try {
        clearing.take({ place, kind, day }, draftPath);
      } catch (error) {
        if (!(error instanceof DuplicateFileError)) throw error;
        throw new SftpRefusal(sftpStatus.failure, "B0007 the file has been received");
      }
      accounts.end({ place, kind, day });
    },
  };
}
