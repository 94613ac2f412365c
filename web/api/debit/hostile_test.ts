import assert from "node:assert/strict";
import { openTestApi, type TestApi } from "../../testing/debit_api.ts";
import { TEST_ORIGIN } from "../../testing.ts";

/** Asks as a program does that keeps to nothing: whatever comes back is an error that says what to do. */
async function refusal(
  { site, one }: TestApi,
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; code: string }> {
  const response = await site.app.request(`${TEST_ORIGIN}${path}`, {
    ...init,
    headers: { "Authorization": `Bearer ${one.key}`, ...init.headers },
  });
  const text = await response.text();
  const label = `${init.method ?? "GET"} ${path.slice(0, 80)}: ${response.status} ${
    text.slice(0, 200)
  }`;
  assert.ok(response.status >= 400 && response.status < 500, label);
  assert.match(response.headers.get("content-type") ?? "", /^application\/json/, label);
  const { error } = JSON.parse(text);
  assert.match(error.code, /^[a-z]+(_[a-z]+)*$/, label);
  assert.match(error.message, /주십시오|없습니다|습니다\./, label);
  assert.doesNotMatch(text, /stack|debit\.|select |\.ts\b/, label);
  return { status: response.status, code: error.code };
}

function posting(body: BodyInit, headers: Record<string, string> = {}): RequestInit {
  return {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "Idempotency-Key": crypto.randomUUID(),
      ...headers,
    },
    body,
  };
}

const WITHDRAWALS = "/api/v1/debit/orders/withdrawals";

Deno.test("amounts that are no amounts are refused by their field", async () => {
  await using api = await openTestApi();
  const { customer } = api.one.ids;
  const path = `/api/v1/debit/customers/${customer}/instructions`;
  const rest = '"itemCode":"tuition","firstMonth":"2026-11-01","dueDay":25,"bankCode":"088",' +
    '"account":"110-123-456789","holder":"김하늘","holderIdentity":"900101"';
  for (
    const won of [
      "-1",
      "0",
      "0.1",
      "9007199254740991",
      "9007199254740993",
      "9223372036854775807",
      "9223372036854775808",
      "-9223372036854775809",
      "1e308",
      '"100000"',
      "true",
      "null",
      "[100000]",
    ]
  ) {
    for (const names of [["limitWon", "monthlyWon"], ["monthlyWon", "limitWon"]]) {
      const body = `{${rest},"${names[0]}":${won},"${names[1]}":100000}`;
      const { status, code } = await refusal(api, path, posting(body));
      assert.deepEqual([status, code], [422, "invalid_input"], `${names[0]} ${won}`);
    }
  }
  const { body } = await api.get(`/customers/${customer}`);
  assert.equal(body.instructions.length, 1);
});

Deno.test("bodies that two readers could read differently are refused before anything is done", async () => {
  await using api = await openTestApi();
  const { order } = api.one.ids;
  const bodies: readonly BodyInit[] = [
    `{"orderIds":[],"orderIds":["${order}"]}`,
    `{"orderIds":[],"order\\u0049ds":["${order}"]}`,
    `{"orderIds":${"[".repeat(5_000)}${"]".repeat(5_000)}}`,
    new Uint8Array([0x7b, 0x22, 0xb1, 0xe8, 0x22, 0x3a, 0x31, 0x7d]),
    `{"orderIds":["${order}"]} {}`,
    `{"orderIds":["${order}"],}`,
    `{'orderIds':["${order}"]}`,
    "",
  ];
  for (const body of bodies) {
    assert.deepEqual(await refusal(api, WITHDRAWALS, posting(body)), {
      status: 400,
      code: "invalid_json",
    });
  }
  for (
    const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/json-patch+json",
      "application/jsonp",
      "text/json",
      "",
    ]
  ) {
    const { status } = await refusal(
      api,
      WITHDRAWALS,
      posting(`{"orderIds":["${order}"]}`, { "Content-Type": type }),
    );
    assert.equal(status, 415, type);
  }
  assert.equal((await api.get(`/orders/${order}`)).body.state, "waiting");
});

