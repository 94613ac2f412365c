import type { Breaker } from "./outbound_breaker.ts";
import { openOrWorst } from "./outbound_breaker.ts";
import { OutboundError, type OutboundPeer, type OutboundPeerPolicy } from "./outbound_types.ts";
import type { OutboundWatch } from "./outbound_watch.ts";

export interface OutboundPeerOptions {
  readonly policy: OutboundPeerPolicy;
  /** The breaker of a host, shared by all that call this peer in the process. */
  readonly breakerOf: (host: string) => Breaker;
  readonly watch: OutboundWatch;
}

/** Guards works that speak another protocol than HTTP, as SFTP. */
export function createOutboundPeer(
  { policy, breakerOf, watch }: OutboundPeerOptions,
): OutboundPeer {
  const { name } = policy;

  async function guarded<T>(
    host: string,
    work: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const aborted = Promise.withResolvers<never>();
    const abort = () => aborted.reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    try {
      if (signal.aborted) throw signal.reason;
      // A library that does not heed the signal must not hold its caller up.
      return await Promise.race([work(signal), aborted.promise]);
    } catch (error) {
      const isTimeout = signal.reason instanceof DOMException &&
        signal.reason.name === "TimeoutError";
      if (!signal.aborted) throw error;
      const why = isTimeout ? "no end in time" : "the caller gave up";
      throw new OutboundError(
        isTimeout ? "timeout" : "aborted",
        name,
        `Cannot finish with "${name}" at "${host}": ${why}`,
      );
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  return {
    async run(host, work, { timeoutMs, signal }) {
      if (!policy.hosts.includes(host)) {
        const message = `Cannot connect to "${host}" as "${name}": not an allowed host`;
        throw watch.refused(new OutboundError("notAllowed", name, message), host);
      }
      const breaker = breakerOf(host);
      if (!breaker.admits()) {
        const message = `Cannot call "${name}": too many failures at "${host}" lately`;
        throw watch.refused(new OutboundError("breakerOpen", name, message), host);
      }
      const ended = watch.started(name, host);
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const value = await guarded(
          host,
          work,
          signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
        );
        breaker.succeeded();
        ended("done");
        return value;
      } catch (error) {
        const isAborted = error instanceof OutboundError && error.failure === "aborted";
        const isTimeout = error instanceof OutboundError && error.failure === "timeout";
        if (isAborted) breaker.abandoned();
        else if (isTimeout || policy.isHostFailure(error)) breaker.failed();
        else breaker.succeeded();
        ended(error instanceof OutboundError ? error : "failed");
        throw error;
      } finally {
        watch.breaker(host, breaker.state().open);
      }
    },
    breaker: () => openOrWorst(policy.hosts.map((host) => breakerOf(host).state())),
  };
}
