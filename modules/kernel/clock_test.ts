import assert from "node:assert/strict";
import { createClock, machineTime } from "./clock.ts";

function sandbox(answer: () => Response): { url: string; stop(): Promise<void> } {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, answer);
  return { url: `http://127.0.0.1:${server.addr.port}/`, stop: () => server.shutdown() };
}

function offsetOf(clock: { now(): Date }): number {
  return clock.now().getTime() - machineTime().getTime();
}

Deno.test("createClock() without a sandbox gives the machine's time and polls nothing", async () => {
  const clock = createClock({ sandboxUrl: "" });
  await clock.start();
  assert.ok(Math.abs(offsetOf(clock)) < 50);
  await clock.stop();
});

Deno.test("createClock() follows the sandbox and keeps the last offset when it fails", async () => {
  const answers: (() => Response)[] = [
    () => Response.json({ offsetMs: 86_400_000 }),
    () => new Response("broken", { status: 500 }),
    () => Response.json({ offsetMs: "soon" }),
  ];
  let asked = 0;
  const peer = sandbox(() => (answers[asked++] ?? (() => Response.json({ offsetMs: -5_000 })))());
  const clock = createClock({ sandboxUrl: peer.url });
  await clock.start();
  assert.ok(Math.abs(offsetOf(clock) - 86_400_000) < 50);
  for (let waitedMs = 0; asked < 3 && waitedMs < 6_000; waitedMs += 20) await pause(20);
  assert.ok(Math.abs(offsetOf(clock) - 86_400_000) < 50, "wrong answers change nothing");
  for (let waitedMs = 0; offsetOf(clock) > 0 && waitedMs < 6_000; waitedMs += 20) await pause(20);
  assert.ok(Math.abs(offsetOf(clock) + 5_000) < 50);
  await clock.stop();
  await peer.stop();
});

Deno.test("createClock() starts beside a sandbox that is not there, and stops at once", async () => {
  const peer = sandbox(() => new Response());
  await peer.stop();
  const clock = createClock({ sandboxUrl: peer.url });
  await clock.start();
  assert.ok(Math.abs(offsetOf(clock)) < 50);
  await clock.stop();
});

Deno.test("monotonic() is not moved by the sandbox", async () => {
  const peer = sandbox(() => Response.json({ offsetMs: 1_000_000 }));
  const clock = createClock({ sandboxUrl: peer.url });
  const before = clock.monotonic();
  await clock.start();
  assert.ok(clock.monotonic() - before < 5_000);
  await clock.stop();
  await peer.stop();
});

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
