import { deepEqual, equal, ok } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { encryptForGateway } from "@maru/pki/browser";
import { startTestWorld, type TestWorld } from "../test_world.ts";

const vatPath = "/v1/kr/public/nt/proof-issue/additional-tax-standard";
const company = "9908100018";
const vatFields = {
  startDate: "202401",
  endDate: "202407",
  usePurposes: "01",
  submitTargets: "01",
  isIdentityViewYN: "0",
  originDataYN1: "1",
};

async function inWorld(
  run: (world: TestWorld) => Promise<void>,
  options: { latencyFactor?: number } = {},
): Promise<void> {
  const world = await startTestWorld(options);
  try {
    await run(world);
  } finally {
    world.stop();
  }
}

Deno.test("a company's certificate opens the gateway and brings data and a PDF of the same figures", () =>
  inWorld(async (world) => {
    const bundle = await world.bundleFor({ number: company });
    const answer = await world.post(vatPath, {
      ...world.loginFields(bundle, company),
      ...vatFields,
    });
    equal(answer.code, "CF-00000");
    equal(answer.data.resCompanyNm, "주식회사 마루상사");
    const rows = answer.data.resTaxStandardList;
    ok(Array.isArray(rows) && rows.length === 2);
    const pdf = Buffer.from(String(answer.data.resOriGinalData1), "base64");
    equal(pdf.subarray(0, 5).toString(), "%PDF-");
    const [issued] = world.journal("issued");
    equal(issued?.pdfBytes, pdf.length);
    deepEqual(world.journal("login.end").map((line) => line.reason), ["done"]);
  }));

Deno.test("a PFX opens the gateway too, and a lost R only skips the check of the number", () =>
  inWorld(async (world) => {
    const bundle = await world.bundleFor({ number: company, losesRandomNum: true });
    const fields = { ...world.loginFields(bundle, company), ...vatFields };
    equal((await world.post(vatPath, fields)).code, "CF-00000");
    const pfx = { ...fields, certType: "pfx", certFile: bundle.pfx, keyFile: "" };
    equal((await world.post(vatPath, pfx)).code, "CF-00000");
  }));

Deno.test("each thing that is wrong with a certificate has its own code", () =>
  inWorld(async (world) => {
    const good = await world.bundleFor({ number: company });
    const other = await world.bundleFor({ number: "9918600020" });
    const expired = await world.bundleFor({
      number: company,
      notAfter: new Date("2026-06-01T00:00:00Z"),
    });
    const stranger = await world.bundleFor({ number: company, issuer: "stranger" });
    const ask = async (changes: Record<string, unknown>, bundle = good) =>
      (await world.post(vatPath, {
        ...world.loginFields(bundle, company),
        ...vatFields,
        ...changes,
      })).code;
    const key = world.agencies.key.publicKey;
    equal(await ask({ certPassword: encryptForGateway(key, "wrong") }), "CF-12302");
    equal(await ask({ certPassword: "bm90IGVuY3J5cHRlZA==" }), "CF-04028");
    equal(await ask({ certPassword: "a b" }), "CF-04028");
    equal(await ask({}, expired), "CF-12303");
    equal(await ask({}, stranger), "CF-12305");
    equal(await ask({ keyFile: other.keyFile }), "CF-12305");
    equal(await ask({ certFile: "AAAA" }), "CF-12305");
    equal(await ask({}, other), "CF-12850");
    equal(world.journal("login.start").length, 0);
  }));

Deno.test("members, entitlement, inputs and periods are checked", () =>
  inWorld(async (world) => {
    const bundle = await world.bundleFor({ number: company });
    const ask = async (changes: Record<string, unknown>, path = vatPath) =>
      (await world.post(path, { ...world.loginFields(bundle, company), ...vatFields, ...changes }))
        .code;
    equal(await ask({ organization: "0009" }), "CF-00007");
    equal(await ask({ usePurposes: "" }), "CF-12401");
    equal(await ask({ startDate: "202403" }), "CF-12411");
    equal(await ask({ startDate: "202407", endDate: "202401" }), "CF-12411");
    equal(await ask({ startDate: "201001", endDate: "201007" }), "CF-12411");
    equal(await ask({ startDate: "202701", endDate: "202701" }), "CF-13025");
    equal(
      await ask(
        { addrSido: "서울", addrSiGunGu: "종로구" },
        "/v1/kr/public/mw/resident-registration-copy/issuance",
      ),
      "CF-13002",
    );
    equal(
      await ask(
        { addrSido: "서울특별시", addrSiGunGu: "종로구" },
        "/v1/kr/public/mw/resident-registration-copy/issuance",
      ),
      "CF-12040",
    );
    const absent = await world.bundleFor({ number: "9938800049" });
    const refused = await world.post(vatPath, {
      ...world.loginFields(absent, "9938800049"),
      ...vatFields,
    });
    equal(refused.code, "CF-12835");
    ok(refused.extraMessage.includes("홈택스 회원이 아닙니다"));
  }));

Deno.test("arrears refuse the certificate of payment, and an exempt shop files no VAT", () =>
  inWorld(async (world) => {
    const builder = await world.bundleFor({ number: "9928700035" });
    const clearance = await world.post("/v1/kr/public/nt/proof-issue/tax-cert-all", {
      ...world.loginFields(builder, "9928700035"),
      proofType: "B0007",
      submitTargets: "01",
      isIdentityViewYN: "0",
      isAddrViewYn: "0",
    });
    equal(clearance.code, "CF-12100");
    const florist = await world.bundleFor({ number: "9972300120" });
    const vat = await world.post(vatPath, {
      ...world.loginFields(florist, "9972300120"),
      ...vatFields,
    });
    equal(vat.code, "CF-13025");
  }));

