import assert from "node:assert/strict";
import fc from "fast-check";
import { type AddressKind, addressKind } from "./outbound_address.ts";

const KINDS: Record<string, AddressKind> = {
  "8.8.8.8": "public",
  "172.15.255.255": "public",
  "172.32.0.0": "public",
  "223.255.255.255": "public",
  "2606:4700::1111": "public",
  "::ffff:8.8.8.8": "public",
  "10.0.0.1": "private",
  "172.16.0.1": "private",
  "172.31.255.255": "private",
  "192.168.1.1": "private",
  "fd12:3456::1": "private",
  "::ffff:10.0.0.1": "private",
  "127.0.0.1": "loopback",
  "127.255.255.254": "loopback",
  "::1": "loopback",
  "::ffff:7f00:1": "loopback",
  "0.0.0.0": "reserved",
  "100.100.100.200": "reserved",
  "168.63.129.16": "reserved",
  "169.254.169.254": "reserved",
  "::ffff:169.254.169.254": "reserved",
  "192.0.0.192": "reserved",
  "198.18.0.1": "reserved",
  "224.0.0.1": "reserved",
  "255.255.255.255": "reserved",
  "::": "reserved",
  "::127.0.0.1": "reserved",
  "fe80::1": "reserved",
  "fe80::1%eth0": "reserved",
  "fd00:ec2::254": "reserved",
  "ff02::1": "reserved",
  "64:ff9b::7f00:1": "reserved",
  "2002:7f00:1::": "reserved",
  "2001:0:4136:e378:8000:63bf:3fff:fdd2": "reserved",
  "2001:db8::1": "reserved",
  "300.1.1.1": "reserved",
  "example.com": "reserved",
  "": "reserved",
};

Deno.test("addressKind() knows the special blocks of both families", () => {
  for (const [address, kind] of Object.entries(KINDS)) {
    assert.equal(addressKind(address), kind, address);
  }
});

Deno.test("addressKind() gives an IPv4-mapped address the kind of the address inside", () => {
  fc.assert(fc.property(fc.ipV4(), (address) => {
    assert.equal(addressKind(`::ffff:${address}`), addressKind(address));
  }));
});

Deno.test("addressKind() calls no IPv6 address outside 2000::/3 public", () => {
  fc.assert(fc.property(fc.ipV6(), (address) => {
    const isGlobal = /^\[[23][0-9a-f]{3}:/.test(new URL(`http://[${address}]/`).hostname);
    if (!isGlobal && !/^\[::ffff:/.test(new URL(`http://[${address}]/`).hostname)) {
      assert.notEqual(addressKind(address), "public");
    }
  }));
});
