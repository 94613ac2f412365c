import { deepEqual, equal } from "node:assert/strict";
import { ACCOUNT, BANK, debitFile, INSTITUTION, recordsOf } from "./testing/made_files.ts";
import { batch, inHouse, state, type TestHouse } from "./testing/test_house.ts";

const DAY = "2026-11-25";

async function failures(house: TestHouse, kind = "EB22", day = DAY): Promise<string[]> {
  return recordsOf(await house.receive(kind, day), 150)
    .map((text) =>
      `${Number(text.slice(1, 9))} ${text.slice(91, 111).trim()} ${text.slice(69, 73)}`
    );
}

async function books(house: TestHouse, query = "") {
  return await (await house.control("GET", `/books${query}`)).json();
}

Deno.test("EB21 is debited on its day and answered at 03:00 of the day after, failures alone", () =>
  inHouse("2026-11-24 15:00", async (house) => {
    const sent = await house.send(
      "EB21",
      DAY,
      debitFile("EB21", DAY, [
        { payerNumber: "P1", amountWon: 10_000 },
        { payerNumber: "P2", amountWon: 20_000, account: "110277990021" },
        { payerNumber: "P3", amountWon: 30_000 },
      ]),
    );
    equal(sent.data.file_status, 5);
    equal(sent.data.total_amount, 60_000);
    house.moveTo("2026-11-26 02:59");
    equal((await house.api("GET", state("EB22", DAY))).data.file_status, 1);
    equal((await house.api("GET", batch("EB22", DAY))).status, 404);
    house.moveTo("2026-11-26 03:00");
    deepEqual((await house.api("GET", state("EB22", DAY))).data, {
      file_type: "EB22",
      file_name: "EB221125",
      transaction_date: "20261125",
      file_status: 6,
      record_count: 1,
      request_count: 3,
      error_count: 0,
      total_amount: 20_000,
    });
    deepEqual(await failures(house), ["2 P2 0021"]);
    const { totals, entries } = await books(house);
    deepEqual(totals, { count: 2, amountWon: 40_000 });
    deepEqual(entries[0], {
      file: `${INSTITUTION}.EB211125_2026`,
      sequence: 1,
      institution: INSTITUTION,
      payerNumber: "P1",
      bank: BANK,
      account: ACCOUNT,
      amountWon: 10_000,
      debitDay: DAY,
    });
  }));

Deno.test("EB22's trailer counts full and partial failures apart, and the centre's errors", () =>
  inHouse("2026-11-24 15:00", async (house) => {
    const poor = "110277990021";
    await house.send(
      "EB21",
      DAY,
      debitFile("EB21", DAY, [
        { payerNumber: "P1", amountWon: 1_000, account: poor },
        { payerNumber: "P2", amountWon: 2_000, account: poor, debitForm: "0" },
        { payerNumber: "P3", amountWon: 4_000, account: poor, debitForm: "3" },
        { payerNumber: "P4", amountWon: 0 },
      ]),
    );
    house.moveTo("2026-11-26 03:00");
    const bytes = await house.receive("EB22", DAY);
    const trailer = new TextDecoder().decode(bytes.slice(-150));
    equal(trailer.slice(19, 27), "EB221125");
    equal(
      trailer.slice(27, 85),
      "00000003" + "00000001" + "0000000001000" + "00000002" + "0000000006000" + "00000001",
    );
    equal(trailer.slice(85, 111), "0000" + "0".repeat(22));
    equal(bytes.length, 5 * 150);
  }));

