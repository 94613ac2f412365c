import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { startTestWorld, type TestWorld } from "../test_world.ts";

const path = "/v1/kr/public/nt/proof-issue/corporate-registration";
const company = "9908100018";

async function inWorld(
  run: (world: TestWorld, fields: Record<string, unknown>) => Promise<void>,
): Promise<void> {
  const world = await startTestWorld();
  try {
    const bundle = await world.bundleFor({ number: company });
    await run(world, {
      ...world.loginFields(bundle, company),
      usePurposes: "01",
      submitTargets: "01",
      isIdentityViewYN: "0",
      originDataYN1: "1",
    });
  } finally {
    world.stop();
  }
}

const switchOn = (world: TestWorld, fault: Record<string, unknown>) =>
  world.panel.request("/sandbox/faults", { method: "POST", body: JSON.stringify(fault) });

const codesByKind = {
  "wrong-password": "CF-12302",
  "not-filed": "CF-13025",
  "wrong-period": "CF-12411",
  "not-entitled": "CF-12049",
  "duplicate-login": "CF-12201",
  "extra-authentication": "CF-03002",
  "ip-block": "CF-12103",
  "closed": "CF-12041",
  "arrears": "CF-12100",
  "not-contracted": "CF-00003",
  "not-registered": "CF-12835",
} as const;

for (const [kind, code] of Object.entries(codesByKind)) {
  Deno.test(`the switch "${kind}" answers ${code} once and then lets through`, () =>
    inWorld(async (world, fields) => {
      equal((await switchOn(world, { kind, service: "hometax", count: 1 })).status, 201);
      equal((await world.post(path, fields)).code, code);
      if (kind !== "extra-authentication") equal((await world.post(path, fields)).code, "CF-00000");
      deepEqual(world.context.faults.list(), []);
    }));
}

Deno.test("down is 503, and an error after the work is 500 although the document was issued", () =>
  inWorld(async (world, fields) => {
    await switchOn(world, { kind: "down", count: 1 });
    equal((await world.post(path, fields)).status, 503);
    await switchOn(world, { kind: "error-after-work", count: 1 });
    equal((await world.post(path, fields)).status, 500);
    equal(world.journal("issued").length, 1);
  }));

Deno.test("a timeout after the work answers CF-01004 although the document was issued", () =>
  inWorld(async (world, fields) => {
    await switchOn(world, { kind: "timeout-after-work", count: 1, delayMs: 30 });
    equal((await world.post(path, fields)).code, "CF-01004");
    equal(world.journal("issued").length, 1);
  }));

Deno.test("a cut connection and a garbled answer cannot be read", () =>
  inWorld(async (world, fields) => {
    await switchOn(world, { kind: "reset", count: 1 });
    await rejects(world.post(path, fields));
    await switchOn(world, { kind: "garbage-encoding", count: 1 });
    await rejects(world.post(path, fields));
  }));

Deno.test("the PDF comes truncated, as something else, too large, or of somebody else", () =>
  inWorld(async (world, fields) => {
    const ask = async (kind: string) => {
      await switchOn(world, { kind, document: "business-registration", count: 1 });
      const { data } = await world.post(path, fields);
      return Buffer.from(String(data.resOriGinalData1), "base64");
    };
    const whole = await ask("slow-not-a-kind");
    ok(whole.includes("%%EOF"));
    ok(!(await ask("truncated-pdf")).includes("%%EOF"));
    equal((await ask("not-a-pdf")).subarray(0, 5).toString(), "<!DOC");
    ok((await ask("oversize-pdf")).length > 25_000_000);
    const other = await ask("wrong-person-pdf");
    equal(other.subarray(0, 5).toString(), "%PDF-");
    ok(!other.equals(whole));
  }));

Deno.test("a switch hits only its agency, its document and its company", () =>
  inWorld(async (world, fields) => {
    await switchOn(world, { kind: "closed", service: "nhis" });
    await switchOn(world, { kind: "closed", document: "vat-tax-base" });
    await switchOn(world, { kind: "closed", subject: "991-86-00020" });
    equal((await world.post(path, fields)).code, "CF-00000");
    equal((await switchOn(world, { kind: "nonsense" })).status, 422);
    equal((await switchOn(world, { kind: "closed", count: 0 })).status, 422);
  }));

Deno.test("opening hours are kept when they are switched on: 22:00 in Korea is too late", () =>
  inWorld(async (world, fields) => {
    await world.panel.request("/sandbox/hours", { method: "POST", body: '{"mode":"real"}' });
    const setTo = (iso: string) => world.context.clock.set(new Date(iso).getTime() - Date.now());
    setTo("2026-11-20T12:59:30Z");
    equal((await world.post(path, fields)).code, "CF-00000");
    setTo("2026-11-20T13:00:30Z");
    equal((await world.post(path, fields)).code, "CF-12041");
    setTo("2026-11-20T23:00:30Z");
    equal((await world.post(path, fields)).code, "CF-00000");
  }));
