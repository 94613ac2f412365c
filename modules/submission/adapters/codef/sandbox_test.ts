import assert from "node:assert/strict";
import { encryptForGateway } from "@maru/pki/browser";
import { type SandboxProcess, startSandbox, testKernel } from "@maru/kernel/testing";
import type { AgencyConnector, AgencyRequest } from "../../agency_connector.ts";
import { isAboutSubject } from "../../document/identity.ts";
import { checkPdf } from "../../pdf/pdf_check.ts";
import type { PeriodRule } from "../../period/period_rule.ts";
import { resolvePeriod } from "../../period/resolve_period.ts";
import { parsePeriodExpression } from "../../period/period_expression.ts";
import { type DocumentTypeTable, type InputRow, tables } from "../../tables.ts";
import type { GatewayBundle } from "../../submission.ts";
import { createCodefConnector } from "./create_codef_connector.ts";

interface DemoCertificate {
  id: string;
  submitterType: string;
  state: string;
  place: string;
  businessNumber: string | null;
  residentNumber: string | null;
  manageNumber: string | null;
  managePassword: string | null;
  password: string;
}

type CatalogueRow = Omit<DocumentTypeTable, "sources" | "inputs"> & {
  sources: { kind: string; [name: string]: unknown }[];
  inputs: InputRow[];
};

const INPUTS: Readonly<Record<string, string>> = {
  taxItem: "00",
  factType: "01",
  inquiryType: "01",
  address: "서울특별시 강남구 테헤란로 1",
  addrSido: "서울특별시",
  addrSiGunGu: "강남구",
  corporateNo: "1101111234567",
  dong: "101동",
  ho: "1203호",
};

Deno.test("every document of the catalogue is issued by the sandbox's agencies", async (t) => {
  await using sandbox = await startSandbox();
  await using test = await testKernel({
    sandboxUrl: sandbox.url,
    modules: ["kernel", "submission"],
  });
  const { kernel } = test;
  const connector = createCodefConnector({
    kernel,
    config: {
      baseUrl: sandbox.url,
      oauthUrl: sandbox.url,
      clientId: "maru-demo",
      clientSecret: "maru-demo-secret",
      publicKey: "",
    },
  });
  const people = await findPeople(sandbox);
  const rows = await tables(kernel.database.db).selectFrom("document_type").selectAll()
    .orderBy("position").execute() as unknown as CatalogueRow[];
  assert.ok(rows.length >= 33);
  const today = kernel.calendar.dateOf(kernel.clock.now());

  for (const row of rows) {
    await t.step(row.code, async () => {
      const answers: string[] = [];
      for (
        const person of people.filter((one) => row.submitter_types.includes(one.submitterType))
      ) {
        const request = await requestFor(sandbox, connector, { row, person, today });
        const answer = await connector.request(request, AbortSignal.timeout(20_000));
        answers.push(answer.kind === "failed" ? `${answer.code} ${answer.text}` : answer.kind);
        if (answer.kind !== "issued") continue;
        assert.match(answer.issueNumber ?? "", /^\d{4}-/);
        assert.ok(isAboutSubject(answer.data, {
          ...(request.businessNumber ? { businessNumber: request.businessNumber } : {}),
          ...(person.residentNumber ? { residentNumber: person.residentNumber } : {}),
        }));
        assert.equal(answer.pdf !== undefined, row.has_pdf);
        if (answer.pdf !== undefined) assert.ok(checkPdf(answer.pdf).pageCount! >= 1);
        return;
      }
      assert.fail(`nobody was issued "${row.code}": ${answers.join("; ")}`);
    });
  }

  await t.step("a tax agent gets data and no PDF, and only of their own clients", async () => {
    const agent = people.find((one) => one.submitterType === "taxAgent")!;
    const { members } = await sandbox.get<
      { members: { kind: string; number: string; clients?: string[] }[] }
    >("/sandbox/cast");
    const client = members.find((member) => member.number === agent.businessNumber)!.clients![0]!;
    const bundle = await bundleOf(sandbox, connector, agent);
    const check = (clientBusinessNumber: string) =>
      connector.checkClient({
        bundle,
        agentBusinessNumber: agent.businessNumber!,
        clientBusinessNumber,
      });
    assert.equal((await check(client)).isClient, true);
    const stranger = await check("9999999995");
    assert.deepEqual([stranger.isClient, "class" in stranger && stranger.class], [
      false,
      "notEntitled",
    ]);
    const row = rows.find(({ code }) => code === "business-registration")!;
    const request = await requestFor(sandbox, connector, { row, person: agent, today });
    const answer = await connector.request(
      { ...request, bundle, clientBusinessNumber: client, wantsPdf: false },
      AbortSignal.timeout(20_000),
    );
    assert.ok(answer.kind === "issued" && answer.pdf === undefined);
  });

  await t.step("faults of the sandbox come as their classes", async () => {
    const person = people.find((one) => one.submitterType === "corporation")!;
    const row = rows.find(({ code }) => code === "business-registration")!;
    const request = await requestFor(sandbox, connector, { row, person, today });
    for (
      const [kind, expected] of [
        ["wrong-password", "credentials"],
        ["not-filed", "nothingFiled"],
        ["wrong-period", "wrongPeriod"],
        ["not-entitled", "notEntitled"],
        ["duplicate-login", "duplicateLogin"],
        ["ip-block", "agencyBlocked"],
        ["closed", "agencyClosed"],
        ["arrears", "arrears"],
        ["not-contracted", "ourFault"],
        ["not-registered", "notRegistered"],
        ["error-after-work", "transient"],
        ["garbage-encoding", "transient"],
        ["down", "agencyDown"],
        ["reset", "agencyDown"],
      ] as const
    ) {
      await sandbox.post("/sandbox/faults", { kind, service: "hometax", remainingCount: 1 });
      const answer = await connector.request(request, AbortSignal.timeout(20_000));
      assert.ok(answer.kind === "failed", kind);
      assert.equal(answer.class, expected, kind);
      // What cannot be read may have asked for an extra step: the login may still be live.
      const isEndUnknown = kind === "reset" || kind === "garbage-encoding";
      assert.equal(answer.isEndUnknown === true, isEndUnknown, kind);
      await sandbox.delete("/sandbox/faults");
    }
    await sandbox.post("/sandbox/tokens/revocation");
    assert.equal((await connector.request(request, AbortSignal.timeout(20_000))).kind, "issued");
  });

  await t.step("an extra authentication is resumed after the approval on the phone", async () => {
    const person = people.find((one) => one.submitterType === "corporation")!;
    const row = rows.find(({ code }) => code === "business-registration")!;
    const request = await requestFor(sandbox, connector, { row, person, today });
    await sandbox.post("/sandbox/faults", {
      kind: "extra-authentication",
      service: "hometax",
      remainingCount: 1,
    });
    const first = await connector.request(request, AbortSignal.timeout(20_000));
    assert.ok(first.kind === "twoWay");
    const again = () =>
      connector.request({ ...request, twoWay: first.twoWay }, AbortSignal.timeout(20_000));
    assert.equal((await again()).kind, "twoWay");
    const { approvals } = await sandbox.get<{ approvals: { jti: string }[] }>(
      "/sandbox/approvals",
    );
    await sandbox.post(`/sandbox/approvals/${approvals[0]!.jti}/approve`);
    assert.equal((await again()).kind, "issued");
  });
});

