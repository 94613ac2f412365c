import { damaged } from "./refuse.ts";

/** Bytes that are read at any place, as a ZIP file needs it. */
export interface RandomFile {
  readonly byteCount: number;
  /**
   * Exactly `byteCount` bytes from `offset`.
   *
   * @throws {SheetRefusedError} where the file ends before
   */
  readAt(offset: number, byteCount: number): Uint8Array<ArrayBuffer>;
}

export function randomFile(file: Deno.FsFile): RandomFile {
  const { size } = file.statSync();
  return {
    byteCount: size,
    readAt(offset, byteCount) {
      const isInside = offset >= 0 && byteCount >= 0 && offset + byteCount <= size;
      if (!isInside) throw damaged("it points behind its own end");
      const bytes = new Uint8Array(byteCount);
      file.seekSync(offset, Deno.SeekMode.Start);
      for (let filled = 0; filled < byteCount;) {
        const count = file.readSync(bytes.subarray(filled));
        if (count === null) throw damaged("it became shorter while it was read");
        filled += count;
      }
      return bytes;
    },
  };
}
