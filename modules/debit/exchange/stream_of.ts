/** Chunks at hand as the stream that the readers of files take. */
export async function* streamOf(chunks: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* chunks;
}