async function findPeople(sandbox: SandboxProcess): Promise<DemoCertificate[]> {
  const { certificates } = await sandbox.get<{ certificates: DemoCertificate[] }>(
    "/sandbox/certificates",
  );
  return certificates.filter(({ place, state }) => place === "file" && state === "valid");
}

async function bundleOf(
  sandbox: SandboxProcess,
  connector: AgencyConnector,
  person: DemoCertificate,
): Promise<GatewayBundle> {
  const { publicKeyBase64 } = await connector.gatewayKey();
  const file = async (form: string) => {
    const response = await fetch(`${sandbox.url}/sandbox/certificates/${person.id}/${form}`);
    return new Uint8Array(await response.arrayBuffer()).toBase64();
  };
  return {
    kind: "certificate",
    certFile: await file("cert"),
    keyFile: await file("key-a"),
    certPassword: encryptForGateway(publicKeyBase64, person.password),
    ...(person.residentNumber ? { residentNumber: person.residentNumber } : {}),
    ...(person.manageNumber && person.managePassword
      ? {
        manageNumber: person.manageNumber,
        managePassword: encryptForGateway(publicKeyBase64, person.managePassword),
      }
      : {}),
  };
}

async function requestFor(
  sandbox: SandboxProcess,
  connector: AgencyConnector,
  { row, person, today }: { row: CatalogueRow; person: DemoCertificate; today: string },
): Promise<AgencyRequest> {
  const rule: PeriodRule = {
    kind: row.period_kind,
    yearsBackMax: row.period_years_back_max,
    monthsMax: row.period_months_max ?? undefined,
    opensAfterMonths: row.period_opens_after_months,
  };
  const period = resolvePeriod(parsePeriodExpression(row.period_default), rule, {
    today,
    isCorporation: person.submitterType === "corporation",
  });
  const workplace = `${person.businessNumber ?? ""}0`;
  return {
    attemptKey: crypto.randomUUID(),
    sessionKey: crypto.randomUUID(),
    source: row.sources[0]!,
    submitterType: person.submitterType,
    bundle: await bundleOf(sandbox, connector, person),
    ...(person.businessNumber ? { businessNumber: person.businessNumber } : {}),
    ...(period === undefined ? {} : { periodFrom: period.from, periodTo: period.to }),
    inputs: Object.fromEntries(
      row.inputs.map(({ name, kind }) => [
        name,
        kind === "businessPlaceNumber" ? workplace : INPUTS[name]!,
      ]),
    ),
    wantsPdf: row.has_pdf,
  };
}
