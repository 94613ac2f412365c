import { Zip, ZipDeflate, ZipPassThrough } from "fflate";

export interface ArchiveFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly modifiedAt: Date;
  /** A PDF is compressed already. */
  readonly isCompressed: boolean;
}

const DEFLATE_LEVEL = 6;
/** APPNOTE 4.4.2: from any other system `unzip` takes Korean names for those of DOS. */
const MADE_BY_UNIX = 3;
const FILE_MODE = 0o100_644;

/** A ZIP archive (APPNOTE 6.3) that is filled file by file. */
export interface Archive {
  add(file: ArchiveFile): void;
  /** Closes the archive and answers all of it. */
  end(): Uint8Array;
}

/** @throws {Error} from `end` when a file cannot be packed */
export function createArchive(): Archive {
  const chunks: Uint8Array[] = [];
  let failure: Error | undefined;
  const zip = new Zip((error, chunk) => {
    if (error) failure = error;
    else chunks.push(chunk);
  });

  return {
    add({ name, bytes, modifiedAt, isCompressed }) {
      const entry = isCompressed
        ? new ZipPassThrough(name)
        : new ZipDeflate(name, { level: DEFLATE_LEVEL });
      entry.mtime = modifiedAt;
      entry.os = MADE_BY_UNIX;
      entry.attrs = FILE_MODE << 16;
      zip.add(entry);
      entry.push(bytes, true);
    },
    end() {
      zip.end();
      if (failure !== undefined) throw failure;
      const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
      let offset = 0;
      for (const chunk of chunks) {
        whole.set(chunk, offset);
        offset += chunk.length;
      }
      return whole;
    },
  };
}
