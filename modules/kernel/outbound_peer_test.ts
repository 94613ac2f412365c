import assert from "node:assert/strict";
import { OutboundError } from "./outbound.ts";
import { createOutbound } from "./outbound.ts";
import { createLogger } from "./log.ts";
import { createMetrics } from "./metrics.ts";

const HOST = "sftp.example:11133";
const TIME = { timeoutMs: 5_000 };

class HostDownError extends Error {}

function startPeer() {
  const time = { nowMs: 0 };
  const lines: string[] = [];
  const metrics = createMetrics();
  const outbound = createOutbound({
    config: { sandboxUrl: "" },
    clock: { now: () => new Date(time.nowMs), monotonic: () => time.nowMs },
    log: createLogger({ level: "debug", write: (line) => lines.push(line) }),
    metrics,
  });
  const peer = outbound.peer({
    name: "clearing.sftp",
    hosts: [HOST],
    isHostFailure: (error) => error instanceof HostDownError,
  });
  return { peer, time, lines, metrics };
}

const failing = (error: Error) => () => Promise.reject(error);

Deno.test("run() gives what the work gives and counts it by peer", async () => {
  const { peer, metrics } = startPeer();
  assert.equal(await peer.run(HOST, () => Promise.resolve("file"), TIME), "file");
  await assert.rejects(peer.run(HOST, failing(new RangeError("no such file")), TIME), RangeError);
  const text = await metrics.text();
  const count = (outcome: string) =>
    `maru_outbound_requests_total{peer="clearing.sftp",outcome="${outcome}"} 1`;
  assert.ok(text.includes(count("done")));
  assert.ok(text.includes(count("failed")));
  assert.match(text, /maru_outbound_duration_seconds_count\{peer="clearing.sftp"\} 2/);
});

Deno.test("run() refuses a host that is not on the list, and does nothing", async () => {
  const { peer } = startPeer();
  let count = 0;
  await assert.rejects(
    peer.run("sftp.example:22", () => Promise.resolve(count++), TIME),
    (error) => error instanceof OutboundError && error.failure === "notAllowed",
  );
  assert.equal(count, 0);
});

Deno.test("run() leaves a host alone after five failures and tries it again later", async () => {
  const { peer, time } = startPeer();
  const refused = (failure: string) => (error: unknown) =>
    error instanceof OutboundError && error.failure === failure;
  for (let round = 0; round < 9; round++) {
    await assert.rejects(peer.run(HOST, failing(new RangeError("no such file")), TIME), RangeError);
  }
  for (let round = 0; round < 5; round++) {
    await assert.rejects(peer.run(HOST, failing(new HostDownError()), TIME), HostDownError);
  }
  assert.equal(peer.breaker().open, true);
  let count = 0;
  const work = () => Promise.resolve(++count);
  await assert.rejects(peer.run(HOST, work, TIME), refused("breakerOpen"));
  assert.equal(count, 0);
  time.nowMs += 15_000;
  assert.equal(await peer.run(HOST, work, TIME), 1);
  assert.equal(peer.breaker().open, false);
});

Deno.test("run() ends a work that takes too long, also one that does not heed its signal", async () => {
  const { peer } = startPeer();
  let isAborted = false;
  const hanging = (signal: AbortSignal) => {
    signal.addEventListener("abort", () => isAborted = true);
    return new Promise<void>(() => {});
  };
  await assert.rejects(
    peer.run(HOST, hanging, { timeoutMs: 20 }),
    (error) => error instanceof OutboundError && error.failure === "timeout",
  );
  assert.equal(isAborted, true);
  assert.equal(peer.breaker().failureCount, 1);
});

Deno.test("run() ends a work whose caller gave up, which tells nothing about the host", async () => {
  const { peer } = startPeer();
  const giveUp = new AbortController();
  const running = peer.run(HOST, () => new Promise<void>(() => {}), {
    ...TIME,
    signal: giveUp.signal,
  });
  giveUp.abort();
  const isAborted = (error: unknown) =>
    error instanceof OutboundError && error.failure === "aborted";
  await assert.rejects(running, isAborted);
  await assert.rejects(
    peer.run(HOST, () => Promise.resolve(), { ...TIME, signal: giveUp.signal }),
    isAborted,
  );
  assert.equal(peer.breaker().failureCount, 0);
});
