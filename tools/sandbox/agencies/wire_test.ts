import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { answerBody, javaUrlEncode, readRequestBody } from "./wire.ts";

/** As the public SDK decodes an answer. */
const sdkDecode = (text: string) => decodeURIComponent(text.replaceAll("+", " "));

Deno.test("javaUrlEncode() is undone by the SDK's way of decoding, whatever the text", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => {
    equal(sdkDecode(javaUrlEncode(text)), text);
  }));
});

Deno.test("javaUrlEncode() writes what java.net.URLEncoder writes", () => {
  // From the documentation of java.net.URLEncoder: letters, digits and . - * _ stay, a space is a plus.
  equal(javaUrlEncode("aZ09.-*_ +/=~!'()"), "aZ09.-*_+%2B%2F%3D%7E%21%27%28%29");
  equal(javaUrlEncode("마루"), "%EB%A7%88%EB%A3%A8");
});

Deno.test("readRequestBody() reads encoded bodies, plain JSON and JSON of encoded texts alike", () => {
  const fields = { userName: "홍길동", certPassword: "ab+/cd==", is2Way: true };
  const texts = Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      typeof value === "string" ? encodeURIComponent(value) : value,
    ]),
  );
  deepEqual(readRequestBody(encodeURIComponent(JSON.stringify(fields))), fields);
  deepEqual(readRequestBody(JSON.stringify(fields)), fields);
  deepEqual(readRequestBody(JSON.stringify(texts)), fields);
});

Deno.test("readRequestBody() refuses what is no object", () => {
  for (const body of ["", "%", "[1]", "null", "%7B", "a=b"]) {
    equal(readRequestBody(body), undefined);
  }
});

Deno.test("answerBody() carries code, message, id and data", () => {
  const body = answerBody({ answer: "closed", transactionId: "t1", extraMessage: "08시 + 22시" });
  deepEqual(JSON.parse(sdkDecode(body)), {
    result: {
      code: "CF-12041",
      extraMessage: "08시 + 22시",
      message: "해당 기관의 서비스 이용시간이 아닙니다.",
      transactionId: "t1",
    },
    data: {},
  });
});
