import { deepEqual, equal, ok } from "node:assert/strict";
import { debitFile } from "../testing/made_files.ts";
import { inHouse } from "../testing/test_house.ts";

Deno.test("rules for accounts come in bulk; a wrong one is named and nothing is taken", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const accounts = Array.from({ length: 10_000 }, (_, index) => ({
      bankCode: "088",
      accountNumber: String(110_000_000_000 + index),
      holder: `견본${index}`,
    }));
    const taken = await house.control("POST", "/accounts", { accounts });
    equal(taken.status, 201);
    deepEqual(await taken.json(), { count: 10_000 });
    const wrong = [accounts[0], { bankCode: "088", accountNumber: "1-2" }];
    const refused = await house.control("POST", "/accounts", { accounts: wrong });
    equal(refused.status, 422);
    const { field, index } = await refused.json();
    deepEqual([field, index], ["accountNumber", 1]);
    equal((await house.control("DELETE", "/accounts")).status, 204);
    deepEqual(await (await house.control("GET", "/accounts")).json(), { accounts: [] });
  }));

Deno.test("wrong banks, holidays, settings and applications are refused", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const status = async (method: string, path: string, body: unknown) =>
      (await house.control(method, path, body)).status;
    equal(await status("PUT", "/banks/999", { demandsMandate: true }), 422);
    equal(await status("PUT", "/banks/088", { demandsMandate: "yes" }), 422);
    equal(await status("POST", "/holidays", { date: "2026-02-30", name: "없음" }), 422);
    equal(await status("DELETE", "/holidays/2026-12-24", undefined), 404);
    equal(await status("PUT", "/settings", { withoutFailures: "sometimes" }), 422);
    equal(await status("PUT", "/settings", { itemLimitWon: -1 }), 422);
    equal(await status("POST", "/applications", { bankCode: "088" }), 422);
    equal(await status("GET", "/files/none", undefined), 404);
  }));

Deno.test("GET /due tells the next moment at which a result can be fetched", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const due = async () => await (await house.control("GET", "/due")).json();
    equal(await due(), null);
    await house.send(
      "EB21",
      "2026-11-25",
      debitFile("EB21", "2026-11-25", [{ payerNumber: "P1" }]),
    );
    equal((await due()).at, "2026-11-25T18:00:00.000Z");
    house.moveTo("2026-11-25 20:00");
    equal((await due()).at, "2026-11-25T18:00:00.000Z");
    house.moveTo("2026-11-26 03:00");
    equal(await due(), null);
  }));

Deno.test("a holiday that is added moves what is counted in business days", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const added = await house.control("POST", "/holidays", {
      date: "2026-11-26",
      name: "임시공휴일",
    });
    equal(added.status, 201);
    await house.control("POST", "/applications", {
      bankCode: "004",
      accountNumber: "110123456789",
      payerNumber: "P1",
      birthOrBusinessNumber: "900101",
      kind: "1",
    });
    house.moveTo("2026-11-25 11:00");
    ok((await (await house.control("GET", "/files")).json()).files.length === 1);
    equal((await (await house.control("GET", "/due")).json()).at, "2026-11-27T06:00:00.000Z");
  }));
