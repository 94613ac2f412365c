import { Buffer } from "node:buffer";
import fs from "node:fs";
import type { Download, Upload } from "./remote_folder.ts";

/** Longest answer to one READ. */
const READ_BYTES_MAX = 64 * 1024;

/** A file that a client holds open. */
export interface OpenFile {
  readonly sizeBytes: number;
  /** Undefined at the end of the file. */
  read(offset: number, length: number): Buffer | undefined;
  write(offset: number, data: Uint8Array): void;
  /** The client closes it. @throws {SftpRefusal} */
  close(): void;
  /** The connection is gone. */
  abandon(): void;
}

/** Ends the connection without a word. */
export type Cut = () => void;

/** The fault of an upload or download strikes in its middle: the connection is gone. */
export class CutOnPurpose extends Error {
  override readonly name = "CutOnPurpose";
}

export function openDownload({ path, fault }: Download): OpenFile {
  const file = fs.openSync(path, "r");
  const sizeBytes = fs.fstatSync(file).size;
  let readCount = 0;
  const close = () => fs.closeSync(file);
  return {
    sizeBytes,
    read(offset, length) {
      const isCut = fault === "cut-connection";
      if (isCut && readCount++ > 0) throw new CutOnPurpose();
      const end = isCut ? Math.ceil(sizeBytes / 2) : sizeBytes;
      const wanted = Math.min(length, READ_BYTES_MAX, end - offset);
      if (wanted <= 0) return undefined;
      const buffer = Buffer.allocUnsafe(wanted);
      return buffer.subarray(0, fs.readSync(file, buffer, 0, wanted, offset));
    },
    write() {
      throw new TypeError("Cannot write to a file that is open for reading");
    },
    close,
    abandon: close,
  };
}

export function openForUpload(upload: Upload): OpenFile {
  const file = fs.openSync(upload.draftPath, "w");
  let writeCount = 0;
  let sizeBytes = 0;
  const discard = () => {
    fs.closeSync(file);
    fs.rmSync(upload.draftPath, { force: true });
  };
  return {
    get sizeBytes() {
      return sizeBytes;
    },
    read() {
      throw new TypeError("Cannot read a file that is open for writing");
    },
    write(offset, data) {
      if (upload.fault === "cut-connection" && writeCount++ > 0) throw new CutOnPurpose();
      fs.writeSync(file, data, 0, data.length, offset);
      sizeBytes = Math.max(sizeBytes, offset + data.length);
    },
    close() {
      if (upload.fault === "cut-connection") {
        discard();
        throw new CutOnPurpose();
      }
      fs.closeSync(file);
      try {
        upload.complete();
      } finally {
        fs.rmSync(upload.draftPath, { force: true });
      }
      if (upload.fault === "cut-after-work") throw new CutOnPurpose();
    },
    abandon: discard,
  };
}
