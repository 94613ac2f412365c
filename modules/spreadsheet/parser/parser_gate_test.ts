import { deepEqual, equal, rejects } from "node:assert/strict";
import { SheetParserBusyError } from "../errors.ts";
import { createParserGate } from "./parser_gate.ts";

const settle = () => new Promise((resolve) => setTimeout(resolve, 1));

Deno.test("createParserGate() lets two in, makes others wait in their order, and refuses more", async () => {
  const gate = createParserGate({ runningCountMax: 2, waitingCountMax: 2 });
  const entered: string[] = [];
  const enter = async (name: string) => {
    const leave = await gate.enter();
    entered.push(name);
    return leave;
  };
  const [a, b, c, d] = ["a", "b", "c", "d"].map(enter);
  await settle();
  deepEqual(entered, ["a", "b"]);
  await rejects(
    gate.enter(),
    (error) => error instanceof SheetParserBusyError && error.waitingCount === 2,
  );
  (await b)?.();
  await settle();
  deepEqual(entered, ["a", "b", "c"]);
  (await c)?.();
  (await c)?.();
  (await a)?.();
  await settle();
  deepEqual(entered, ["a", "b", "c", "d"]);
  (await d)?.();
});

Deno.test("createParserGate() counts a leaving once", async () => {
  const gate = createParserGate({ runningCountMax: 1, waitingCountMax: 0 });
  const leave = await gate.enter();
  leave();
  leave();
  const other = await gate.enter();
  await rejects(gate.enter(), SheetParserBusyError);
  other();
});

Deno.test("createParserGate() forgets who gives up waiting", async () => {
  const gate = createParserGate({ runningCountMax: 1, waitingCountMax: 1 });
  const leave = await gate.enter();
  const stopping = new AbortController();
  const waiting = gate.enter({ signal: stopping.signal });
  stopping.abort(new RangeError("enough"));
  await rejects(waiting, { message: "enough" });
  await rejects(gate.enter({ signal: stopping.signal }), { message: "enough" });
  let isNextIn = false;
  const next = gate.enter().then((go) => (isNextIn = true, go));
  await settle();
  equal(isNextIn, false);
  leave();
  (await next)();
  (await gate.enter())();
});

Deno.test("createParserGate() lets nobody lose the place when one who is in gives up", async () => {
  const gate = createParserGate({ runningCountMax: 1, waitingCountMax: 2 });
  const leave = await gate.enter();
  const stopping = new AbortController();
  const second = gate.enter({ signal: stopping.signal });
  const third = gate.enter();
  leave();
  const leaveSecond = await second;
  stopping.abort();
  leaveSecond();
  (await third)();
});

Deno.test("createParserGate() reads one file of an owner at a time, and nobody waits for the others", async () => {
  const gate = createParserGate({ runningCountMax: 2, waitingCountMax: 3, waitingPerOwnerMax: 2 });
  const entered: string[] = [];
  const enter = async (name: string, owner: string) => {
    const leave = await gate.enter({ owner });
    entered.push(name);
    return leave;
  };
  const [first, second, third] = ["a1", "a2", "a3"].map((name) => enter(name, "a"));
  await rejects(gate.enter({ owner: "a" }), SheetParserBusyError);
  const other = enter("b1", "b");
  await settle();
  deepEqual(entered, ["a1", "b1"]);
  const last = enter("c1", "c");
  (await other)?.();
  await settle();
  deepEqual(entered, ["a1", "b1", "c1"]);
  (await last)();
  (await first)?.();
  await settle();
  deepEqual(entered, ["a1", "b1", "c1", "a2"]);
  (await second)?.();
  await settle();
  (await third)?.();
  deepEqual(entered, ["a1", "b1", "c1", "a2", "a3"]);
});
