import { deepEqual, equal } from "node:assert/strict";
import { debitFile, evidenceFile, INSTITUTION } from "../testing/made_files.ts";
import { upload, withSftp } from "../testing/sftp_client.ts";
import { batch, inHouse, state, type TestHouse } from "../testing/test_house.ts";

const DAY = "2026-11-25";
const oneDebit = debitFile("EB21", DAY, [{ payerNumber: "P1" }]);

function tokenRequest(house: TestHouse, changes: Record<string, string>) {
  const form = {
    grant_type: "client_credentials",
    client_id: "maru-clearing-demo",
    client_secret: "maru-clearing-demo-secret",
    inst_code: INSTITUTION,
    scope: "CMS_INSTITUTE",
    ...changes,
  };
  return house.app.request("/clearing/auth/token", {
    method: "POST",
    body: new URLSearchParams(form),
  });
}

Deno.test("a token is for a client, its institution and the scope, and lives a day", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const given = await (await tokenRequest(house, {})).json();
    equal(given.expires_in, 86_400);
    const ask = () =>
      house.app.request("/clearing/biz/institute/detail", {
        headers: { Authorization: `Bearer ${given.access_token}` },
      });
    equal((await (await ask()).json()).data.inst_code, INSTITUTION);
    house.moveTo("2026-11-25 10:01");
    const ended = await ask();
    equal(ended.status, 401);
    equal((await ended.json()).response_code, "B0002");
    for (const field of ["client_secret", "scope", "inst_code"]) {
      const refused = await tokenRequest(house, { [field]: "1234567890" });
      equal(refused.status, 401);
      equal((await refused.json()).response_code, "B0003");
    }
    equal((await tokenRequest(house, { grant_type: "password" })).status, 400);
  }));

Deno.test("without a token nothing is told", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const paths = [batch("EB22", DAY), state("EB21", DAY), "/biz/institute/detail"];
    for (const path of paths) {
      equal((await house.app.request(`/clearing${path}`)).status, 401, path);
    }
  }));

Deno.test("a file is taken once: B0007 with 409 after it, new accounts before it", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    equal((await house.api("GET", state("EB21", DAY))).code, "B0004");
    await house.account("POST", "EB21", DAY);
    equal((await house.api("GET", state("EB21", DAY))).data.file_status, 0);
    const sent = await house.send("EB21", DAY, oneDebit);
    deepEqual(sent.data, {
      file_type: "EB21",
      file_name: "EB211125",
      transaction_date: "20261125",
      file_status: 5,
      record_count: 1,
      valid_count: 1,
      error_count: 0,
      total_amount: 10_000,
    });
    const again = await house.api("POST", batch("EB21", DAY));
    equal(again.status, 409);
    equal(again.code, "B0007");
  }));

Deno.test("dates that cannot be are refused with a code of their own", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const code = async (method: string, kind: string, day: string) =>
      (await house.api(method, batch(kind, day))).code;
    equal(await code("POST", "EB21", "2026-11-28"), "B0006");
    equal(await code("POST", "EB21", "2028-01-03"), "B0006");
    equal(await code("POST", "EB13", "2026-11-25"), "B0010");
    equal(await code("POST", "EB21", "2026-12-30"), "B0010");
    equal(await code("POST", "EB21", "2026-11-24"), "B0008");
    equal(await code("POST", "EC21", "2026-11-23"), "B0008");
    equal(await code("POST", "EB22", DAY), "B0001");
    equal(await code("GET", "EB21", DAY), "B0001");
    equal(await code("GET", "EB99", DAY), "B0001");
    equal(await code("GET", "EB22", DAY), "B0004");
  }));

