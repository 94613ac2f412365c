import { deepEqual, equal } from "node:assert/strict";
import { debitFile, evidenceFile, recordsOf, registrationFile } from "./testing/made_files.ts";
import { batch, inHouse, startTestHouse, state } from "./testing/test_house.ts";

const DAY = "2026-11-25";

Deno.test("books, mandates, files and tries outlast a restart", async () => {
  const folder = Deno.makeTempDirSync();
  const debits = [{ payerNumber: "P1" }, { payerNumber: "P2", account: "110277972021" }];
  await inHouse("2026-11-23 10:00", async (house) => {
    const day = "2026-11-23";
    await house.send("EI13", day, evidenceFile(day, [{ payerNumber: "P1" }]));
    await house.send("EB13", day, registrationFile(day, [{ payerNumber: "P1" }]));
    await house.send("EB21", "2026-11-24", debitFile("EB21", "2026-11-24", debits));
    house.moveTo("2026-11-25 03:00");
    equal((await house.receive("EB22", "2026-11-24")).length, 450);
  }, folder);
  await inHouse("2026-11-25 14:00", async (house) => {
    equal((await house.api("POST", batch("EB13", "2026-11-23"))).status, 409);
    const { mandates } = await (await house.control("GET", "/mandates")).json();
    equal(mandates[0].state, "active");
    await house.send("EB21", "2026-11-26", debitFile("EB21", "2026-11-26", debits));
    house.moveTo("2026-11-27 03:00");
    equal(recordsOf(await house.receive("EB22", "2026-11-26"), 150).length, 0);
    const { totals } = await (await house.control("GET", "/books")).json();
    deepEqual(totals, { count: 3, amountWon: 30_000 });
  }, folder);
});

Deno.test("a stop between the books and the result debits nobody again", async () => {
  const folder = Deno.makeTempDirSync();
  const exchange = `${folder}/sandbox/clearing/exchange.ndjson`;
  let before = "";
  await inHouse("2026-11-24 15:00", async (house) => {
    await house.send("EB21", DAY, debitFile("EB21", DAY, [{ payerNumber: "P1" }]));
    before = Deno.readTextFileSync(exchange);
    house.moveTo("2026-11-26 03:00");
    await house.receive("EB22", DAY);
  }, folder);
  // The records as they were after the books were written and before anything else was.
  Deno.writeTextFileSync(exchange, before);
  await inHouse("2026-11-26 04:00", async (house) => {
    equal((await house.receive("EB22", DAY)).length, 300);
    const { totals } = await (await house.control("GET", "/books")).json();
    deepEqual(totals, { count: 1, amountWon: 10_000 });
  }, folder);
});

Deno.test("a file whose check a stop cut off is checked after the start", async () => {
  const folder = Deno.makeTempDirSync();
  const exchange = `${folder}/sandbox/clearing/exchange.ndjson`;
  await inHouse("2026-11-24 15:00", async (house) => {
    await house.send("EB21", DAY, debitFile("EB21", DAY, [{ payerNumber: "P1" }]));
  }, folder);
  const [arrived] = Deno.readTextFileSync(exchange).split("\n");
  Deno.writeTextFileSync(exchange, `${arrived}\n`);
  const house = await startTestHouse("2026-11-24 15:10", folder);
  try {
    const found = await house.api("GET", `${state("EB21", DAY)}&wait_for_result=true`);
    equal(found.data.file_status, 5);
  } finally {
    house.stop();
  }
});
