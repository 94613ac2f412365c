import { deepEqual, equal } from "node:assert/strict";
import { evidenceFile } from "./testing/made_files.ts";
import { inHouse, state } from "./testing/test_house.ts";

const DAY = "2026-11-24";

Deno.test("EI13 is cut into its pieces, and each is refused for itself", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const sent = await house.send(
      "EI13",
      DAY,
      evidenceFile(DAY, [
        { payerNumber: "P1", sizeBytes: 905 },
        { payerNumber: "P2", sizeBytes: 906 },
        { payerNumber: "P3", kind: "9" },
        { payerNumber: "P4", extension: "exe" },
        { payerNumber: "P5", sizeBytes: 307_201 },
        { payerNumber: "P6", sizeBytes: 307_200, extension: "der", kind: "3" },
        { payerNumber: "", extension: "mp3", kind: "2" },
      ]),
    );
    equal(sent.data.file_status, 3);
    equal(sent.data.record_count, 7);
    const { data } = await house.api("GET", state("EI13", DAY).replace("state", "error"));
    const errors = data.errors as { payer_no: string; error_code: string }[];
    deepEqual(errors.map((error) => `${error.payer_no} ${error.error_code}`), [
      "P3 0101",
      "P4 0102",
      "P5 0103",
      " 0105",
    ]);
  }));

Deno.test("EI13 is refused whole where blocks and counts do not fit", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const good = evidenceFile(DAY, [{ payerNumber: "P1" }]);
    const wrong = [
      good.slice(0, -1),
      good.slice(0, -1024),
      good.slice(1024),
      good.with(43, 0x39),
      good.with(1024 * 4 + 42, 0x39),
      evidenceFile("2026-11-23", [{ payerNumber: "P1" }]),
    ];
    for (const bytes of wrong) {
      equal((await house.send("EI13", DAY, bytes)).data.file_status, 2);
    }
    equal((await house.send("EI13", DAY, good)).data.file_status, 5);
  }));