Deno.test("the centre refuses records of EB21 one by one, each with its code", () =>
  inHouse("2026-11-24 15:00", async (house) => {
    const sent = await house.send(
      "EB21",
      DAY,
      debitFile("EB21", DAY, [
        { payerNumber: "P1", amountWon: 0 },
        { payerNumber: "P2", amountWon: 50_000_001 },
        { payerNumber: "P3", amountWon: 139 },
        { payerNumber: "P4", debitForm: "7" },
        { payerNumber: "P5", holderNumber: "9001011234567" },
        { payerNumber: "P6", bank: "026" },
        { payerNumber: "P7", branch: "0123" },
        { payerNumber: "P8", passbookText: "\x1f" },
        { payerNumber: "P9", passbookText: "\xc7\xd0\xbf\xf8\xba\xf1" },
        { payerNumber: "P10", passbookText: "\xc7\xd0a" },
        { payerNumber: "P11", passbookText: "\x8c\x63" },
        { payerNumber: "P12", passbookText: "MARU" },
        { payerNumber: "P13", bank: "240", holderNumber: "1234567890" },
        { payerNumber: "P14", amountWon: "1x000" },
        { payerNumber: "P15", holderNumber: "" },
      ]),
    );
    equal(sent.data.file_status, 3);
    const { data } = await house.api("GET", state("EB21", DAY).replace("state", "error"));
    equal(data.validation_message, "N");
    equal(data.requested_count, 15);
    equal(data.valid_count, 3);
    const errors = data.errors as { payer_no: string; error_code: string }[];
    deepEqual(errors.map((error) => `${error.payer_no} ${error.error_code}`), [
      "P1 0061",
      "P2 0062",
      "P3 0075",
      "P4 0075",
      "P5 0091",
      "P6 0096",
      "P7 0011",
      "P8 0068",
      "P10 0087",
      "P11 0087",
      "P13 0065",
      "P14 0088",
    ]);
  }));

Deno.test("a file whose frame does not fit is refused whole, and may be sent again", () =>
  inHouse("2026-11-24 15:00", async (house) => {
    const good = debitFile("EB21", DAY, [{ payerNumber: "P1" }, { payerNumber: "P2" }]);
    const change = (at: number) => good.with(at, good[at] === 0x39 ? 0x38 : 0x39);
    const wrong = {
      "cut short": good.slice(0, -1),
      "no data": debitFile("EB21", DAY, []),
      "header kind": change(0),
      "header institution": change(12),
      "header name": change(24),
      "header day": change(30),
      "trailer kind": change(450),
      "trailer count": change(450 + 34),
      "trailer sum": change(450 + 55),
      "amount without the sum": change(150 + 50),
    };
    for (const [what, bytes] of Object.entries(wrong)) {
      equal((await house.send("EB21", DAY, bytes)).data.file_status, 2, what);
    }
    equal((await house.api("GET", state("EB22", DAY))).status, 404);
    equal((await house.send("EB21", DAY, good)).data.file_status, 5);
    house.moveTo("2026-11-26 03:00");
    deepEqual((await books(house)).totals, { count: 2, amountWon: 20_000 });
  }));

Deno.test("EC21 goes until noon of its day and is answered at 23:00", () =>
  inHouse("2026-11-25 11:59", async (house) => {
    const debits = [{ payerNumber: "P1" }, { payerNumber: "P2", account: "110277990041" }];
    await house.send("EC21", DAY, debitFile("EC21", DAY, debits));
    house.moveTo("2026-11-25 22:59");
    equal((await house.api("GET", batch("EC22", DAY))).status, 404);
    house.moveTo("2026-11-25 23:00");
    deepEqual(await failures(house, "EC22"), ["2 P2 0041"]);
  }));

Deno.test("a payer twice in one file is debited twice, answered by sequence, and told by the books", () =>
  inHouse("2026-11-24 15:00", async (house) => {
    await house.send(
      "EB21",
      DAY,
      debitFile("EB21", DAY, [
        { payerNumber: "P1", amountWon: 1_000 },
        { payerNumber: "P1", amountWon: 2_000, account: "110277990031" },
        { payerNumber: "P1", amountWon: 3_000 },
      ]),
    );
    house.moveTo("2026-11-26 03:00");
    deepEqual(await failures(house), ["2 P1 0031"]);
    deepEqual((await books(house)).doubled, [{
      institution: INSTITUTION,
      payerNumber: "P1",
      month: "2026-11",
      count: 2,
      amountWon: 4_000,
    }]);
  }));

