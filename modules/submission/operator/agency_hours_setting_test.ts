import { deepEqual, equal, rejects } from "node:assert/strict";
import { testKernel } from "@maru/kernel/testing";
import { AgencyHoursError } from "../errors.ts";
import { AgencyNotFoundError } from "./agency_not_found_error.ts";
import { createOperatorDesk } from "./create_operator_desk.ts";

Deno.test("saveAgencyHours() changes the hours and records who did it", async () => {
  await using test = await testKernel({ now: new Date("2026-11-20T20:00:00Z") });
  const desk = createOperatorDesk(test);
  const hometax = async () => (await desk.agencies()).find(({ code }) => code === "hometax");
  equal((await hometax())?.state, "closed");
  const change = { code: "hometax", opensAt: "00:00", closesAt: "24:00", actor: "operator:1" };
  await desk.saveAgencyHours(change);
  const changed = await hometax();
  deepEqual([changed?.state, changed?.opensAt, changed?.closesAt], ["good", "00:00", "24:00"]);
  const [record] = await test.kernel.accessLog.find({ action: "agency.hours", limit: 1 });
  deepEqual([record?.actor, record?.subject], ["operator:1", "agency:hometax"]);
});

Deno.test("saveAgencyHours() refuses times that are none, a backward span and an unknown agency", async () => {
  await using test = await testKernel();
  const desk = createOperatorDesk(test);
  const change = { code: "hometax", opensAt: "08:00", closesAt: "22:00", actor: "operator:1" };
  for (const wrong of [{ opensAt: "8:00" }, { closesAt: "24:01" }, { opensAt: "22:00" }]) {
    await rejects(() => desk.saveAgencyHours({ ...change, ...wrong }), AgencyHoursError);
  }
  await rejects(() => desk.saveAgencyHours({ ...change, code: "none" }), AgencyNotFoundError);
});