Deno.test("a file that is complete after its time is refused whole with state 4", () =>
  inHouse("2026-11-24 16:59", async (house) => {
    const login = await house.account("POST", "EB21", DAY);
    house.moveTo("2026-11-24 17:01");
    await withSftp(login, (sftp) => upload(sftp, "EB211125_2026", oneDebit));
    const found = await house.api("GET", `${state("EB21", DAY)}&wait_for_result=true`);
    equal(found.data.file_status, 4);
    const { data } = await house.api("GET", state("EB21", DAY).replace("state", "error"));
    equal(data.validation_message, "R");
    deepEqual(data.refusal, { code: "B0008", reason: "it came too late" });
  }));

Deno.test("PUT takes a file back until its time; then it may be sent again", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    equal((await house.api("PUT", batch("EB21", DAY))).code, "B0009");
    await house.send("EB21", DAY, oneDebit);
    equal((await house.api("PUT", batch("EB21", DAY))).data.file_status, 9);
    equal((await house.api("GET", state("EB21", DAY))).data.file_status, 9);
    equal((await house.send("EB21", DAY, oneDebit)).data.file_status, 5);
    house.moveTo("2026-11-24 17:30");
    equal((await house.api("PUT", batch("EB21", DAY))).code, "B0009");
    house.moveTo("2026-11-26 03:00");
    const { totals } = await (await house.control("GET", "/books")).json();
    deepEqual(totals, { count: 1, amountWon: 10_000 });
  }));

Deno.test("states lists a month's files, oldest first, and has nothing to say of an empty month", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const range = "search_start_date=20261101&search_end_date=20261130";
    equal((await house.api("GET", `/biz/batch/states?${range}`)).status, 404);
    await house.send("EI13", "2026-11-24", evidenceFile("2026-11-24", [{ payerNumber: "P1" }]));
    await house.send("EB21", DAY, oneDebit);
    house.moveTo("2026-11-26 03:00");
    const { data } = await house.api("GET", `/biz/batch/states?${range}`);
    const rows = data.content as { file_name: string; file_status: number }[];
    deepEqual(rows.map((row) => [row.file_name, row.file_status]), [
      ["EI131124", 5],
      ["EB211125", 5],
      ["EB221125", 6],
    ]);
    const only = await house.api("GET", `/biz/batch/states?${range}&file_type=EB22`);
    equal((only.data.content as unknown[]).length, 1);
    const long = "search_start_date=20261001&search_end_date=20261130";
    equal((await house.api("GET", `/biz/batch/states?${long}`)).code, "B0001");
  }));

Deno.test("the calendar tells weekends and holidays, and those of the panel", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    await house.control("POST", "/holidays", { date: "2026-12-24", name: "임시공휴일" });
    const path = "/biz/common/dates?search_start_date=20261221&search_end_date=20261228";
    const { data } = await house.api("GET", `${path}&is_holiday=true`);
    deepEqual(data, [
      { date: "20261224", is_holiday: true, name: "임시공휴일" },
      { date: "20261225", is_holiday: true, name: "기독탄신일" },
      { date: "20261226", is_holiday: true, name: "주말" },
      { date: "20261227", is_holiday: true, name: "주말" },
    ]);
    const open = await house.api("GET", `${path}&is_holiday=false`);
    equal((open.data as unknown as unknown[]).length, 4);
    const beyond = "/biz/common/dates?search_start_date=20271230&search_end_date=20280102";
    equal((await house.api("GET", beyond)).code, "B0006");
    equal((await house.api("POST", batch("EB21", "2026-12-24"))).code, "B0006");
  }));

Deno.test("the institution learns its limits and what it has used of the month", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    await house.control("PUT", "/settings", { itemLimitWon: 20_000, monthLimitWon: 25_000 });
    await house.send("EB21", DAY, oneDebit);
    const { data } = await house.api("GET", "/biz/institute/detail");
    equal(data.item_limit, 20_000);
    equal(data.month_limit, 25_000);
    equal(data.month_used, 10_000);
    const over = debitFile("EB21", "2026-11-26", [{ payerNumber: "P1", amountWon: 15_001 }]);
    equal((await house.send("EB21", "2026-11-26", over)).data.file_status, 2);
  }));
