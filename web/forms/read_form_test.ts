import assert from "node:assert/strict";
import { Hono } from "hono";
import {
  choice,
  choices,
  file,
  optionalText,
  text,
  tick,
  withObject,
  withTopic,
} from "./readers.ts";
import { readForm } from "./read_form.ts";

/** Posts the body to a form with every kind of field and gives what was read. */
async function read(body: URLSearchParams | FormData) {
  const app = new Hono();
  app.post("/", async (c) => {
    const form = await readForm(c, {
      name: text({ label: "제출자 성명", lengthMax: 5 }),
      phone: optionalText({
        label: "휴대전화",
        normalise: (typed) => typed.replaceAll("-", ""),
        pattern: /^01\d{8,9}$/,
        patternMessage: "휴대전화번호를 010-1234-5678처럼 입력해 주십시오.",
      }),
      secret: text({ label: "비밀번호", secret: true }),
      kind: choice({ label: "제출자 구분", of: ["corporate", "individual"] }),
      years: choices({ label: "귀속연도", of: ["2024", "2025"] }),
      agreed: tick({ label: "서비스 이용약관", required: true }),
    });
    return c.json(form);
  });
  return await (await app.request("/", { method: "POST", body })).json();
}

Deno.test("readForm() gives typed values and the idempotency key when all is right", async () => {
  const form = await read(
    new URLSearchParams([
      ["name", "  김하늘 "],
      ["phone", "010-2345-6789"],
      ["secret", " as typed "],
      ["kind", "individual"],
      ["years", "2025"],
      ["years", "2024"],
      ["years", "1999"],
      ["agreed", "on"],
      ["_key", "01936b2e-0000-7000-8000-000000000001"],
    ]),
  );
  assert.equal(form.ok, true);
  assert.deepEqual(form.value, {
    name: "김하늘",
    phone: "01023456789",
    secret: " as typed ",
    kind: "individual",
    years: ["2024", "2025"],
    agreed: true,
  });
  assert.equal(form.key, "01936b2e-0000-7000-8000-000000000001");
});

Deno.test("readForm() names each wrong field and keeps what was typed, but no secret", async () => {
  const form = await read(
    new URLSearchParams({ name: "여섯글자이름", phone: "12", secret: "hunter2", kind: "other" }),
  );
  assert.equal(form.ok, false);
  assert.deepEqual(form.errors, [
    { field: "name", message: "제출자 성명은 5자까지 입력할 수 있습니다." },
    { field: "phone", message: "휴대전화번호를 010-1234-5678처럼 입력해 주십시오." },
    { field: "kind", message: "제출자 구분을 선택해 주십시오." },
    { field: "agreed", message: "서비스 이용약관에 동의해 주십시오." },
  ]);
  assert.deepEqual(form.values.name, ["여섯글자이름"]);
  assert.doesNotMatch(JSON.stringify(form), /hunter2/);
});

Deno.test("readForm() reads no characters that nobody sees, of whatever turns a text's direction", async () => {
  const unseen = ["\u200e", "\u200f", "\u061c", "\u202a", "\u202e", "\u2066", "\u2069", "\u200b"];
  for (const each of unseen) {
    const sent = { name: ` ${each}김${each}하늘 ${each}`, phone: each, secret: `a${each}b` };
    const form = await read(
      new URLSearchParams({ ...sent, kind: "corporate", agreed: "on" }),
    );
    assert.equal(form.ok, true);
    assert.deepEqual(
      [form.value.name, form.value.phone, form.value.secret],
      ["김하늘", undefined, sent.secret],
      "a secret stays as it was typed",
    );
  }
  const none = await read(
    new URLSearchParams({ name: "\u202e\ufeff", secret: "x", kind: "corporate", agreed: "on" }),
  );
  assert.deepEqual(none.errors, [{ field: "name", message: "제출자 성명을 입력해 주십시오." }]);
});

Deno.test("readForm() ignores a key that is not one", async () => {
  const form = await read(
    new URLSearchParams({ name: "가", secret: "x", kind: "corporate", agreed: "on", _key: "<x>" }),
  );
  assert.equal(form.ok, true);
  assert.equal(form.key, undefined);
});

Deno.test("file() wants a file that is there and not too large", () => {
  const reader = file({ label: "서류", bytesMax: 2 * 1_048_576 });
  assert.equal(reader.read([new File(["x"], "a.pdf")]).ok, true);
  for (const sent of [[], ["a.pdf"], [new File([], "empty.pdf")]]) {
    assert.deepEqual(reader.read(sent), { ok: false, message: "서류를 선택해 주십시오." });
  }
  const large = new File([new Uint8Array(2 * 1_048_576 + 1)], "large.pdf");
  assert.deepEqual(reader.read([large]), {
    ok: false,
    message: "서류의 크기는 2MB까지입니다.",
  });
});

Deno.test("withObject() and withTopic() choose the particle by the last syllable", () => {
  assert.equal(withObject("성명"), "성명을");
  assert.equal(withObject("휴대전화"), "휴대전화를");
  assert.equal(withTopic("사업자등록번호"), "사업자등록번호는");
  assert.equal(withTopic("귀속연도(년)"), "귀속연도(년)은");
});
