import { equal, notEqual, ok } from "node:assert/strict";
import { inHouse, type TestHouse } from "../testing/test_house.ts";

const QUESTION = {
  bank_tran_id: "M202600001U000000001",
  bank_code_std: "088",
  account_num: "110123456789",
  account_holder_info_type: " ",
  account_holder_info: "900101",
  tran_dtime: "20261124100000",
};

async function tokenOf(house: TestHouse, secret = "maru-holder-demo-secret") {
  const response = await house.app.request("/openbanking/oauth/2.0/token", {
    method: "POST",
    body: new URLSearchParams({
      client_id: "maru-holder-demo",
      client_secret: secret,
      scope: "oob",
      grant_type: "client_credentials",
    }),
  });
  return { status: response.status, body: await response.json() };
}

async function ask(house: TestHouse, changes: Record<string, string> = {}, token?: string) {
  const authorization = `Bearer ${token ?? (await tokenOf(house)).body.access_token}`;
  const response = await house.app.request("/openbanking/v2.0/inquiry/real_name", {
    method: "POST",
    headers: { Authorization: authorization, "Content-Type": "application/json" },
    body: JSON.stringify({ ...QUESTION, ...changes }),
  });
  return { status: response.status, answer: await response.json() };
}

Deno.test("the holder of any account has a name, always the same, and another one elsewhere", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const { status, answer } = await ask(house);
    equal(status, 200);
    equal(answer.rsp_code, "A0000");
    equal(answer.bank_rsp_code, "000");
    equal(answer.bank_name, "신한은행");
    equal(answer.bank_tran_date, "20261124");
    equal(answer.account_num, QUESTION.account_num);
    ok(/^[가-힣]{3}$/.test(answer.account_holder_name));
    equal((await ask(house)).answer.account_holder_name, answer.account_holder_name);
    const elsewhere = (await ask(house, { account_num: "110123456788" })).answer;
    notEqual(elsewhere.account_holder_name, answer.account_holder_name);
  }));

Deno.test("a rule names the holder and the number that must fit", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    await house.control("POST", "/accounts", {
      accounts: [{
        bankCode: "088",
        accountNumber: QUESTION.account_num,
        holder: "(주)견본상사",
        birthOrBusinessNumber: "1234567890",
      }],
    });
    const business = { account_holder_info_type: "6", account_holder_info: "1234567890" };
    equal((await ask(house, business)).answer.account_holder_name, "(주)견본상사");
    const unchecked = { account_holder_info_type: "N", account_holder_info: "" };
    equal((await ask(house, unchecked)).answer.rsp_code, "A0000");
    const { answer } = await ask(house);
    equal(answer.rsp_code, "A0002");
    equal(answer.bank_rsp_code, "014");
    equal(answer.account_holder_name, "");
  }));

Deno.test("accounts that are none, closed or out of reach are told by the bank's code", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    await house.control("POST", "/accounts", {
      accounts: [{ bankCode: "088", accountNumber: "110000000041", code: "0041", at: "holder" }],
    });
    const code = async (account_num: string) =>
      (await ask(house, { account_num })).answer.bank_rsp_code;
    equal(await code("110277990012"), "012");
    equal(await code("110277990031"), "031");
    equal(await code("110000000041"), "041");
    equal(await code("110277990021"), "000");
    equal((await ask(house, { bank_code_std: "999" })).answer.bank_rsp_code, "012");
  }));

Deno.test("a wrong request, token or client is told apart", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    equal((await tokenOf(house, "wrong")).status, 401);
    equal((await ask(house, {}, "made.up")).answer.rsp_code, "O0002");
    equal((await ask(house, { account_holder_info: "9001011" })).answer.rsp_code, "A0001");
    equal((await ask(house, { bank_tran_id: "1" })).answer.rsp_code, "A0001");
    house.context.faults.add({ kind: "down", service: "open-banking", remainingCount: 1 });
    const token = await tokenOf(house);
    equal(token.status, 503);
    house.context.faults.add({ kind: "error-after-work", service: "open-banking" });
    equal((await tokenOf(house)).status, 500);
  }));
