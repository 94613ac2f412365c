import { equal, rejects } from "node:assert/strict";
import { SheetRefusedError } from "../errors.ts";
import type { ParserProcess } from "./parser_process.ts";
import { watchParser } from "./watch_parser.ts";

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Takes so long for each message; throws what it was stopped with. */
function slowParser(msPerMessage: number): ParserProcess {
  const stopped = Promise.withResolvers<never>();
  stopped.promise.catch(() => {});
  return {
    next: () => Promise.race([wait(msPerMessage).then(() => undefined), stopped.promise]),
    stop: (reason) => Promise.resolve(stopped.reject(reason)),
  };
}

Deno.test("watchParser() stops a parser whose waits are too long together", async () => {
  const watched = watchParser(slowParser(60), { waitingMsMax: 100 });
  await watched.next();
  await rejects(
    watched.next(),
    (error) => error instanceof SheetRefusedError && error.reason === "tooHeavy",
  );
});

Deno.test("watchParser() does not count the time in which nobody waits", async () => {
  const watched = watchParser(slowParser(1), { waitingMsMax: 100 });
  for (let count = 0; count < 4; count++) {
    await watched.next();
    await wait(50);
  }
  equal(await watched.next(), undefined);
});

Deno.test("watchParser() stops with the reason of the signal, before and during a wait", async () => {
  const stopping = new AbortController();
  const watched = watchParser(slowParser(10_000), {
    signal: stopping.signal,
    waitingMsMax: 20_000,
  });
  const waiting = watched.next();
  stopping.abort(new RangeError("enough"));
  await rejects(waiting, { message: "enough" });
  await rejects(watched.next(), { message: "enough" });
});
