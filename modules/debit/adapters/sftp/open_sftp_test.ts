import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash, generateKeyPairSync } from "node:crypto";
import type { AddressInfo } from "node:net";
import ssh2, { type Connection } from "ssh2";
import { openSftp } from "./open_sftp.ts";
import { readFile, sizeOf } from "./transfer.ts";

const ANSWER_TIMEOUT_MS = 300;
const NO_ANSWER = /the server gave no answer for 300 ms/;

Deno.test("a server that keeps the connection alive and answers nothing is left in time", async () => {
  await using server = await silentServer({ hasSftp: true });
  await using session = await openSftp(server.address, { answerTimeoutMs: ANSWER_TIMEOUT_MS });
  await assert.rejects(sizeOf(session, "/out/EB221125_2026"), NO_ANSWER);
  const reading = readFile(session, "/out/EB221125_2026")[Symbol.asyncIterator]();
  await assert.rejects(reading.next(), NO_ANSWER);
});

Deno.test("a server that never opens the channel is left in time", async () => {
  await using server = await silentServer({ hasSftp: false });
  await assert.rejects(
    openSftp(server.address, { answerTimeoutMs: ANSWER_TIMEOUT_MS }),
    NO_ANSWER,
  );
});

/** Lets everybody in, and says no more. */
async function silentServer({ hasSftp }: { hasSftp: boolean }) {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
  const key = ssh2.utils.parseKey(pem);
  if (key instanceof Error || Array.isArray(key)) throw new Error("Cannot read the key just made");
  const connections = new Set<Connection>();
  const server = new ssh2.Server({ hostKeys: [pem] }, (connection) => {
    connections.add(connection);
    connection.on("error", () => {});
    connection.on("authentication", (attempt) => attempt.accept());
    connection.on("session", (accept) => {
      const session = accept();
      // With listeners of its own nothing is answered.
      session.on("sftp", (acceptSftp) => {
        if (!hasSftp) return;
        const sftp = acceptSftp();
        for (const request of ["OPEN", "STAT"] as const) sftp.on(request, () => {});
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const digest = createHash("sha256").update(Buffer.from(key.getPublicSSH())).digest("base64");
  return {
    address: {
      host: "127.0.0.1",
      port: (server.address() as AddressInfo).port,
      user: "088",
      password: "",
      hostKey: `SHA256:${digest.replace(/=+$/, "")}`,
    },
    async [Symbol.asyncDispose]() {
      for (const connection of connections) connection.end();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
