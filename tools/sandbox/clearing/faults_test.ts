import { deepEqual, equal, notDeepEqual, ok, rejects } from "node:assert/strict";
import type { FaultKind } from "../context.ts";
import { debitFile, evidenceFile, recordsOf, registrationFile } from "./testing/made_files.ts";
import { download, names, upload, withSftp } from "./testing/sftp_client.ts";
import { batch, inHouse, nameOf, state, type TestHouse } from "./testing/test_house.ts";

const DAY = "2026-11-25";
const POOR = "110277990021";
const debits = Array.from({ length: 25 }, (_, index) => ({
  payerNumber: `P${index + 1}`,
  amountWon: 10_000 + index,
  account: index % 5 === 0 ? POOR : "110123456789",
}));
const request = debitFile("EB21", DAY, debits);

/** A house whose EB22 of the day lies ready, and its bytes. */
function withResult(run: (house: TestHouse, right: Uint8Array) => Promise<void>): Promise<void> {
  return inHouse("2026-11-24 15:00", async (house) => {
    await house.send("EB21", DAY, request);
    house.moveTo("2026-11-26 03:00");
    await run(house, await house.receive("EB22", DAY));
  });
}

/** The result as it comes with the switch on; it must come right again after it. */
async function spoilt(kind: FaultKind): Promise<{ right: Uint8Array; wrong: Uint8Array }> {
  let found: { right: Uint8Array; wrong: Uint8Array } | undefined;
  await withResult(async (house, right) => {
    house.switchOn(kind, "EB22", 1);
    const wrong = await house.receive("EB22", DAY);
    deepEqual(await house.receive("EB22", DAY), right);
    found = { right, wrong };
  });
  return found!;
}

const changed = (right: Uint8Array, wrong: Uint8Array) => {
  const before = recordsOf(right, 150);
  return recordsOf(wrong, 150).filter((text, index) => text !== before[index]);
};

Deno.test("reject-file refuses the next file whole, and nobody is debited", () =>
  inHouse("2026-11-24 15:00", async (house) => {
    house.switchOn("reject-file", "EB21", 1);
    equal((await house.send("EB21", DAY, request)).data.file_status, 2);
    equal((await house.send("EB21", DAY, request)).data.file_status, 5);
    house.moveTo("2026-11-26 03:00");
    equal((await (await house.control("GET", "/books")).json()).totals.count, 20);
  }));

Deno.test("reject-records refuses every tenth record, which is not debited and not in the result", () =>
  inHouse("2026-11-24 15:00", async (house) => {
    house.switchOn("reject-records", "EB21", 1);
    const sent = await house.send("EB21", DAY, request);
    equal(sent.data.error_count, 3);
    const { data } = await house.api("GET", state("EB21", DAY).replace("state", "error"));
    deepEqual(data.errors, [
      { record_no: 1, payer_no: "P1", error_code: "0051" },
      { record_no: 11, payer_no: "P11", error_code: "0051" },
      { record_no: 21, payer_no: "P21", error_code: "0051" },
    ]);
    house.moveTo("2026-11-26 03:00");
    const bytes = await house.receive("EB22", DAY);
    deepEqual(recordsOf(bytes, 150).map((text) => Number(text.slice(1, 9))), [6, 16]);
    equal(new TextDecoder().decode(bytes.slice(-150)).slice(77, 85), "00000003");
    equal((await (await house.control("GET", "/books")).json()).totals.count, 20);
  }));

Deno.test("late-result keeps a result back past its time: state 1 and 404", () =>
  withResult(async (house) => {
    house.switchOn("late-result", "EB22");
    equal((await house.api("GET", state("EB22", DAY))).data.file_status, 1);
    equal((await house.api("GET", batch("EB22", DAY))).status, 404);
    house.context.faults.clear();
    equal((await house.api("GET", state("EB22", DAY))).data.file_status, 6);
  }));

