import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

export interface Metrics {
  count(name: string, help: string, labels?: Record<string, string>, by?: number): void;
  gauge(name: string, help: string, value: number, labels?: Record<string, string>): void;
  observe(name: string, help: string, seconds: number, labels?: Record<string, string>): void;
  /** Registers a value that is read at scrape time. */
  onScrape(read: () => Promise<void> | void): void;
  /** The Prometheus text format. */
  text(): Promise<string>;
}

/** From a fast query to the slowest agency. */
const DURATION_BUCKETS_SECONDS = [
  0.005,
  0.01,
  0.025,
  0.05,
  0.1,
  0.25,
  0.5,
  1,
  2.5,
  5,
  10,
  30,
  60,
  180,
];

/**
 * Counters, gauges and histograms of this process, made at their first use, and the process's own
 * (memory, loop lag). A name keeps the label names of its first use.
 */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectProcessMetrics(registry);
  const counters = new Map<string, Counter>();
  const gauges = new Map<string, Gauge>();
  const histograms = new Map<string, Histogram>();
  const reads: (() => Promise<void> | void)[] = [];

  return {
    count(name, help, labels = {}, by = 1) {
      made(
        counters,
        name,
        () => new Counter({ name, help, labelNames: Object.keys(labels), registers: [registry] }),
      )
        .inc(labels, by);
    },
    gauge(name, help, value, labels = {}) {
      made(
        gauges,
        name,
        () => new Gauge({ name, help, labelNames: Object.keys(labels), registers: [registry] }),
      )
        .set(labels, value);
    },
    observe(name, help, seconds, labels = {}) {
      made(histograms, name, () =>
        new Histogram({
          name,
          help,
          labelNames: Object.keys(labels),
          buckets: DURATION_BUCKETS_SECONDS,
          registers: [registry],
        }))
        .observe(labels, seconds);
    },
    onScrape(read) {
      reads.push(read);
    },
    async text() {
      await Promise.all(reads.map((read) => read()));
      return await registry.metrics();
    },
  };
}

/** Read from /proc, which the process may not: they would stand at zero. */
const UNREADABLE = [
  "process_virtual_memory_bytes",
  "process_heap_bytes",
  "process_open_fds",
  "process_max_fds",
  "process_resident_memory_bytes",
];

function collectProcessMetrics(registry: Registry): void {
  collectDefaultMetrics({ register: registry });
  for (const name of UNREADABLE) registry.removeSingleMetric(name);
  new Gauge({
    name: "process_resident_memory_bytes",
    help: "Resident memory size in bytes",
    registers: [registry],
    collect() {
      this.set(Deno.memoryUsage().rss);
    },
  });
}

function made<T>(known: Map<string, T>, name: string, make: () => T): T {
  const found = known.get(name);
  if (found !== undefined) return found;
  const fresh = make();
  known.set(name, fresh);
  return fresh;
}
