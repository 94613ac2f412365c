import type { FaultKind } from "../../context.ts";

/** Status codes of SFTP version 3 (draft-ietf-secsh-filexfer-02 §7). */
export const sftpStatus = {
  ok: 0,
  endOfFile: 1,
  noSuchFile: 2,
  permissionDenied: 3,
  failure: 4,
  unsupported: 8,
} as const;

/** The request ends with this status; clients show the text. */
export class SftpRefusal extends Error {
  override readonly name = "SftpRefusal";
  constructor(readonly status: number, text: string) {
    super(text);
  }
}

export interface RemoteEntry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

export interface Download {
  readonly path: string;
  /** `cut-connection`: it ends in the middle. */
  readonly fault?: FaultKind;
}

export interface Upload {
  /** Where the bytes go until the file is whole. */
  readonly draftPath: string;
  /** `cut-connection`: it ends in the middle; `cut-after-work`: once the file has been taken. */
  readonly fault?: FaultKind;
  /** The client has closed the file. @throws {SftpRefusal} */
  complete(): void;
}

/** What one login sees; paths are absolute. Every function may throw {@link SftpRefusal}. */
export interface RemoteFolder {
  entries(path: string): Promise<readonly RemoteEntry[]>;
  entry(path: string): Promise<RemoteEntry>;
  read(path: string): Promise<Download>;
  write(path: string): Promise<Upload>;
}

export function noSuchFile(): SftpRefusal {
  return new SftpRefusal(sftpStatus.noSuchFile, "No such file");
}

export function folderEntry(name: string, modifiedAt: Date): RemoteEntry {
  return { name, isFolder: true, sizeBytes: 0, modifiedAt };
}
