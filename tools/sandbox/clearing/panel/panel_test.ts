import { equal, ok } from "node:assert/strict";
import { debitFile } from "../testing/made_files.ts";
import { inHouse, type TestHouse } from "../testing/test_house.ts";

const form = (house: TestHouse, path: string, fields: Record<string, string> = {}) =>
  house.app.request(`/clearing-house${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
  });

const page = async (house: TestHouse) => await (await house.app.request("/clearing-house")).text();

Deno.test("the page shows files by day and moves to the next result, without a script", () =>
  inHouse("2026-11-24 15:00", async (house) => {
    ok((await page(house)).includes("아직 주고받은 파일이 없습니다."));
    await house.send(
      "EB21",
      "2026-11-25",
      debitFile("EB21", "2026-11-25", [{ payerNumber: "P1" }]),
    );
    const before = await page(house);
    ok(before.includes("EB211125_2026") && before.includes("2026-11-26 03:00:00"));
    ok(!/<script|\sstyle=|\son\w+=/.test(before));
    equal((await form(house, "/clock")).headers.get("location"), "/clearing-house#clock");
    equal(house.context.now().toISOString().slice(0, 16), "2026-11-25T18:00");
    const after = await page(house);
    ok(after.includes("EB221125_2026") && after.includes("1건"));
    ok(after.includes("기다리는 결과가 없습니다."));
  }));

Deno.test("faults, holidays, accounts and settings are changed by forms", () =>
  inHouse("2026-11-24 15:00", async (house) => {
    const fault = { kind: "late-result", service: "clearing", document: "EB22", subject: "" };
    equal((await form(house, "/faults", { ...fault, count: "2", delayMs: "" })).status, 303);
    const [rule] = house.context.faults.list();
    equal(rule?.document, "EB22");
    ok((await page(house)).includes("결과 지연"));
    equal((await form(house, `/faults/${rule?.id}/removal`)).status, 303);
    equal(house.context.faults.list().length, 0);

    await form(house, "/holidays", { date: "2026-12-24", name: "임시공휴일" });
    ok((await page(house)).includes("2026-12-24 임시공휴일"));
    await form(house, "/holidays/2026-12-24/removal");
    ok((await page(house)).includes("추가한 휴일이 없습니다."));

    const account = { bankCode: "088", accountNumber: "110000000001", holder: "<b>견본</b>" };
    await form(house, "/accounts", { ...account, code: "0021", at: "", succeedsOnTry: "2" });
    const shown = await page(house);
    ok(shown.includes("&lt;b&gt;견본&lt;/b&gt;") && shown.includes("2회차부터 정상"));
    await form(house, "/accounts/removal");
    equal(house.clearing.clearingHouse.house.rules.list().length, 0);

    await form(house, "/settings", { withoutFailures: "absent" });
    ok((await page(house)).includes("결과 파일을 만들지 않습니다"));
  }));

Deno.test("a person registers at a bank's counter", () =>
  inHouse("2026-11-24 15:00", async (house) => {
    const application = {
      bankCode: "004",
      accountNumber: "110123456789",
      payerNumber: "P1",
      birthOrBusinessNumber: "900101",
      kind: "1",
      rail: "clearing",
      isMove: "",
    };
    equal((await form(house, "/applications", application)).status, 303);
    equal(house.clearing.clearingHouse.house.mandates.list()[0]?.state, "pending");
  }));

Deno.test("what cannot be taken is told above the page", () =>
  inHouse("2026-11-24 15:00", async (house) => {
    const wrong = [
      await form(house, "/faults", { kind: "none" }),
      await form(house, "/accounts", { bankCode: "088", accountNumber: "x" }),
      await form(house, "/applications", { bankCode: "000" }),
      await form(house, "/holidays", { date: "tomorrow", name: "휴일" }),
    ];
    for (const response of wrong) {
      equal(response.status, 422);
      ok((await response.text()).includes('role="alert"'));
    }
  }));
