import assert from "node:assert/strict";
import fc from "fast-check";
import { readHttpAnswer } from "./http_answer.ts";
import { HttpAnswerError } from "./http_reader.ts";
import { readBody } from "./outbound_response.ts";

/** A connection that gives the text in pieces of these lengths, then in one. */
function connectionOf(text: string, lengths: readonly number[] = []) {
  let rest = new TextEncoder().encode(text);
  const left = [...lengths];
  return {
    read(buffer: Uint8Array): Promise<number | null> {
      if (rest.length === 0) return Promise.resolve(null);
      const length = Math.min(left.shift() ?? rest.length, rest.length, buffer.length);
      buffer.set(rest.subarray(0, length));
      rest = rest.subarray(length);
      return Promise.resolve(length);
    },
  };
}

async function read(text: string, lengths?: readonly number[]) {
  const { status, headers, body } = await readHttpAnswer(connectionOf(text, lengths));
  const content = new TextDecoder().decode(await readBody(body, 1_000_000));
  return { status, kind: headers.get("x-kind"), content };
}

const ANSWERS = {
  length: "HTTP/1.1 200 OK\r\nX-Kind: a\r\nContent-Length: 5\r\n\r\nhelloTRAILING",
  chunked: "HTTP/1.1 200 OK\r\nx-kind:a\r\nTransfer-Encoding: chunked\r\n\r\n" +
    "2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\nTrailer: x\r\n\r\n",
  end: "HTTP/1.0 200\r\nx-kind: a\r\n\r\nhello",
  interim: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nx-kind: a\r\n\r\nhello",
};

Deno.test("readHttpAnswer() reads every framing, however the bytes arrive", async () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 });
  for (const [name, text] of Object.entries(ANSWERS)) {
    await fc.assert(fc.asyncProperty(lengths, async (pieces) => {
      const answer = await read(text, pieces);
      assert.deepEqual(answer, { status: 200, kind: "a", content: "hello" }, name);
    }));
  }
});

Deno.test("readHttpAnswer() takes no body from 204", async () => {
  const answer = await read("HTTP/1.1 204 No Content\r\nx-kind: b\r\n\r\nrest");
  assert.deepEqual(answer, { status: 204, kind: "b", content: "" });
});

Deno.test("readHttpAnswer() refuses what is no answer or ends in the middle", async () => {
  const refused = [
    "",
    "SSH-2.0-OpenSSH_9.2\r\n",
    "HTTP/1.1 999 Odd\r\n\r\n",
    "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
    "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
    "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nshort",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\n",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n",
    `HTTP/1.1 200 OK\r\nx: ${"y".repeat(70_000)}\r\n\r\n`,
    `HTTP/1.1 200 OK\r\n${"x: y\r\n".repeat(20_000)}\r\n`,
  ];
  for (const text of refused) {
    await assert.rejects(read(text), HttpAnswerError, text.slice(0, 60));
  }
});
