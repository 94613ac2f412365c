import type { FaultRule } from "../context.ts";

/** Answers that no gateway would give, but networks do. `undefined` where the fault is none of these. */
export function brokenAnswer(rule: FaultRule | undefined): Response | undefined {
  switch (rule?.kind) {
    case "down":
      return new Response("<html><body><h1>503 Service Unavailable</h1></body></html>", {
        status: 503,
        headers: { "content-type": "text/html" },
      });
    case "reset":
      return new Response(cutStream(), { headers: { "content-length": "100000" } });
    default:
      return undefined;
  }
}

/** Bytes of another encoding, cut in a percent escape, as from a proxy that recoded the answer. */
export function garble(body: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(body.slice(0, Math.floor(body.length / 2)) + "%E");
  return Uint8Array.from(bytes, (byte, index) => index % 7 === 3 ? byte | 0x80 : byte);
}

/** A body that ends long before its announced length: the connection closes with most of it missing. */
function cutStream(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("%7B%22result"));
      controller.close();
    },
  });
}
