import { deepEqual, equal } from "node:assert/strict";
import {
  ACCOUNT,
  answerFile,
  BANK,
  debitFile,
  evidenceFile,
  INSTITUTION,
  type MadeApplication,
  recordsOf,
  registrationFile,
} from "./testing/made_files.ts";
import { batch, inHouse, state, type TestHouse } from "./testing/test_house.ts";

const DAY = "2026-11-24";

/** Payer, code and application kind of the records of EB14. */
async function refusals(house: TestHouse): Promise<string[]> {
  return recordsOf(await house.receive("EB14", DAY), 120)
    .map((text) => `${text.slice(26, 46).trim()} ${text.slice(91, 96)} ${text.slice(25, 26)}`);
}

async function centreErrors(house: TestHouse): Promise<string[]> {
  const { data } = await house.api("GET", state("EB13", DAY).replace("state", "error"));
  const errors = data.errors as { record_no: number; payer_no: string; error_code: string }[];
  return errors.map((error) => `${error.record_no} ${error.payer_no} ${error.error_code}`);
}

async function apply(house: TestHouse, applications: readonly MadeApplication[]) {
  const proven = applications.filter((each) => (each.kind ?? "1") === "1");
  await house.send("EI13", DAY, evidenceFile(DAY, proven));
  return await house.send("EB13", DAY, registrationFile(DAY, applications));
}

Deno.test("EB13 is answered on D+2 at 14:00 with refusals alone; the rest is registered", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const sent = await apply(house, [
      { payerNumber: "P1", bank: "004" },
      { payerNumber: "P2", account: "110277990012" },
      { payerNumber: "P3", account: "110277990031" },
    ]);
    equal(sent.data.file_status, 5);
    house.moveTo("2026-11-26 13:59");
    equal((await house.api("GET", batch("EB14", DAY))).status, 404);
    equal((await house.api("GET", state("EB14", DAY))).data.file_status, 1);
    house.moveTo("2026-11-26 14:00");
    equal((await house.api("GET", state("EB14", DAY))).data.file_status, 6);
    deepEqual(await refusals(house), ["P2 N0012 1", "P3 N0031 1"]);
    const { mandates } = await (await house.control("GET", "/mandates")).json();
    const active = mandates.filter((mandate: { state: string }) => mandate.state === "active");
    deepEqual(active.map((mandate: { payerNumber: string }) => mandate.payerNumber), ["P1"]);
  }));

Deno.test("a new mandate without evidence of the last 24 hours is 0078, at once and in EB14", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    await house.send("EI13", DAY, evidenceFile(DAY, [{ payerNumber: "P1" }]));
    const applications = [{ payerNumber: "P1" }, { payerNumber: "P2" }];
    const sent = await house.send("EB13", DAY, registrationFile(DAY, applications));
    equal(sent.data.file_status, 3);
    deepEqual(await centreErrors(house), ["2 P2 0078"]);
    house.moveTo("2026-11-26 14:00");
    deepEqual(await refusals(house), ["P2 N0078 1"]);
  }));

Deno.test("evidence of more than a day ago does not count", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    await house.send("EI13", DAY, evidenceFile(DAY, [{ payerNumber: "P1" }]));
    house.moveTo("2026-11-25 10:01");
    await house.send("EB13", DAY, registrationFile(DAY, [{ payerNumber: "P1" }]));
    deepEqual(await centreErrors(house), ["1 P1 0078"]);
  }));

Deno.test("the centre refuses records of EB13 one by one, each with its code", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const sent = await apply(house, [
      { payerNumber: "P1", holderNumber: "9001011234567" },
      { payerNumber: "P2", holderNumber: "90-0101" },
      { payerNumber: "P3", account: "110 23456789" },
      { payerNumber: "P4", account: "000000000000" },
      { payerNumber: "P5", bank: "005" },
      { payerNumber: "P 6" },
      { payerNumber: "P7", applyDate: "261125" },
      { payerNumber: "P8", kind: "2" },
      { payerNumber: "P9", kind: "3" },
      { payerNumber: "P10" },
      { payerNumber: "P10" },
      { payerNumber: "P11", holderNumber: "" },
      { payerNumber: "P12", handlingBranch: "CHNG" },
    ]);
    equal(sent.data.file_status, 3);
    equal(sent.data.valid_count, 1);
    deepEqual(await centreErrors(house), [
      "1 P1 0091",
      "2 P2 0088",
      "3 P3 0098",
      "4 P4 0090",
      "5 P5 0096",
      "6 P 6 A018",
      "7 P7 A011",
      "8 P8 A012",
      "9 P9 A016",
      "11 P10 A016",
      "12 P11 0088",
      "13 P12 0079",
    ]);
  }));

