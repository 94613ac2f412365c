import type { Clock } from "./clock.ts";
import type { Logger } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { OutboundError, type OutboundResponse } from "./outbound_types.ts";

/** Logs and counts what happens to calls. Only the host is named: paths may hold secrets. */
export interface OutboundWatch {
  /** A call goes out; the returned function takes its end. */
  started(peer: string, host: string): (end: CallEnd) => void;
  /** A call that did not go out. */
  refused(error: OutboundError, host: string): OutboundError;
  breaker(host: string, open: boolean): void;
}

/** An answer, none, or how a work that is no HTTP call ended. */
export type CallEnd = OutboundResponse | OutboundError | "done" | "failed";

export interface OutboundWatchOptions {
  readonly clock: Pick<Clock, "monotonic">;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export function createOutboundWatch({ clock, log, metrics }: OutboundWatchOptions): OutboundWatch {
  const openHosts = new Set<string>();

  function count(peer: string, outcome: string): void {
    metrics.count("maru_outbound_requests_total", "Calls to outside systems by outcome", {
      peer,
      outcome,
    });
  }

  return {
    started(peer, host) {
      const startedAtMs = clock.monotonic();
      return (end) => {
        const durationMs = Math.round(clock.monotonic() - startedAtMs);
        count(peer, outcomeOf(end));
        metrics.observe(
          "maru_outbound_duration_seconds",
          "Time of calls to outside systems",
          durationMs / 1_000,
          { peer },
        );
        const fields = { peer, host, durationMs };
        if (end instanceof OutboundError) {
          log.warn("outbound call failed", { ...fields, reason: end.message });
        } else if (typeof end === "string") log.debug(`outbound work ${end}`, fields);
        else log.debug("outbound call answered", { ...fields, status: end.status });
      };
    },
    refused(error, host) {
      count(error.peer, error.failure);
      log.debug("outbound call refused", { peer: error.peer, host });
      return error;
    },
    breaker(host, open) {
      if (open === openHosts.has(host)) return;
      if (open) openHosts.add(host);
      else openHosts.delete(host);
      log.warn(open ? "outbound breaker opened" : "outbound breaker closed", { host });
      metrics.gauge("maru_outbound_breaker_open", "1 while a host is not called", open ? 1 : 0, {
        host,
      });
    },
  };
}

function outcomeOf(end: CallEnd): string {
  if (typeof end === "string") return end;
  return end instanceof OutboundError ? end.failure : `${Math.floor(end.status / 100)}xx`;
}
