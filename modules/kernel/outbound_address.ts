/**
 * What kind of place an IP address is. `reserved` is never called: link-local, multicast, shared,
 * documentation, translation and cloud metadata addresses.
 */
export type AddressKind = "public" | "private" | "loopback" | "reserved";

/**
 * IPv4 blocks that are not public, by the IANA special-purpose address registry (RFC 6890), and
 * the wire server of Azure, which answers metadata on a public address.
 */
const IPV4_BLOCKS: readonly (readonly [block: string, kind: AddressKind])[] = [
  ["0.0.0.0/8", "reserved"],
  ["10.0.0.0/8", "private"],
  ["100.64.0.0/10", "reserved"],
  ["127.0.0.0/8", "loopback"],
  ["168.63.129.16/32", "reserved"],
  ["169.254.0.0/16", "reserved"],
  ["172.16.0.0/12", "private"],
  ["192.0.0.0/24", "reserved"],
  ["192.0.2.0/24", "reserved"],
  ["192.88.99.0/24", "reserved"],
  ["192.168.0.0/16", "private"],
  ["198.18.0.0/15", "reserved"],
  ["198.51.100.0/24", "reserved"],
  ["203.0.113.0/24", "reserved"],
  ["224.0.0.0/3", "reserved"],
];

/**
 * IPv6: only global unicast 2000::/3 is public, and of it not what carries an IPv4 address inside
 * (6to4, Teredo) or is for documentation. NAT64 (64:ff9b::/96) falls outside of it anyway.
 */
const IPV6_BLOCKS: readonly (readonly [block: string, kind: AddressKind])[] = [
  ["::1/128", "loopback"],
  ["fd00:ec2::/32", "reserved"],
  ["fc00::/7", "private"],
  ["2001::/23", "reserved"],
  ["2001:db8::/32", "reserved"],
  ["2002::/16", "reserved"],
  ["3fff::/20", "reserved"],
  ["2000::/3", "public"],
];

/** The kind of an address as a resolver or `URL.hostname` without brackets gives it. */
export function addressKind(address: string): AddressKind {
  const ipv4 = ipv4Number(address);
  if (ipv4 !== undefined) return ipv4Kind(ipv4);
  const ipv6 = ipv6Number(address);
  if (ipv6 === undefined) return "reserved";
  // IPv4-mapped, ::ffff:0:0/96: the operating system connects to the IPv4 address inside.
  if (ipv6 >> 32n === 0xffffn) return ipv4Kind(ipv6 & 0xffff_ffffn);
  const block = IPV6_BLOCKS.find(([text]) =>
    isInBlock(ipv6, { text, bits: 128, read: ipv6Number })
  );
  return block?.[1] ?? "reserved";
}

function ipv4Kind(address: bigint): AddressKind {
  const block = IPV4_BLOCKS.find(([text]) =>
    isInBlock(address, { text, bits: 32, read: ipv4Number })
  );
  return block?.[1] ?? "public";
}

function isInBlock(
  address: bigint,
  { text, bits, read }: {
    text: string;
    bits: number;
    read: (text: string) => bigint | undefined;
  },
): boolean {
  const [base = "", length = ""] = text.split("/");
  const shift = BigInt(bits - Number(length));
  return address >> shift === (read(base) ?? -1n) >> shift;
}

/** Dotted decimal alone: other spellings were made this by the URL parser, or are names. */
function ipv4Number(text: string): bigint | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return undefined;
  const bytes = text.split(".").map(Number);
  if (bytes.some((byte) => byte > 255)) return undefined;
  return bytes.reduce((number, byte) => number << 8n | BigInt(byte), 0n);
}

function ipv6Number(text: string): bigint | undefined {
  if (!/^[0-9a-f:.]+$/i.test(text) || !text.includes(":")) return undefined;
  if (!URL.canParse(`http://[${text}]/`)) return undefined;
  // The URL parser gives the one spelling of RFC 5952, without a dotted tail.
  const plain = new URL(`http://[${text}]/`).hostname.slice(1, -1);
  const [head = "", tail] = plain.split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array<string>(8 - first.length - last.length).fill("0");
  return [...first, ...zeros, ...last]
    .reduce((number, group) => number << 16n | BigInt(`0x${group}`), 0n);
}
