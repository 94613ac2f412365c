import assert from "node:assert/strict";
import { BAD_ANSWERS, inTurn } from "./weather.ts";

Deno.test("inTurn() gives each bad answer before it gives one again", () => {
  const next = inTurn(BAD_ANSWERS);
  const drawn = Array.from({ length: BAD_ANSWERS.length * 2 }, next);
  assert.deepEqual(drawn, [...BAD_ANSWERS, ...BAD_ANSWERS]);
});

Deno.test("inTurn() refuses to choose among nothing", () => {
  assert.throws(inTurn([]), RangeError);
});
