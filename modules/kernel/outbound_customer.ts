import { lookup } from "node:dns/promises";
import { addressKind } from "./outbound_address.ts";
import { OutboundError } from "./outbound_types.ts";
import { withTimeout } from "./timeout.ts";

/** Names customers' addresses in metrics: one name for all, or there would be a series for each. */
export const CUSTOMER = "customer";

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<string[]>;

export const resolveByMachine: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address);

export interface CustomerOptions {
  /** Beside the sandbox, plain http and private and loopback addresses may be called too. */
  readonly isDemo: boolean;
  readonly resolve: Resolve;
}

/**
 * The one address that a customer's URL may be called at. Every address of the name must be allowed:
 * else the choice among them would be the attacker's.
 *
 * @throws {OutboundError} `notAllowed`; `refused` when the name does not resolve
 */
export async function customerAddress(url: URL, options: CustomerOptions): Promise<string> {
  const refuse = (why: string) =>
    new OutboundError("notAllowed", CUSTOMER, `Cannot call "${url.host}": ${why}`);
  const isSecure = url.protocol === "https:";
  if (!isSecure && !(options.isDemo && url.protocol === "http:")) throw refuse("not https");
  if (url.username + url.password !== "") throw refuse("it holds a user name or password");
  const addresses = await addressesOf(url, options.resolve);
  const isAllowed = (address: string) => {
    const kind = addressKind(address);
    return kind === "public" || (options.isDemo && kind !== "reserved");
  };
  const [first] = addresses;
  if (first === undefined || !addresses.every(isAllowed)) throw refuse("not a public address");
  return first;
}

const RESOLVE_TIMEOUT_MS = 5_000;

async function addressesOf(url: URL, resolve: Resolve): Promise<string[]> {
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  const isLiteral = url.hostname.startsWith("[") || /^\d+\.\d+\.\d+\.\d+$/.test(hostname);
  if (isLiteral) return [hostname];
  try {
    return await withTimeout(resolve(hostname), RESOLVE_TIMEOUT_MS);
  } catch {
    throw new OutboundError("refused", CUSTOMER, `Cannot call "${url.host}": no such host`);
  }
}
