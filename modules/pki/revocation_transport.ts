import type { Bytes } from "./bytes.ts";
import { DamagedFileError, LimitExceededError } from "./errors.ts";
import { fetchLdapAttribute, parseLdapUrl } from "./ldap.ts";
import { readPemOrDer } from "./pem.ts";
import type { RevocationOptions } from "./revocation.ts";
import { REVOCATION_LIST_BYTES_MAX } from "./revocation_list.ts";

const DEFAULT_TIMEOUT_MS = 5_000;

/** Whether an address stands on the list of hosts; an entry without a port allows every port. */
export function isAllowedAddress(url: string, allowedHosts: readonly string[]): boolean {
  const ldap = parseLdapUrl(url);
  if (ldap) {
    return allowedHosts.includes(ldap.hostname) ||
      allowedHosts.includes(`${ldap.hostname}:${ldap.port}`);
  }
  const parsed = URL.parse(url);
  if (!parsed || !["http:", "https:"].includes(parsed.protocol) || parsed.username) return false;
  const port = parsed.port || (parsed.protocol === "https:" ? "443" : "80");
  return allowedHosts.includes(parsed.hostname) ||
    allowedHosts.includes(`${parsed.hostname}:${port}`);
}

/**
 * Fetches a revocation list by HTTP or LDAP.
 * @throws {DamagedFileError} when there is none at the address, and whatever the transport throws.
 */
export async function fetchList(url: string, options: RevocationOptions): Promise<Bytes> {
  const bytes = parseLdapUrl(url)
    ? await fetchFromDirectory(url, options)
    : await fetchBytes(url, options, { method: "GET", headers: {} });
  const limits = { sizeMax: REVOCATION_LIST_BYTES_MAX, labels: ["X509 CRL"] };
  return readPemOrDer(bytes, limits).der;
}

/** @throws {DamagedFileError} when the status is not 200. */
export async function fetchBytes(
  url: string,
  options: RevocationOptions,
  request: { method: "GET" | "POST"; headers: Record<string, string>; body?: Bytes },
): Promise<Bytes> {
  const signal = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const response = await options.fetch(url, { ...request, signal });
  const body = await response.arrayBuffer();
  if (response.status !== 200) throw new DamagedFileError(`the status is ${response.status}`);
  if (body.byteLength > REVOCATION_LIST_BYTES_MAX) {
    throw new LimitExceededError("answer size", REVOCATION_LIST_BYTES_MAX, body.byteLength);
  }
  return new Uint8Array(body);
}

async function fetchFromDirectory(url: string, options: RevocationOptions): Promise<Bytes> {
  const address = parseLdapUrl(url);
  if (!address) throw new DamagedFileError("it is no LDAP address");
  const { hostname, port } = address;
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const connection = await withTimeout(
    (options.connect ?? Deno.connect)({ hostname, port }),
    timeoutMs,
    (late) => late.close(),
  );
  try {
    const value = await withTimeout(fetchLdapAttribute(address, connection), timeoutMs);
    if (!value) throw new DamagedFileError("the directory has no list there");
    return value;
  } finally {
    connection.close();
  }
}

/** Gives up after a time; what comes late is put away. */
async function withTimeout<Value>(
  work: Promise<Value>,
  timeoutMs: number,
  putAway: (late: Value) => void = () => {},
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLate = false;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isLate = true;
      reject(new DamagedFileError("the directory does not answer in time"));
    }, timeoutMs);
  });
  work.then((value) => isLate ? putAway(value) : undefined, () => {});
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