Deno.test("a rule decides for one account, and can let the third try succeed", () =>
  inHouse("2026-11-23 10:00", async (house) => {
    await house.control("POST", "/accounts", {
      accounts: [
        { bankCode: BANK, accountNumber: "110000000001", code: "0034" },
        { bankCode: BANK, accountNumber: "110000000002", code: "0021", succeedsOnTry: 3 },
        { bankCode: BANK, accountNumber: "110000000003", birthOrBusinessNumber: "800101" },
        { bankCode: BANK, accountNumber: "110077990021", code: "0000" },
        { bankCode: BANK, accountNumber: "110077990012", holder: "김하늘" },
      ],
    });
    const accounts = ["000000001", "000000002", "000000003", "077990021", "077990012"];
    const results: string[][] = [];
    for (const day of ["2026-11-24", "2026-11-25", "2026-11-26"]) {
      house.moveTo(`2026-11-${Number(day.slice(8)) - 1} 15:00`);
      const debits = accounts.map((tail, index) => ({
        payerNumber: `P${index + 1}`,
        account: `110${tail}`,
      }));
      await house.send("EB21", day, debitFile("EB21", day, debits));
      house.moveTo(`2026-11-${Number(day.slice(8)) + 1} 03:00`);
      results.push(await failures(house, "EB22", day));
    }
    const always = ["1 P1 0034", "3 P3 0014", "5 P5 0012"];
    const failing = ["1 P1 0034", "2 P2 0021", "3 P3 0014", "5 P5 0012"];
    deepEqual(results, [failing, failing, always]);
  }));

Deno.test("the digits of an account tell how it ends, and which try succeeds", () =>
  inHouse("2026-11-23 10:00", async (house) => {
    const debits = [
      { payerNumber: "P1", account: "110277990021" },
      { payerNumber: "P2", account: "110277972021" },
      { payerNumber: "P3", account: "110277997777" },
      { payerNumber: "P4", account: "110200990021" },
    ];
    await house.send("EB21", "2026-11-24", debitFile("EB21", "2026-11-24", debits));
    await house.send("EB21", "2026-11-25", debitFile("EB21", "2026-11-25", debits));
    house.moveTo("2026-11-26 03:00");
    deepEqual(await failures(house, "EB22", "2026-11-24"), ["1 P1 0021", "2 P2 0021"]);
    deepEqual(await failures(house, "EB22", "2026-11-25"), ["1 P1 0021"]);
  }));

Deno.test("results without failures are header and trailer, or no file at all", () =>
  inHouse("2026-11-24 15:00", async (house) => {
    await house.send("EB21", DAY, debitFile("EB21", DAY, [{ payerNumber: "P1" }]));
    house.moveTo("2026-11-26 03:00");
    equal((await house.receive("EB22", DAY)).length, 300);
    await house.control("PUT", "/settings", { withoutFailures: "absent" });
    equal((await house.api("GET", batch("EB22", DAY))).status, 404);
    const { data } = await house.api("GET", state("EB22", DAY));
    equal(data.file_status, 6);
    equal(data.record_count, 0);
  }));

Deno.test("books can be narrowed to days and payers, and sum to what awk sums of the files", () =>
  inHouse("2026-11-23 15:00", async (house) => {
    const debits = Array.from({ length: 50 }, (_, index) => ({
      payerNumber: `P${index}`,
      amountWon: 1_000 + index,
      account: index % 5 === 0 ? "110277990021" : ACCOUNT,
    }));
    await house.send("EB21", "2026-11-24", debitFile("EB21", "2026-11-24", debits));
    await house.send("EB21", DAY, debitFile("EB21", DAY, debits.slice(0, 10)));
    house.moveTo("2026-11-26 03:00");
    const sum = async (name: string) => {
      const bytes = await (await house.control("GET", `/files/${INSTITUTION}.${name}`)).bytes();
      return await awkSum(bytes);
    };
    const taken = await sum("EB211124_2026") - await sum("EB221124_2026");
    equal((await books(house, "?to=2026-11-24")).totals.amountWon, taken);
    const later = await sum("EB211125_2026") - await sum("EB221125_2026");
    equal((await books(house, "?from=2026-11-25&entries=false")).totals.amountWon, later);
    equal((await books(house, "?payer=P1")).totals.count, 2);
    equal((await books(house, "?institution=other")).totals.count, 0);
    const { files } = await (await house.control("GET", "/files?from=2026-11-25")).json();
    equal(files.length, 2);
  }));

/** The sum of the amounts of a debit file, by a program that is not ours. */
async function awkSum(bytes: Uint8Array): Promise<number> {
  const path = await Deno.makeTempFile();
  await Deno.writeFile(path, bytes);
  const script = 'fold -b -w 150 "$0" | LC_ALL=C awk \'substr($0,1,1)=="R"{s+=substr($0,43,13)}' +
    'END{printf "%d", s}\'';
  const { stdout } = await new Deno.Command("sh", { args: ["-c", script, path] }).output();
  await Deno.remove(path);
  return Number(new TextDecoder().decode(stdout));
}
