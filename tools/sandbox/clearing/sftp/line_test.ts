import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { debitFile, recordsOf, registrationFile } from "../testing/made_files.ts";
import { download, names, upload, withSftp } from "../testing/sftp_client.ts";
import { inHouse, nameOf, type TestHouse } from "../testing/test_house.ts";

const DAY = "2026-11-25";

/** Sends on the line of a bank and waits for the bank's look at it. */
async function sendOnLine(
  house: TestHouse,
  bank: string,
  kind: string,
  day: string,
  bytes: Uint8Array,
) {
  await house.line(bank, (sftp) => upload(sftp, `/in/${nameOf(kind, day)}`, bytes));
  await house.clearing.clearingHouse.checked(`${bank}.${nameOf(kind, day)}`);
}

Deno.test("a line takes files into /in and answers in /out on the next business day at 11:00", () =>
  inHouse("2026-11-25 14:30", async (house) => {
    const debits = [
      { payerNumber: "P1", bank: "020", amountWon: 7_000 },
      { payerNumber: "P2", bank: "020", account: "110277990021" },
      { payerNumber: "P3", bank: "088" },
    ];
    await sendOnLine(house, "020", "EB21", DAY, debitFile("EB21", DAY, debits));
    await house.line("020", async (sftp) => {
      deepEqual(await names(sftp, "/"), ["in", "out"]);
      deepEqual(await names(sftp, "/in"), ["EB211125_2026"]);
      deepEqual(await names(sftp, "/out"), []);
    });
    house.moveTo("2026-11-26 10:59");
    await house.line(
      "020",
      (sftp) => rejects(download(sftp, "/out/EB221125_2026"), /No such file/),
    );
    house.moveTo("2026-11-26 11:00");
    await house.line("020", async (sftp) => {
      deepEqual(await names(sftp, "/out"), ["EB221125_2026"]);
      const bytes = await download(sftp, "/out/EB221125_2026");
      deepEqual(
        recordsOf(bytes, 150).map((text) => `${Number(text.slice(1, 9))} ${text.slice(69, 73)}`),
        ["2 0021", "3 0011"],
      );
      equal(new TextDecoder().decode(bytes.slice(-150)).slice(77, 85), "00000000");
    });
    const { totals } = await (await house.control("GET", "/books")).json();
    deepEqual(totals, { count: 1, amountWon: 7_000 });
  }));

Deno.test("a name is taken once on a line, and lies there whole to be looked at", () =>
  inHouse("2026-11-25 10:00", async (house) => {
    const bytes = debitFile("EB21", DAY, [{ payerNumber: "P1", bank: "020" }]);
    await sendOnLine(house, "020", "EB21", DAY, bytes);
    await house.line(
      "020",
      (sftp) => rejects(upload(sftp, `/in/${nameOf("EB21", DAY)}`, bytes), /B0007/),
    );
    const back = await house.line("020", (sftp) => download(sftp, `/in/${nameOf("EB21", DAY)}`));
    deepEqual(back, bytes);
    // Another bank's line knows nothing of it.
    deepEqual(await house.line("088", (sftp) => names(sftp, "/in")), []);
  }));

Deno.test("a line is closed from 15:00 and on holidays, also for a file that ends after it", () =>
  inHouse("2026-11-25 15:00", async (house) => {
    const bytes = debitFile("EB21", DAY, [{ payerNumber: "P1", bank: "020" }]);
    const send = () =>
      house.line("020", (sftp) => upload(sftp, `/in/${nameOf("EB21", DAY)}`, bytes));
    await rejects(send(), /B0008/);
    house.moveTo("2026-11-28 10:00");
    await rejects(send(), /B0008/);
    house.moveTo("2026-11-27 14:59");
    await house.line("020", async (sftp) => {
      const stream = sftp.createWriteStream(`/in/${nameOf("EB21", DAY)}`);
      await new Promise((resolve) => stream.once("open", resolve));
      house.moveTo("2026-11-27 15:01");
      const ended = new Promise((resolve, reject) => {
        stream.once("close", resolve);
        stream.once("error", reject);
      });
      stream.end(bytes);
      await rejects(ended, /B0008/);
    });
    deepEqual(await house.line("020", (sftp) => names(sftp, "/in")), []);
  }));

Deno.test("a file that a bank refuses whole stands as .REJ and may be sent again", () =>
  inHouse("2026-11-25 10:00", async (house) => {
    const good = debitFile("EB21", DAY, [{ payerNumber: "P1", bank: "020" }]);
    await sendOnLine(house, "020", "EB21", DAY, good.slice(0, -1));
    await house.line("020", async (sftp) => {
      deepEqual(await names(sftp, "/out"), ["EB211125_2026.REJ"]);
      const text = new TextDecoder().decode(await download(sftp, "/out/EB211125_2026.REJ"));
      ok(text.startsWith("B0011 "));
    });
    await sendOnLine(house, "020", "EB21", DAY, good);
    deepEqual(await house.line("020", (sftp) => names(sftp, "/out")), []);
  }));

Deno.test("accounts are registered over a line without evidence, EB14 on the next business day", () =>
  inHouse("2026-11-25 10:00", async (house) => {
    const applications = [
      { payerNumber: "P1", bank: "004" },
      { payerNumber: "P2", bank: "004", account: "110277990012" },
      { payerNumber: "P3", bank: "004", account: "110000000003" },
    ];
    await sendOnLine(house, "004", "EB13", DAY, registrationFile(DAY, applications));
    house.moveTo("2026-11-26 11:00");
    const bytes = await house.line("004", (sftp) => download(sftp, "/out/EB141125_2026"));
    deepEqual(
      recordsOf(bytes, 120).map((text) => `${text.slice(26, 46).trim()} ${text.slice(91, 96)}`),
      ["P2 N0012"],
    );
    const debits = applications.slice(0, 2);
    await sendOnLine(house, "004", "EB21", "2026-11-26", debitFile("EB21", "2026-11-26", debits));
    house.moveTo("2026-11-27 11:00");
    const failed = await house.line("004", (sftp) => download(sftp, "/out/EB221126_2026"));
    deepEqual(recordsOf(failed, 150).map((text) => text.slice(69, 73)), ["0017"]);
  }));

Deno.test("a bank's own registrations come as EB11 over its line", () =>
  inHouse("2026-11-25 10:00", async (house) => {
    await house.control("POST", "/applications", {
      rail: "line",
      bankCode: "004",
      accountNumber: "110123456789",
      payerNumber: "P1",
      birthOrBusinessNumber: "900101",
      kind: "1",
    });
    house.moveTo("2026-11-26 11:00");
    const bytes = await house.line("004", (sftp) => download(sftp, "/out/EB111125_2026"));
    equal(recordsOf(bytes, 120).length, 1);
  }));

Deno.test("a line wants its password, a name of a file, and lets nothing be taken away", () =>
  inHouse("2026-11-25 10:00", async (house) => {
    const wrong = { port: house.sftpPort, user: "004", password: "no" };
    await rejects(withSftp(wrong, (sftp) => names(sftp, "/")), /authentication/);
    await house.line("004", async (sftp) => {
      for (const path of ["/in/notes.txt", "/out/EB211125_2026", "/in/EB221125_2026", "/x"]) {
        await rejects(upload(sftp, path, new Uint8Array(1)), /B0001/);
      }
      await rejects(names(sftp, "/etc"), /No such file/);
      await rejects(
        new Promise<void>((resolve, reject) =>
          sftp.unlink("/in/EB211125_2026", (error) => error ? reject(error) : resolve())
        ),
        /Permission denied/,
      );
    });
  }));
