import assert from "node:assert/strict";
import { createUuid } from "./uuid.ts";

Deno.test("uuid() makes version 7 identifiers that ascend strictly", () => {
  const uuid = createUuid();
  const ids = Array.from({ length: 20_000 }, () => uuid());
  for (const id of ids) {
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  for (let index = 1; index < ids.length; index++) assert.ok(ids[index - 1]! < ids[index]!);
});

Deno.test("uuid() carries the machine's time in its first 48 bits", () => {
  const before = Math.floor(performance.timeOrigin + performance.now());
  const time = parseInt(createUuid()().replaceAll("-", "").slice(0, 12), 16);
  assert.ok(time >= before && time < before + 1000);
});