Deno.test("keys elsewhere than in their header, or in another form, open nothing", async () => {
  await using api = await openTestApi();
  const { key } = api.one;
  for (
    const authorization of [
      "",
      key,
      `Basic ${btoa(`${key}:`)}`,
      `Bearer ${key}, Bearer ${api.two.key}`,
      `Bearer ${key} ${api.two.key}`,
      `Bearer ${key}\u00a0`,
      `Bearer ${"x".repeat(8_000)}`,
      `Bearer ' or '1'='1`,
    ]
  ) {
    const { status } = await refusal(api, "/api/v1/debit/customers", {
      headers: { "Authorization": authorization },
    });
    assert.equal(status, 401, authorization.slice(0, 20));
  }
  const { status } = await refusal(api, `/api/v1/debit/customers?key=${key}`, {
    headers: { "Authorization": "" },
  });
  assert.equal(status, 401);
  for (const once of ["", " ", "a b", "가", "x".repeat(201), "a\tb", "\u00e9"]) {
    const headers = new Headers({ "Content-Type": "application/json" });
    try {
      headers.set("Idempotency-Key", once);
    } catch {
      continue;
    }
    const init = { method: "POST", headers: Object.fromEntries(headers), body: '{"orderIds":[]}' };
    const { code } = await refusal(api, WITHDRAWALS, init);
    assert.equal(code, "idempotency_key_missing", JSON.stringify(once));
  }
});

Deno.test("a cursor of another merchant, or made up, shows nothing of anybody", async () => {
  await using api = await openTestApi();
  for (const number of ["Z1", "Z2"]) {
    await api.post("/customers", {
      contractId: api.two.ids.contract,
      number,
      name: "이바다",
      kind: "individual",
      mobile: "010-2222-3333",
    }, { key: api.two.key });
  }
  for (const list of ["/customers", "/orders", "/registrations", "/events"]) {
    const { body: others } = await api.get(`${list}?limit=1`, api.two.key);
    const cursor = others.next ?? others.rows[0]?.id;
    const { status, body } = await api.get(`${list}?limit=200&after=${cursor}`);
    if (status === 400) continue;
    assert.equal(status, 200, list);
    const { body: all } = await api.get(`${list}?limit=200`);
    const own = new Set(all.rows.map(({ id }) => id));
    assert.ok(body.rows.every(({ id }) => own.has(id)), list);
  }
  for (
    const cursor of ["-1", "1e9", "99999999999999999999", "%00", "../..", "eyJpZCI6MX0=", "'--"]
  ) {
    for (const list of ["/customers", "/orders", "/registrations", "/candidates"]) {
      const query = `contractId=${api.one.ids.contract}&after=${encodeURIComponent(cursor)}` +
        (list === "/candidates" ? "&dueDate=2026-11-25" : "");
      await refusal(api, `/api/v1/debit${list}?${query}`);
    }
  }
});

Deno.test("paths, methods and ids that are none are told in JSON too", async () => {
  await using api = await openTestApi();
  const { order } = api.one.ids;
  for (
    const path of [
      "/api/v1/debit/none",
      "/api/v1/debit/orders/",
      "/api/v1/debit/orders/%2e%2e%2fcustomers",
      `/api/v1/debit/orders/${"9".repeat(4_000)}`,
      `/api/v1/debit/orders/${order}'`,
      `/api/v1/debit/orders/${order}%0d%0aX-Injected:%201`,
    ]
  ) assert.equal((await refusal(api, path)).status, 404, path.slice(0, 60));
  for (const method of ["PUT", "PATCH", "DELETE"]) {
    await refusal(api, `/api/v1/debit/orders/${order}`, { method });
  }
  assert.equal((await api.get(`/orders/${order}`)).body.state, "waiting");
});

Deno.test("the doors in front of the routes refuse in the API's shape too", async () => {
  await using api = await openTestApi();
  const { order } = api.one.ids;
  for (
    const path of [
      `/api/v1/debit/orders/${order}%00`,
      "/api/v1/debit/customers?text=%00",
      "/api/v1/debit/none%00",
    ]
  ) {
    assert.deepEqual(await refusal(api, path), { status: 400, code: "bad_request" }, path);
  }
  const long = `{"orderIds":["${"x".repeat(1_100_000)}"]}`;
  assert.deepEqual(await refusal(api, WITHDRAWALS, posting(long)), {
    status: 413,
    code: "body_too_large",
  });
  const { contract } = api.one.ids;
  const beyond = `/api/v1/debit/candidates?contractId=${contract}&dueDate=2031-11-25`;
  assert.deepEqual(await refusal(api, beyond), { status: 409, code: "calendar_not_covered" });
});

Deno.test("who asks too often is told in the API's words when to come again", async () => {
  await using api = await openTestApi();
  const { site, one } = api;
  let answer: Response;
  do {
    answer = await site.app.request(`${TEST_ORIGIN}/api/v1/debit/events`, {
      headers: { "Authorization": `Bearer ${one.key}` },
    });
    await answer.body?.cancel();
  } while (answer.status === 200);
  assert.deepEqual(await refusal(api, "/api/v1/debit/events"), {
    status: 429,
    code: "rate_limited",
  });
  assert.match(answer.headers.get("retry-after") ?? "", /^\d+$/);
});
