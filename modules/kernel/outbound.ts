import type { Clock } from "./clock.ts";
import type { KernelConfig } from "./config.ts";
import type { Logger } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { type Breaker, createBreaker } from "./outbound_breaker.ts";
import { createOutboundClient } from "./outbound_client.ts";
import { CUSTOMER, customerAddress, type Resolve, resolveByMachine } from "./outbound_customer.ts";
import { type Outbound, OutboundError } from "./outbound_types.ts";
import { postPinned } from "./outbound_pinned.ts";
import { createOutboundPeer } from "./outbound_peer.ts";
import { createOutboundWatch } from "./outbound_watch.ts";

export * from "./outbound_types.ts";

export interface OutboundOptions {
  readonly config: Pick<KernelConfig, "sandboxUrl">;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** All addresses of a name. Default: the machine's resolver. */
  readonly resolve?: Resolve;
}

/** An answer to a webhook is looked at, not used. */
const CUSTOMER_RESPONSE_BYTES_MAX = 65_536;

export function createOutbound(options: OutboundOptions): Outbound {
  const { config, clock, log, metrics, resolve = resolveByMachine } = options;
  const watch = createOutboundWatch({ clock, log, metrics });
  const breakers = new Map<string, Breaker>();

  // One host may serve several peers, as the sandbox does: a fault of one is not the others'.
  function breakersOf(peer: string): (host: string) => Breaker {
    return (host) => {
      const key = `${peer} ${host}`;
      const breaker = breakers.get(key) ?? createBreaker(clock);
      breakers.set(key, breaker);
      return breaker;
    };
  }

  async function checked(text: string): Promise<{ url: URL; address: string }> {
    if (!URL.canParse(text)) {
      throw new OutboundError("notAllowed", CUSTOMER, "Cannot call an address that is no URL");
    }
    const url = new URL(text);
    const isDemo = config.sandboxUrl !== "";
    return { url, address: await customerAddress(url, { isDemo, resolve }) };
  }

  return {
    client: (policy) => createOutboundClient({ policy, breakerOf: breakersOf(policy.name), watch }),
    peer: (policy) => createOutboundPeer({ policy, breakerOf: breakersOf(policy.name), watch }),
    async postToCustomer(request, timeoutMs) {
      if (request.method !== "POST") {
        throw new RangeError(`Cannot send "${request.method}" to a customer: only POST`);
      }
      const { url, address } = await checked(request.url);
      const ended = watch.started(CUSTOMER, url.host);
      try {
        const answer = await postPinned({
          peer: CUSTOMER,
          url,
          address,
          request,
          timeoutMs,
          responseBytesMax: CUSTOMER_RESPONSE_BYTES_MAX,
        });
        ended(answer);
        return answer;
      } catch (error) {
        if (error instanceof OutboundError) ended(error);
        throw error;
      }
    },
    async checkCustomerAddress(url) {
      await checked(url);
    },
  };
}
