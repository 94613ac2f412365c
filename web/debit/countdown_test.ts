import assert from "node:assert/strict";
import { countdownWords } from "./countdown.ts";

const MINUTE_MS = 60_000;

Deno.test("countdownWords() tells the two largest units and leaves out what is nothing", () => {
  const cases: [number, string][] = [
    [134, "2시간 14분"],
    [120, "2시간"],
    [5, "5분"],
    [1_440, "1일"],
    [3_065, "2일 3시간"],
    [0, "1분 이내"],
    [-3, "1분 이내"],
  ];
  for (const [minutes, words] of cases) assert.equal(countdownWords(minutes * MINUTE_MS), words);
});
