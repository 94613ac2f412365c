import assert from "node:assert/strict";
import { openCustomerSite } from "./customer_test_site.ts";

Deno.test("a file of a year without holidays is refused as its page is", async () => {
  await using world = await openCustomerSite();
  for (const ending of ["", ".csv", ".xlsx"]) {
    const path = `/debit/requests${ending}?dueDate=2027-12-31`;
    const { status } = await world.ask("GET", path);
    assert.equal(status, 409, path);
  }
  const fitting = await world.ask("GET", "/debit/requests.csv?dueDate=2026-12-25");
  assert.equal(fitting.status, 200);
  assert.match(fitting.text, /고객번호/);
});

Deno.test("a row far beyond any file is no fault of ours", async () => {
  await using world = await openCustomerSite();
  const data = new FormData();
  data.set("contractId", world.ids.contract);
  data.set("file", new File(["고객번호,별명\nC1,가\n"], "고객.csv"));
  const { location } = await world.ask("POST", "/debit/imports", data);
  for (const afterRow of ["2147483647", "2147483648", "1e300", "9".repeat(400), "-1", "NaN"]) {
    for (let round = 0; round < 100; round++) {
      const { text, status } = await world.ask("GET", `${location}?afterRow=${afterRow}`);
      assert.equal(status, 200, afterRow);
      if (!/읽는 중/.test(text)) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
});

Deno.test("a version of the terms that no number holds is not found", async () => {
  await using world = await openCustomerSite();
  for (const version of ["2147483648", "9007199254740991"]) {
    assert.equal((await world.ask("GET", `/terms/service?version=${version}`)).status, 404);
  }
});
