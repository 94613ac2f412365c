import assert from "node:assert/strict";
import { createBreaker } from "./outbound_breaker.ts";

function setUp() {
  let nowMs = 1_000;
  const clock = { now: () => new Date(nowMs), monotonic: () => nowMs };
  const breaker = createBreaker(clock);
  const fail = (count: number) => {
    for (let index = 0; index < count; index++) breaker.failed();
  };
  return { breaker, fail, advance: (ms: number) => nowMs += ms };
}

Deno.test("a breaker opens at the fifth failure in a row", () => {
  const { breaker, fail } = setUp();
  fail(4);
  breaker.succeeded();
  fail(4);
  assert.deepEqual(breaker.state(), { open: false, failureCount: 4 });
  assert.equal(breaker.admits(), true);
  breaker.failed();
  assert.equal(breaker.admits(), false);
  assert.deepEqual(breaker.state().opensAgainAt, new Date(16_000));
});

Deno.test("an open breaker lets one call try after 15 seconds", () => {
  const { breaker, fail, advance } = setUp();
  fail(5);
  advance(14_999);
  assert.equal(breaker.admits(), false);
  advance(1);
  assert.equal(breaker.admits(), true);
  assert.equal(breaker.admits(), false, "the second one waits for the first");
  breaker.succeeded();
  assert.deepEqual(breaker.state(), { open: false, failureCount: 0 });
});

Deno.test("each failed try doubles the wait, up to two minutes", () => {
  const { breaker, fail, advance } = setUp();
  fail(5);
  for (const waitMs of [15_000, 30_000, 60_000, 120_000, 120_000]) {
    advance(waitMs - 1);
    assert.equal(breaker.admits(), false, `${waitMs} ms are not over`);
    advance(1);
    assert.equal(breaker.admits(), true, `after ${waitMs} ms`);
    breaker.failed();
  }
});

Deno.test("failures of calls that were under way do not lengthen the wait", () => {
  const { breaker, fail, advance } = setUp();
  fail(8);
  advance(15_000);
  assert.equal(breaker.admits(), true);
});

Deno.test("an abandoned try gives its turn back", () => {
  const { breaker, fail, advance } = setUp();
  fail(5);
  advance(15_000);
  assert.equal(breaker.admits(), true);
  breaker.abandoned();
  assert.equal(breaker.admits(), true);
});
