export interface Metrics {
  count(name: string, help: string, labels?: Record<string, string>, by?: number): void;
  gauge(name: string, help: string, value: number, labels?: Record<string, string>): void;
  observe(name: string, help: string, seconds: number, labels?: Record<string, string>): void;
  /** Registers a value that is read at scrape time. */
  onScrape(read: () => Promise<void> | void): void;
  /** The Prometheus text format. */
  text(): Promise<string>;
}
