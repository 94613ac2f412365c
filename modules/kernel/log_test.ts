import assert from "node:assert/strict";
import { createLogger, type LogFields, type Logger } from "./log.ts";

function setUp(level: "debug" | "info" | "warn" | "error" = "debug") {
  const lines: string[] = [];
  const log = createLogger({ level, write: (line) => lines.push(line) });
  const last = () => JSON.parse(lines.at(-1) ?? "null") as Record<string, unknown>;
  return { log, lines, last };
}

Deno.test("a log line is one JSON object with time, level, message and fields", () => {
  const { log, lines, last } = setUp();
  log.info("submission started", { submissionId: "s-1", count: 3 });
  assert.match(lines[0] ?? "", /^{"time":"\d{4}-\d\d-\d\dT[\d:.]+Z","level":"info","message":/);
  const { time: _time, ...rest } = last();
  assert.deepEqual(rest, {
    level: "info",
    message: "submission started",
    submissionId: "s-1",
    count: 3,
  });
});

Deno.test("with() adds its fields to every line and does not change the first logger", () => {
  const { log, last } = setUp();
  const inner = log.with({ requestId: "q-1" }).with({ tenantId: "t-1" });
  inner.warn("slow", { requestId: "q-2" });
  assert.equal(last().requestId, "q-2");
  assert.equal(last().tenantId, "t-1");
  log.error("other");
  assert.equal(last().requestId, undefined);
});

Deno.test("lines below the level are not written", () => {
  const { log, lines } = setUp("warn");
  log.debug("a");
  log.info("b");
  log.warn("c");
  log.error("d");
  assert.equal(lines.length, 2);
});

Deno.test("no text can begin a line of its own or take over level and message", () => {
  const { log, lines, last } = setUp();
  log.info('bad\n{"level":"error","message":"forged"}', {
    level: "error",
    message: "forged",
    "a\nb": "c\r\nd\u2028",
  });
  assert.equal(lines.length, 1);
  assert.doesNotMatch(lines[0] ?? "", /[\r\n]/);
  assert.equal(last().level, "info");
  assert.match(String(last().message), /^bad/);
});

Deno.test("nothing secret gets into a line: message, field, error or inherited field", () => {
  const secrets = ["880101-1234567", "8801011234567", "hunter2", "110-123-456789"];
  const ways: ((log: Logger, fields: LogFields) => void)[] = [
    (log, fields) => log.info("x", fields),
    (log, fields) => log.with(fields).info("x"),
  ];
  for (const way of ways) {
    const { log, lines } = setUp();
    way(log, {
      password: "hunter2",
      error: new Error("for 880101-1234567 and 8801011234567"),
      note: "to 110-123-456789",
    });
    for (const secret of secrets) assert.ok(!lines.join("\n").includes(secret), secret);
  }
  const { log, lines } = setUp();
  log.info("person 8801011234567");
  assert.ok(!lines.join("\n").includes("8801011234567"));
});
