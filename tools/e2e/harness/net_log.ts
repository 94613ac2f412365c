/**
 * Takes what the browser itself put on its sockets out of its own net log: a second record, which
 * holds uploaded files and whatever else the DevTools protocol leaves out.
 *
 * @module
 */

/** Writes all sent bytes, one after another, to `to`; answers how many there are. */
export async function extractSentBytes(netLogPath: string, to: string): Promise<number> {
  const text = await Deno.readTextFile(netLogPath);
  const type = /"SOCKET_BYTES_SENT":(\d+)/.exec(text)?.[1];
  if (type === undefined) throw new Error("Cannot read the net log: it names no sent bytes");
  const marker = `"type":${type}`;
  using file = await Deno.open(to, { create: true, write: true, truncate: true });
  let byteCount = 0;
  for (const line of text.split("\n")) {
    if (!line.includes(marker)) continue;
    const event = JSON.parse(line.replace(/\]?,\s*$/, ""));
    if (String(event.type) !== type || typeof event.params?.bytes !== "string") continue;
    const bytes = Uint8Array.from(atob(event.params.bytes), (each) => each.charCodeAt(0));
    for (let written = 0; written < bytes.length;) {
      written += await file.write(bytes.subarray(written));
    }
    byteCount += bytes.length;
  }
  return byteCount;
}
