import assert from "node:assert/strict";
import { sql } from "kysely";
import { RateLimitedError } from "./rate_limit.ts";
import { testKernel } from "./testing.ts";

const modules = ["kernel"];
const limit = { name: "login.address", value: "203.0.113.7", max: 5, windowSeconds: 60 };

Deno.test("consume() lets exactly `max` of many attempts at once through", async () => {
  await using test = await testKernel({ modules });
  const results = await Promise.allSettled(
    Array.from({ length: 40 }, () => test.kernel.rateLimits.consume(limit)),
  );
  const refused = results.filter((result) => result.status === "rejected");
  assert.equal(refused.length, 35);
  assert.ok(refused.every(({ reason }) => reason instanceof RateLimitedError));
});

Deno.test("consume() begins a new window when the old one ends, and says when that is", async () => {
  await using test = await testKernel({ modules, now: new Date("2026-05-04T00:00:00Z") });
  const { rateLimits } = test.kernel;
  const tight = { ...limit, max: 1 };
  await rateLimits.consume(tight);
  test.clock.advance(20_000);
  await assert.rejects(() => rateLimits.consume(tight), (error) => {
    assert.ok(error instanceof RateLimitedError);
    assert.equal(error.retryAfterSeconds, 40);
    return true;
  });
  test.clock.advance(40_000);
  await rateLimits.consume(tight);
});

Deno.test("consume() does not punish for a clock that was set back", async () => {
  await using test = await testKernel({ modules, now: new Date("2026-05-04T00:00:00Z") });
  const tight = { ...limit, max: 1 };
  await test.kernel.rateLimits.consume(tight);
  test.clock.set(new Date("2026-05-01T00:00:00Z"));
  await test.kernel.rateLimits.consume(tight);
});

Deno.test("reset() forgets one value of one limit; the value is never stored in clear", async () => {
  await using test = await testKernel({ modules });
  const { rateLimits, database: { db } } = test.kernel;
  const tight = { ...limit, max: 1 };
  await rateLimits.consume(tight);
  await rateLimits.consume({ ...tight, name: "login.phone" });
  await rateLimits.reset(tight.name, tight.value);
  await rateLimits.consume(tight);
  await assert.rejects(() => rateLimits.consume({ ...tight, name: "login.phone" }));
  const { rows } = await sql`select * from kernel.rate_limit`.execute(db);
  assert.equal(rows.length, 2);
  assert.ok(!JSON.stringify(rows).includes(limit.value));
});