Deno.test("early-result hands out a right-looking file without failures while state says 1", () =>
  inHouse("2026-11-24 15:00", async (house) => {
    await house.send("EB21", DAY, request);
    house.switchOn("early-result", "EB22", 1);
    house.moveTo("2026-11-25 20:00");
    equal((await house.api("GET", state("EB22", DAY))).data.file_status, 1);
    const bytes = await house.receive("EB22", DAY);
    equal(recordsOf(bytes, 150).length, 0);
    equal(new TextDecoder().decode(bytes.slice(0, 33)), "H000000009912345678EB221125261125");
    equal((await house.api("GET", batch("EB22", DAY))).status, 404);
  }));

Deno.test("empty-result and truncated-result end too soon", async () => {
  equal((await spoilt("empty-result")).wrong.length, 0);
  const { right, wrong } = await spoilt("truncated-result");
  ok(wrong.length < right.length && wrong.length % 150 === 75);
  deepEqual(wrong, right.slice(0, wrong.length));
});

Deno.test("altered results differ in one field of one record, the trailer as before", async () => {
  const fields = {
    "altered-amount": [42, 55],
    "altered-sequence": [1, 9],
    "altered-code": [69, 73],
    "altered-account": [26, 42],
  };
  for (const [kind, [from, to]] of Object.entries(fields)) {
    const { right, wrong } = await spoilt(kind as FaultKind);
    deepEqual(wrong.slice(-150), right.slice(-150), kind);
    const [record, ...others] = changed(right, wrong);
    deepEqual(others, [], kind);
    const before = recordsOf(right, 150).find((text) =>
      text.slice(0, from) + text.slice(to) === record!.slice(0, from) + record!.slice(to)
    );
    notDeepEqual(before?.slice(from, to), record?.slice(from, to), kind);
  }
});

Deno.test("reordered-result has the same records in another order; doubled-record one too many", async () => {
  const { right, wrong } = await spoilt("reordered-result");
  notDeepEqual(wrong, right);
  deepEqual(recordsOf(wrong, 150).toSorted(), recordsOf(right, 150));
  const doubled = await spoilt("doubled-record");
  equal(doubled.wrong.length, doubled.right.length + 150);
  deepEqual(doubled.wrong.slice(-150), doubled.right.slice(-150));
});

Deno.test("repeated-result is the day before's, or was made up where there was none", () =>
  withResult(async (house, right) => {
    house.switchOn("repeated-result", "EB22", 1);
    const madeUp = new TextDecoder().decode(await house.receive("EB22", DAY));
    equal(madeUp.slice(19, 33), "EB221124261124");
    house.moveTo("2026-11-25 16:00");
    const next = debitFile("EB21", "2026-11-26", [{ payerNumber: "P1" }]);
    await house.send("EB21", "2026-11-26", next);
    house.moveTo("2026-11-27 03:00");
    house.switchOn("repeated-result", "EB22", 1);
    deepEqual(await house.receive("EB22", "2026-11-26"), right);
  }));

Deno.test("EB14 can be spoilt, too", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const day = "2026-11-24";
    const applications = [{ payerNumber: "P1", account: "110277990012" }];
    await house.send("EI13", day, evidenceFile(day, applications));
    await house.send("EB13", day, registrationFile(day, applications));
    house.switchOn("early-result", "EB14", 1);
    equal((await house.receive("EB14", day)).length, 240);
    house.moveTo("2026-11-26 14:00");
    const [right] = recordsOf(await house.receive("EB14", day), 120);
    house.switchOn("altered-code", "EB14", 1);
    const [wrong] = recordsOf(await house.receive("EB14", day), 120);
    equal(wrong, right?.replace("N0012", "N0999"));
    house.switchOn("repeated-result", "EB14", 1);
    equal(
      new TextDecoder().decode(await house.receive("EB14", day)).slice(19, 33),
      "EB141123261123",
    );
  }));

Deno.test("cut-connection ends an upload and a download in the middle; nothing has come", () =>
  inHouse("2026-11-24 15:00", async (house) => {
    house.switchOn("cut-connection", "EB21", 1);
    await rejects(house.send("EB21", DAY, request));
    equal((await house.api("GET", state("EB21", DAY))).data.file_status, 0);
    equal((await house.send("EB21", DAY, request)).data.file_status, 5);
    house.moveTo("2026-11-26 03:00");
    house.switchOn("cut-connection", "EB22", 1);
    await rejects(house.receive("EB22", DAY));
    equal((await house.receive("EB22", DAY)).length, 7 * 150);
  }));

