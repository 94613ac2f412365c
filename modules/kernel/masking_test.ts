import assert from "node:assert/strict";
import fc from "fast-check";
import {
  maskBusinessNumber,
  maskFields,
  maskName,
  maskPhone,
  maskResidentNumber,
  maskText,
} from "./masking.ts";

Deno.test("maskName() shows the first and the last letter", () => {
  assert.equal(maskName("홍길동"), "홍*동");
  assert.equal(maskName("김철"), "김*");
  assert.equal(maskName("남궁민수"), "남**수");
  assert.equal(maskName("X"), "*");
  assert.equal(maskName(""), "");
});

Deno.test("maskPhone(), maskResidentNumber() and maskBusinessNumber() keep their usual part", () => {
  assert.equal(maskPhone("010-1234-5678"), "010-****-5678");
  assert.equal(maskPhone("0111234567"), "011-***-4567");
  assert.equal(maskPhone("12345"), "*****");
  assert.equal(maskResidentNumber("8801011234567"), "880101-1******");
  assert.equal(maskResidentNumber("88010112"), "********");
  assert.equal(maskBusinessNumber("124-81-00998"), "124-81-*****");
  assert.equal(maskBusinessNumber("1248"), "****");
});

Deno.test("maskText() covers resident numbers, phones and accounts inside a sentence", () => {
  const cases = {
    "주민번호 880101-1234567 입니다": "주민번호 ******-******* 입니다",
    "주민번호8801011234567입니다": "주민번호******-*******입니다",
    "rrn=880101 1234567,": "rrn=******-*******,",
    "call 010-1234-5678 now": "call 010-****-5678 now",
    "call 01012345678": "call 010****5678",
    "to +82 10-1234-5678": "to +82 1*-****-5678",
    "계좌 110-123-456789": "계좌 ***-***-***789",
    "계좌 1199234567890": "계좌 **********890",
    "계좌 110 123 456789": "계좌 *** *** ***789",
    "on 2026-11-20 880101-1234567": "on 2026-11-20 ******-*******",
    "on 2026-11-20 010-1234-5678": "on 2026-11-20 010-****-5678",
    "on 2026-11-20 110-123-456789": "on 2026-11-20 ***-***-***789",
  };
  for (const [text, masked] of Object.entries(cases)) assert.equal(maskText(text), masked, text);
});

Deno.test("maskText() leaves identifiers, digests, times and short numbers", () => {
  const kept = [
    "0190f1a2-1234-7890-8123-123456789012",
    "01234567-0123-7123-8123-012345678901",
    "at 2026-11-20T21:35:00.000Z",
    "at 2026-11-20 21:35:00",
    "order 20261120213500",
    "order 20261120213500123",
    "sha256 3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b",
    "status 200 in 1234 ms, 123456789 bytes",
    "127.0.0.1:45315",
    "1,234,567,890원",
  ];
  for (const text of kept) assert.equal(maskText(text), text);
});

Deno.test("maskText() covers tokens and passwords in headers, queries and URLs", () => {
  const cases = {
    "authorization: Bearer abc.def-ghi": "authorization: Bearer [hidden]",
    "GET /x?access_token=abc&a=1": "GET /x?access_token=[hidden]&a=1",
    '{"password":"p w","a":1}': '{"password":[hidden],"a":1}',
    "postgres://maru:pw@127.0.0.1/maru": "postgres://maru:[hidden]@127.0.0.1/maru",
  };
  for (const [text, masked] of Object.entries(cases)) assert.equal(maskText(text), masked, text);
});

Deno.test("maskText() lets no resident number through, wherever it stands", () => {
  const residentNumber = fc.record({
    born: fc.date({
      min: new Date("1930-01-01"),
      max: new Date("2029-12-31"),
      noInvalidDate: true,
    }),
    separator: fc.constantFrom("", "-", " "),
    serial: fc.integer({ min: 1_000_000, max: 8_999_999 }),
  }).map(({ born, separator, serial }) =>
    born.toISOString().slice(2, 10).replaceAll("-", "") + separator + serial
  );
  const digits = fc.stringMatching(/^([0-9]{1,8}[ ,:]){0,3}$/);
  const around = fc.tuple(fc.string(), digits)
    .map(([text, numbers]) => `${text.replace(/[0-9]/g, "x")}.${numbers}`);
  fc.assert(fc.property(around, residentNumber, around, (before, number, after) => {
    assert.ok(!maskText(before + number + after.replace(/^[0-9]/, "x")).includes(number.slice(-7)));
  }));
});

Deno.test("maskFields() drops the values of secret names at any depth", () => {
  const masked = maskFields({
    r: "R-value",
    key: "k",
    password: "p",
    randomNum: "1",
    nested: { resident_number: "2", items: [{ "x-api-key": "3", accessToken: "4" }] },
    pfx: new Uint8Array(3),
    token: undefined,
    peer: "codef",
  });
  assert.deepEqual(masked, {
    r: "[hidden]",
    key: "[hidden]",
    password: "[hidden]",
    randomNum: "[hidden]",
    nested: {
      resident_number: "[hidden]",
      items: [{ "x-api-key": "[hidden]", accessToken: "[hidden]" }],
    },
    pfx: "[hidden]",
    token: undefined,
    peer: "codef",
  });
});

Deno.test("maskFields() keeps identifiers under their names, but no resident number", () => {
  const fields = { orderId: "123456789012", id: "880101-1234567", note: "123456789012" };
  assert.deepEqual(maskFields(fields), {
    orderId: "123456789012",
    id: "******-*******",
    note: "*********012",
  });
});

Deno.test("maskFields() makes every kind of value fit for JSON", () => {
  const round: Record<string, unknown> = { at: new Date(0), amountWon: 5n, at2: new Date(NaN) };
  round.self = round;
  round.bytes = new Uint8Array(4);
  round.work = () => {};
  round.error = new TypeError("phone 010-1234-5678", { cause: new Error("password=abc") });
  round.residentAsNumber = 8801011234567;
  round.atMs = 1_763_674_500_000;
  const text = JSON.stringify(maskFields(round));
  assert.match(text, /"at":"1970-01-01T00:00:00.000Z","amountWon":"5","at2":null/);
  assert.match(text, /\[deeper\]/);
  assert.match(text, /"bytes":"\[4 bytes\]","work":"\[function\]"/);
  assert.match(text, /"atMs":1763674500000/);
  assert.doesNotMatch(text, /1234-5678|abc|8801011234567/);
});
