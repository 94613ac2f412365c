import { equal, ok } from "node:assert/strict";
import { debitFile } from "../testing/made_files.ts";
import { withSftp } from "../testing/sftp_client.ts";
import { inHouse, nameOf, state } from "../testing/test_house.ts";

const DAY = "2026-11-25";
const RECORD_COUNT = 1_000_000;
/** Without `setNoDelay` on both ends it is 0.3; some 50 are usual here, fewer where others work. */
const LEAST_MB_PER_SECOND = 3;

Deno.test("a million records, 150 MB, go up, are checked, debited and answered", () =>
  inHouse("2026-11-24 15:00", async (house) => {
    const path = `${house.folder}/million`;
    await Deno.writeFile(path, millionDebits());
    const login = await house.account("POST", "EB21", DAY);
    const startedAt = performance.now();
    await withSftp(login, (sftp) =>
      new Promise<void>((resolve, reject) => {
        sftp.fastPut(path, nameOf("EB21", DAY), (error) => error ? reject(error) : resolve());
      }));
    const megabytes = Deno.statSync(path).size / 1_000_000;
    const perSecond = megabytes / ((performance.now() - startedAt) / 1_000);
    console.log(`uploaded at ${perSecond.toFixed(1)} MB/s`);
    ok(perSecond > LEAST_MB_PER_SECOND, `${perSecond} MB/s`);
    await house.clearing.clearingHouse.checked(`9912345678.${nameOf("EB21", DAY)}`);
    equal((await house.api("GET", state("EB21", DAY))).data.file_status, 5);
    house.moveTo("2026-11-26 03:00");
    equal((await house.receive("EB22", DAY)).length, 300);
    const { totals } = await (await house.control("GET", "/books?entries=false")).json();
    equal(totals.count, RECORD_COUNT);
    equal(totals.amountWon, RECORD_COUNT * 10_000);
    await Deno.remove(house.folder, { recursive: true });
  }));

/** One record a million times, each with its own sequence and payer. */
function millionDebits(): Uint8Array {
  const one = debitFile("EB21", DAY, [{ payerNumber: "P0000000" }]);
  const bytes = new Uint8Array(150 * (RECORD_COUNT + 2));
  const write = (at: number, width: number, value: number) => {
    for (let index = width - 1, left = value; index >= 0; index--, left = Math.floor(left / 10)) {
      bytes[at + index] = 0x30 + left % 10;
    }
  };
  bytes.set(one.subarray(0, 150));
  for (let number = 1; number <= RECORD_COUNT; number++) {
    bytes.set(one.subarray(150, 300), 150 * number);
    write(150 * number + 1, 8, number);
    write(150 * number + 92, 7, number);
  }
  const trailer = 150 * (RECORD_COUNT + 1);
  bytes.set(one.subarray(300), trailer);
  write(trailer + 27, 8, RECORD_COUNT);
  write(trailer + 35, 8, RECORD_COUNT);
  write(trailer + 43, 13, RECORD_COUNT * 10_000);
  return bytes;
}
