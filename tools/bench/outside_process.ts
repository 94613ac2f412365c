import type { Arrival } from "./outside_server.ts";

/** The lean outside world, running. */
export interface OutsideProcess {
  readonly url: string;
  setDelay(ms: number): Promise<void>;
  arrivalCount(): Promise<number>;
  /** What arrived since the last call. */
  takeArrivals(): Promise<Arrival[]>;
  stop(): Promise<void>;
}

export async function startOutsideProcess(): Promise<OutsideProcess> {
  const process = new Deno.Command("deno", {
    args: ["run", "--allow-net=127.0.0.1", "tools/bench/outside_server.ts"],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value = "{}" } = await reader.read();
  reader.releaseLock();
  const url = `http://127.0.0.1:${JSON.parse(value).port}`;
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${url}/bench/${path}`, init);
    const text = await response.text();
    return text === "" ? {} : JSON.parse(text);
  };
  return {
    url,
    setDelay: async (ms) => {
      await ask("delay", { method: "POST", body: String(ms) });
    },
    arrivalCount: async () => (await ask("count")).count,
    takeArrivals: async () => (await ask("arrivals")).arrivals,
    async stop() {
      await process.stdin.close();
      await process.status;
    },
  };
}