Deno.test("some documents of a sole proprietor need the representative's certificate", () =>
  inWorld(async (world) => {
    const path = "/v1/kr/public/nt/proof-issue/proof-income";
    const inputs = {
      usePurposes: "01",
      submitTargets: "01",
      isIdentityViewYN: "0",
      startDate: "2024",
      endDate: "2025",
    };
    const business = await world.bundleFor({ number: "9961200117" });
    const personal = await world.bundleFor({ number: "7205182900076", isCorporate: false });
    const asBusiness = { ...world.loginFields(business, "9961200117"), ...inputs };
    equal((await world.post(path, asBusiness)).code, "CF-12305");
    const asPerson = {
      ...world.loginFields(personal, "9961200117"),
      loginIdentity: "7205182900076",
      ...inputs,
    };
    equal((await world.post(path, asPerson)).code, "CF-00000");
  }));

Deno.test("a tax agent gets data without a PDF, for clients alone, with the right management password", () =>
  inWorld(async (world) => {
    const agent = "9994500211";
    const bundle = await world.bundleFor({ number: agent });
    const key = world.agencies.key.publicKey;
    const fields = {
      ...world.loginFields(bundle, company),
      loginIdentity: agent,
      applicationType: "02",
      manageNo: "P99450",
      managePassword: encryptForGateway(key, "nuri-agent-1004"),
      ...vatFields,
    };
    const answer = await world.post(vatPath, fields);
    equal(answer.code, "CF-00000");
    equal(answer.data.resOriGinalData1, "");
    const wrong = { ...fields, managePassword: encryptForGateway(key, "wrong") };
    equal((await world.post(vatPath, wrong)).code, "CF-12803");
    equal((await world.post(vatPath, { ...fields, identity: "9928700035" })).code, "CF-12049");
    const check = "/v1/kr/public/nt/tax-agent/consignment-check";
    const theirs = await world.post(check, fields);
    deepEqual(theirs.data, { resResultYN: "1", resCompanyNm: "주식회사 마루상사" });
    equal((await world.post(check, { ...fields, identity: "9928700035" })).code, "CF-12049");
  }));

Deno.test("a second login of the same certificate ends the first, and there are never two at once", () =>
  inWorld(async (world) => {
    const bundle = await world.bundleFor({ number: company });
    const fields = { ...world.loginFields(bundle, company), ...vatFields };
    const first = world.post(vatPath, fields);
    while (world.agencies.logins.list().length === 0) {
      await new Promise((next) => setTimeout(next, 5));
    }
    const second = world.post(vatPath, { ...fields, startDate: "202307", endDate: "202307" });
    equal((await first).code, "CF-12201");
    equal((await second).code, "CF-00000");
    let live = 0;
    for (const line of world.journal()) {
      if (line.kind === "login.start") live += 1;
      if (line.kind === "login.end") live -= 1;
      ok(live <= 1, "two live logins");
    }
  }, { latencyFactor: 0.02 }));

Deno.test("the same request while it runs is refused, and does not disturb the one that runs", () =>
  inWorld(async (world) => {
    const bundle = await world.bundleFor({ number: company });
    const fields = { ...world.loginFields(bundle, company), ...vatFields };
    const first = world.post(vatPath, fields);
    while (world.agencies.logins.list().length === 0) {
      await new Promise((next) => setTimeout(next, 5));
    }
    const again = { ...fields, certPassword: world.loginFields(bundle, company).certPassword };
    equal((await world.post(vatPath, again)).code, "CF-00016");
    equal((await first).code, "CF-00000");
  }, { latencyFactor: 0.02 }));

Deno.test("a caller who leaves is logged out at once and nothing is issued", () =>
  inWorld(async (world) => {
    const bundle = await world.bundleFor({ number: company });
    const caller = new AbortController();
    const asked = world.post(
      vatPath,
      { ...world.loginFields(bundle, company), ...vatFields },
      caller.signal,
    );
    while (world.agencies.logins.list().length === 0) {
      await new Promise((next) => setTimeout(next, 5));
    }
    caller.abort();
    await asked.catch(() => undefined);
    deepEqual(world.agencies.logins.list(), []);
    deepEqual(world.journal("login.end").map((line) => line.reason), ["client-gone"]);
    deepEqual(world.journal("issued"), []);
  }, { latencyFactor: 1 }));

Deno.test("someone who logs in at the agency itself ends the job with CF-12201", () =>
  inWorld(async (world) => {
    const bundle = await world.bundleFor({ number: company });
    const asked = world.post(vatPath, { ...world.loginFields(bundle, company), ...vatFields });
    while (world.agencies.logins.list().length === 0) {
      await new Promise((next) => setTimeout(next, 5));
    }
    const response = await world.panel.request("/sandbox/logins/elsewhere", {
      method: "POST",
      body: JSON.stringify({ agency: "hometax" }),
    });
    deepEqual(await response.json(), { ended: 1 });
    equal((await asked).code, "CF-12201");
  }, { latencyFactor: 1 }));
