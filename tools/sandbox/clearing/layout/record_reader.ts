const RECORDS_PER_READ = 4096;

/**
 * The records of a file one after the other, without holding the file. A record is a view that is
 * valid until the next one is asked for; a rest that is no whole record comes last, shorter.
 */
export async function* readRecords(path: string, recordBytes: number): AsyncGenerator<Uint8Array> {
  using file = await Deno.open(path);
  const buffer = new Uint8Array(recordBytes * RECORDS_PER_READ);
  for (;;) {
    const filled = await fill(file, buffer);
    for (let offset = 0; offset < filled; offset += recordBytes) {
      yield buffer.subarray(offset, Math.min(offset + recordBytes, filled));
    }
    if (filled < buffer.length) return;
  }
}

async function fill(file: Deno.FsFile, buffer: Uint8Array): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const count = await file.read(buffer.subarray(filled));
    if (count === null) break;
    filled += count;
  }
  return filled;
}
