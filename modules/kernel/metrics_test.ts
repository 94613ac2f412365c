import assert from "node:assert/strict";
import { createMetrics } from "./metrics.ts";

Deno.test("text() shows counters, gauges and histograms with their labels", async () => {
  const metrics = createMetrics();
  metrics.count("calls_total", "Calls", { peer: "codef" });
  metrics.count("calls_total", "Calls", { peer: "codef" }, 2);
  metrics.gauge("queue_waiting", "Waiting jobs", 7, { queue: "documents" });
  metrics.gauge("queue_waiting", "Waiting jobs", 5, { queue: "documents" });
  metrics.observe("wait_seconds", "Waits", 0.2);
  const text = await metrics.text();
  assert.match(text, /^# HELP calls_total Calls$/m);
  assert.match(text, /^calls_total{peer="codef"} 3$/m);
  assert.match(text, /^queue_waiting{queue="documents"} 5$/m);
  assert.match(text, /^wait_seconds_bucket{le="0.1"} 0$/m);
  assert.match(text, /^wait_seconds_bucket{le="0.25"} 1$/m);
});

Deno.test("text() reads what onScrape() registered, at every scrape", async () => {
  const metrics = createMetrics();
  let value = 1;
  metrics.onScrape(() => metrics.gauge("now", "Now", value));
  assert.match(await metrics.text(), /^now 1$/m);
  value = 2;
  assert.match(await metrics.text(), /^now 2$/m);
});

Deno.test("text() tells the process's own memory and no value that cannot be read", async () => {
  const text = await createMetrics().text();
  const resident = Number(/^process_resident_memory_bytes (\d+)$/m.exec(text)?.[1]);
  assert.ok(resident > 1_000_000);
  assert.doesNotMatch(text, /process_open_fds/);
});

Deno.test("two kernels of one process count apart", async () => {
  const [first, second] = [createMetrics(), createMetrics()];
  first.count("calls_total", "Calls");
  assert.doesNotMatch(await second.text(), /calls_total/);
});