Deno.test("cut-after-work takes the file and says nothing: the state knows it", () =>
  inHouse("2026-11-24 15:00", async (house) => {
    house.switchOn("cut-after-work", "EB21", 1);
    await rejects(house.send("EB21", DAY, request), /lost/);
    const found = await house.api("GET", `${state("EB21", DAY)}&wait_for_result=true`);
    equal(found.data.file_status, 5);
    equal((await house.api("POST", batch("EB21", DAY))).code, "B0007");
  }));

Deno.test("false-duplicate answers 409 though nothing came", () =>
  inHouse("2026-11-24 15:00", async (house) => {
    house.switchOn("false-duplicate", "EB21", 1);
    equal((await house.api("POST", batch("EB21", DAY))).status, 409);
    equal((await house.api("GET", state("EB21", DAY))).status, 404);
    equal((await house.send("EB21", DAY, request)).data.file_status, 5);
  }));

Deno.test("the API can be down, slow, cut, or fail after its work", () =>
  inHouse("2026-11-24 15:00", async (house) => {
    house.switchOn("down", "EB21", 1);
    equal((await house.api("POST", batch("EB21", DAY))).status, 503);
    house.switchOn("error-after-work", "EB21", 1);
    equal((await house.api("POST", batch("EB21", DAY))).status, 500);
    equal((await house.api("GET", state("EB21", DAY))).data.file_status, 0);
    house.context.faults.add({ kind: "slow", service: "clearing", document: "EB21", delayMs: 200 });
    const before = performance.now();
    await house.api("GET", state("EB21", DAY));
    ok(performance.now() - before >= 190);
    house.context.faults.clear();
    house.switchOn("reset", "EB21", 1);
    await rejects(house.api("GET", state("EB21", DAY)));
    equal((await house.api("GET", state("EB21", DAY))).status, 200);
  }));

Deno.test("a bank's line can be down for one bank alone, late, early and cut", () =>
  inHouse("2026-11-25 10:00", async (house) => {
    const bytes = debitFile("EB21", DAY, [{ payerNumber: "P1", bank: "020", account: POOR }]);
    const put = () =>
      house.line("020", (sftp) => upload(sftp, `/in/${nameOf("EB21", DAY)}`, bytes));
    house.context.faults.add({ kind: "down", service: "bank-line", subject: "020" });
    await rejects(put());
    deepEqual(await house.line("004", (sftp) => names(sftp, "/in")), []);
    house.context.faults.clear();
    house.switchOn("cut-connection", "EB21", 1);
    await rejects(put());
    house.switchOn("cut-after-work", "EB21", 1);
    await rejects(put());
    deepEqual(await house.line("020", (sftp) => names(sftp, "/in")), ["EB211125_2026"]);
    house.switchOn("early-result", "EB22", 1);
    const early = await house.line("020", async (sftp) => {
      deepEqual(await names(sftp, "/out"), ["EB221125_2026"]);
      return await download(sftp, "/out/EB221125_2026");
    });
    equal(early.length, 300);
    house.moveTo("2026-11-26 11:00");
    house.switchOn("late-result", "EB22", 1);
    deepEqual(await house.line("020", (sftp) => names(sftp, "/out")), []);
    house.switchOn("truncated-result", "EB22", 1);
    const wrong = await house.line("020", (sftp) => download(sftp, "/out/EB221125_2026"));
    equal(wrong.length % 150, 75);
    equal((await house.line("020", (sftp) => download(sftp, "/out/EB221125_2026"))).length, 450);
  }));

Deno.test("the journal tells of faults, files and results", () =>
  withResult(async (house) => {
    house.switchOn("empty-result", "EB22", 1);
    const login = await house.account("GET", "EB22", DAY);
    await withSftp(login, (sftp) => names(sftp, "/"));
    const journal = Deno.readTextFileSync(`${house.folder}/sandbox/journal.ndjson`);
    const kinds = journal.trim().split("\n").map((line) => JSON.parse(line).kind);
    deepEqual(kinds, ["clearing-file", "clearing-result", "clearing-fault"]);
  }));
