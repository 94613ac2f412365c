import type { Contract, Debit, DebitPlan } from "@maru/debit";
import assert from "node:assert/strict";
import { debitDateWords } from "./calendar_words.ts";
import { nextCutoff } from "./next_cutoff.ts";

Deno.test("debitDateWords() says which contracted days a holiday moved", () => {
  const words = (dueDates: string[], debitDate = "2026-12-28") =>
    debitDateWords({ debitDate, dueDates });
  assert.equal(words(["2026-12-28"]), "12월 28일(월)");
  assert.equal(words(["2026-12-26"]), "12월 28일(월) (약정일 26일 토)");
  assert.equal(words(["2026-12-27"]), "12월 28일(월) (약정일 27일 일)");
  assert.equal(words(["2026-12-26", "2026-12-27"]), "12월 28일(월) (약정일 26일 토, 27일 일)");
  assert.equal(words(["2026-10-31"], "2026-11-02"), "11월 2일(월) (약정일 10월 31일 토)");
});

Deno.test("nextCutoff() names the contracted days that its debit day gathers", async () => {
  const plan = (debitDate: string): DebitPlan =>
    ({ debitDate, cutoffAt: new Date(`${debitDate}T14:00:00+09:00`) }) as DebitPlan;
  const schedule = {
    upcoming: () => Promise.resolve([plan("2026-12-24"), plan("2026-12-28")]),
    dueDays: (date: string) => [Number(date.slice(8))],
  } as unknown as Debit["schedule"];
  const contract = {
    state: "active",
    rail: "directLine",
    dueDays: [26, 27],
  } as unknown as Contract;
  const next = await nextCutoff({ schedule }, { contracts: [contract], today: "2026-12-21" });
  assert.equal(next?.plan.debitDate, "2026-12-28");
  assert.deepEqual(next?.dueDates, ["2026-12-26", "2026-12-27"]);
});