Deno.test("an account move is a pair: the old account is 0024 from then on, the new one is debited", () =>
  inHouse("2026-11-23 10:00", async (house) => {
    const first = "2026-11-23";
    await house.send("EI13", first, evidenceFile(first, [{ payerNumber: "P1" }]));
    await house.send("EB13", first, registrationFile(first, [{ payerNumber: "P1" }]));
    house.moveTo("2026-11-25 14:00");
    const second = "2026-11-25";
    const moved = { payerNumber: "P1", bank: "004", account: "004123456789" };
    await house.send("EI13", second, evidenceFile(second, [moved]));
    const pair = [
      { payerNumber: "P1", kind: "3", handlingBranch: "CHNG" },
      { ...moved, handlingBranch: "CHNG" },
    ];
    equal(
      (await house.send("EB13", second, registrationFile(second, pair))).data.file_status,
      5,
    );
    house.moveTo("2026-11-27 15:00");
    const debits = [{ payerNumber: "P1" }, moved];
    await house.send("EB21", "2026-11-30", debitFile("EB21", "2026-11-30", debits));
    house.moveTo("2026-12-01 03:00");
    const failed = recordsOf(await house.receive("EB22", "2026-11-30"), 150);
    deepEqual(failed.map((text) => text.slice(0, 9) + text.slice(68, 73)), ["R00000001N0024"]);
  }));

Deno.test("banks that demand a registration answer 0017 without one; the panel can make others do so", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    await house.control("PUT", "/banks/088", { demandsMandate: true });
    await house.control("PUT", "/banks/045", { demandsMandate: false });
    const debits = ["004", "088", "045", "020"].map((bank) => ({ payerNumber: `P${bank}`, bank }));
    await house.send("EB21", "2026-11-25", debitFile("EB21", "2026-11-25", debits));
    house.moveTo("2026-11-26 03:00");
    const failed = recordsOf(await house.receive("EB22", "2026-11-25"), 150);
    deepEqual(failed.map((text) => `${text.slice(91, 111).trim()} ${text.slice(69, 73)}`), [
      "P004 0017",
      "P088 0017",
    ]);
  }));

Deno.test("what persons register at banks goes out as EB11; EB12 refuses it, or it stands", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const person = {
      bankCode: "004",
      accountNumber: ACCOUNT,
      birthOrBusinessNumber: "900101",
      kind: "1",
    };
    for (const payerNumber of ["P1", "P2"]) {
      await house.control("POST", "/applications", { ...person, payerNumber });
    }
    equal((await house.api("GET", batch("EB11", DAY))).status, 404);
    house.moveTo("2026-11-25 11:00");
    const asked = recordsOf(await house.receive("EB11", DAY), 120);
    deepEqual(asked.map((text) => text.slice(1, 46).trimEnd()), [
      `00000001${INSTITUTION}2611241P1`,
      `00000002${INSTITUTION}2611241P2`,
    ]);
    const refused = [{ sequence: 2, payerNumber: "P2", code: "A013" }];
    equal((await house.send("EB12", DAY, answerFile(DAY, refused))).data.file_status, 5);
    house.moveTo("2026-11-26 15:00");
    const { mandates } = await (await house.control("GET", "/mandates")).json();
    deepEqual(
      mandates.map((
        each: { payerNumber: string; state: string },
      ) => [each.payerNumber, each.state]),
      [["P1", "active"], ["P2", "ended"]],
    );
  }));

Deno.test("EB12 must fit the EB11 that it answers, and come in time", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    await house.control("POST", "/applications", {
      bankCode: BANK,
      accountNumber: ACCOUNT,
      payerNumber: "P1",
      birthOrBusinessNumber: "900101",
      kind: "1",
    });
    equal((await house.api("POST", batch("EB12", DAY))).code, "B0010");
    house.moveTo("2026-11-25 12:00");
    const answers = [
      { sequence: 1, payerNumber: "P9", code: "A013" },
      { sequence: 1, payerNumber: "P1", code: "0021" },
    ];
    equal((await house.send("EB12", DAY, answerFile(DAY, answers))).data.error_count, 2);
    house.moveTo("2026-11-26 15:01");
    equal((await house.api("POST", batch("EB12", DAY))).code, "B0007");
    equal((await house.api("POST", batch("EB12", "2026-11-23"))).code, "B0008");
  }));

Deno.test("a person who ends a mandate at the bank is no longer debited from that moment", () =>
  inHouse("2026-11-20 10:00", async (house) => {
    const friday = "2026-11-20";
    await house.send("EI13", friday, evidenceFile(friday, [{ payerNumber: "P1" }]));
    await house.send("EB13", friday, registrationFile(friday, [{ payerNumber: "P1" }]));
    house.moveTo("2026-11-24 14:00");
    await house.send(
      "EB21",
      "2026-11-25",
      debitFile("EB21", "2026-11-25", [{ payerNumber: "P1" }]),
    );
    house.moveTo("2026-11-25 09:00");
    await house.control("POST", "/applications", {
      bankCode: BANK,
      accountNumber: ACCOUNT,
      payerNumber: "P1",
      birthOrBusinessNumber: "900101",
      kind: "3",
    });
    house.moveTo("2026-11-26 03:00");
    const [failed] = recordsOf(await house.receive("EB22", "2026-11-25"), 150);
    equal(failed?.slice(68, 73), "N0019");
  }));

Deno.test("an EB13 that is taken back leaves nothing pending", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    await apply(house, [{ payerNumber: "P1" }]);
    await house.api("PUT", batch("EB13", DAY));
    const again = await house.send("EB13", DAY, registrationFile(DAY, [{ payerNumber: "P1" }]));
    equal(again.data.file_status, 5);
    equal((await house.api("POST", batch("EB13", DAY))).code, "B0007");
  }));
