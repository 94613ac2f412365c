import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { fromHex, toHex } from "./bytes.ts";
import { readDer } from "./der_reader.ts";
import { booleanOf, namedBits, numberOf, objectIdentifierOf, timeOf } from "./der_values.ts";
import { unsignedBytes } from "./der_values.ts";
import {
  generalizedTime,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  time,
} from "./der_writer.ts";
import { DamagedFileError, LimitExceededError } from "./errors.ts";
import { testFile } from "./testing_files.ts";

Deno.test("readDer() gives back what octetString() wrote, for every length form", () => {
  for (const length of [0, 1, 127, 128, 255, 256, 65_535, 65_536]) {
    const bytes = new Uint8Array(length).fill(7);
    deepEqual(readDer(octetString(bytes)).content, bytes);
  }
});

Deno.test("numberOf() and objectIdentifierOf() give back what was written", () => {
  fc.assert(fc.property(fc.nat(2 ** 31), (value) => {
    equal(numberOf(readDer(integer(value))), value);
  }));
  const arcs = fc.array(fc.nat(2 ** 31), { minLength: 1, maxLength: 8 });
  fc.assert(fc.property(fc.nat(2), fc.nat(39), arcs, (first, second, rest) => {
    const text = [first, second, ...rest].join(".");
    equal(objectIdentifierOf(readDer(objectIdentifier(text))), text);
  }));
  equal(toHex(objectIdentifier("1.2.410.200004.10.1.1.3")), "060a2a831a8c9a440a010103");
});

Deno.test("timeOf() gives back what time() and generalizedTime() wrote, to the second", () => {
  const range = { min: new Date("1950-01-01"), max: new Date("2100-01-01"), noInvalidDate: true };
  fc.assert(fc.property(fc.date(range), (date) => {
    const seconds = Math.floor(date.getTime() / 1000) * 1000;
    equal(timeOf(readDer(time(date))).getTime(), seconds);
    equal(timeOf(readDer(generalizedTime(date))).getTime(), seconds);
  }));
});

Deno.test("setOf() sorts its elements", () => {
  equal(toHex(setOf(integer(3), integer(1), integer(2))), "3109020101020102020103");
});

Deno.test("readDer() refuses BER: indefinite, padded and lying lengths, long tags, trailing bytes", () => {
  for (
    const hex of [
      "3080020101" + "0000",
      "04810100",
      "0482000100",
      "0485000000000100",
      "0402ff",
      "30030202ff",
      "1f8101" + "00",
      "020101" + "00",
      "30",
      "",
      "04ff",
    ]
  ) throws(() => readDer(fromHex(hex)), DamagedFileError, hex);
});

Deno.test("the readers of values refuse what is not DER", () => {
  throws(() => unsignedBytes(readDer(fromHex("0200"))), DamagedFileError);
  throws(() => unsignedBytes(readDer(fromHex("02020001"))), DamagedFileError);
  throws(() => unsignedBytes(readDer(fromHex("0201ff"))), DamagedFileError);
  throws(() => booleanOf(readDer(fromHex("010101"))), DamagedFileError);
  throws(() => objectIdentifierOf(readDer(fromHex("06028001"))), DamagedFileError);
  throws(() => objectIdentifierOf(readDer(fromHex("060181"))), DamagedFileError);
  throws(() => namedBits(readDer(fromHex("030108"))), DamagedFileError);
  const badTime = "170d" + toHex(new TextEncoder().encode("269901000000Z"));
  throws(() => timeOf(readDer(fromHex(badTime))), DamagedFileError);
});

Deno.test("readDer() refuses depth, count and size beyond its limits", () => {
  let deep = sequence();
  for (let depth = 1; depth < 33; depth++) deep = sequence(deep);
  throws(() => readDer(deep), LimitExceededError);
  const wide = sequence(...Array.from({ length: 10_001 }, () => sequence()));
  throws(() => readDer(wide), LimitExceededError);
  throws(() => readDer(new Uint8Array(300_000)), LimitExceededError);
});

Deno.test("readDer() never throws anything but its own errors, whatever the bytes", () => {
  const certificate = testFile("company/signCert.der");
  const change = fc.record({ at: fc.nat(certificate.length - 1), to: fc.nat(255) });
  fc.assert(fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
    const bytes = certificate.slice();
    for (const { at, to } of changes) bytes[at] = to;
    try {
      readDer(bytes);
    } catch (error) {
      equal(error instanceof DamagedFileError || error instanceof LimitExceededError, true);
    }
  }));
});
