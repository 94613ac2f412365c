/**
 * What the institution has is what the person has: console, webhook, pull API and zip.
 *
 * @module
 */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { visit } from "../harness/browser.ts";
import { pdfText, zipEntries } from "../harness/file_tools.ts";
import { downloadPdf } from "../pages/progress_page.ts";
import { logInStaff } from "../pages/staff_page.ts";
import type { Room, Scenario } from "../world.ts";
import { type FinishedJourney, finishedJourney, submitJourney } from "./journeys.ts";

const SUBJECT = "journey-corporation";
const COMPANY = "푸른솔테크";

interface Envelope {
  readonly id: string;
  readonly data: {
    readonly submissionId: string;
    readonly document: {
      readonly id: string;
      readonly name: string;
      readonly sha256: string | null;
      readonly pdfBase64: string | null;
    };
    readonly data: unknown;
  };
}

export function deliveredDocumentScenarios(): Scenario[] {
  return [
    later("기관이 받은 PDF, 내려받은 PDF, 기록된 SHA-256이 같고 회사 이름이 읽힌다", sameBytes),
    later("웹훅: 서명이 모두 맞고, 두 번 전달된 서류가 없다", signedOnce),
    {
      name: "전달: 웹훅: 받고도 500으로 답한 전달은 같은 번호로 다시 가고 서류는 한 번이다",
      phase: 2,
      holds: [SUBJECT, "journey-individual"],
      run: repeatedDelivery,
    },
    later("콘솔: 접수된 서류의 데이터를 표로 보고 CSV, PDF, zip으로 내려받는다", consoleDownloads),
    later("조회 API: 키가 있는 기관만 자기 서류를 받는다", pullApi),
  ];
}

function later(words: string, run: (room: Room) => Promise<void>): Scenario {
  return { name: `전달: ${words}`, phase: 2, holds: [SUBJECT], run };
}

async function sameBytes(room: Room): Promise<void> {
  const journey = await finishedJourney(room, SUBJECT);
  const delivered = await deliveredTo(room, journey);
  const page = await visit(room, { storageState: journey.storageState });
  await page.goto(`/oneclick/submissions/${journey.submissionId}`);
  ok(journey.names.length >= 6, journey.names.join());
  for (const name of journey.names) {
    const pdf = await downloadPdf(page, name);
    const document = delivered.find((each) => each.data.document.name === name)?.data.document;
    equal(digest(pdf), document?.sha256, `${name}: downloaded and recorded`);
    const sent = Buffer.from(document?.pdfBase64 ?? "", "base64");
    equal(digest(sent), document?.sha256, `${name}: delivered and recorded`);
    match(await pdfText(pdf), new RegExp(COMPANY), `${name} names the company`);
  }
  room.figure(`${journey.names.length} PDFs`);
}

async function signedOnce(room: Room): Promise<void> {
  await finishedJourney(room, SUBJECT);
  const { summary, deliveries } = await room.world.sandbox.receiver("hanbit");
  ok(deliveries.length > 0);
  deepEqual(deliveries.filter(({ verification }) => verification !== "valid"), []);
  deepEqual(summary.documentsDeliveredTwice, []);
  room.figure(`${deliveries.length} webhooks`);
}

async function repeatedDelivery(room: Room): Promise<void> {
  const { sandbox } = room.world;
  const before = await sandbox.receiver("hanbit");
  await sandbox.receiverBehaviour("hanbit", { mode: "keep-then-error", remainingCount: 2 });
  room.after(() => sandbox.receiverBehaviour("hanbit", { mode: "ok" }));
  await submitJourney(room, "journey-individual");
  const { summary, deliveries } = await sandbox.receiver("hanbit");
  const fresh = deliveries.slice(before.deliveries.length);
  const ids = new Set(fresh.map(({ envelope }) => envelope.id));
  ok(fresh.length >= ids.size + 2, `${fresh.length} requests for ${ids.size} documents`);
  deepEqual(summary.documentsDeliveredTwice, []);
  room.figure(`${fresh.length} requests, ${ids.size} deliveries`);
}

async function consoleDownloads(room: Room): Promise<void> {
  const journey = await finishedJourney(room, SUBJECT);
  const page = await openConsole(room);
  await page.goto(`/console/submissions?text=${encodeURIComponent(COMPANY)}`);
  await page.locator(`a[href="/console/submissions/${journey.submissionId}"]`).first().click();
  const [zip] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "모두 내려받기 (zip)" }).click(),
  ]);
  const entries = await zipEntries(await zip.path());
  const pdfs = entries.filter(({ name }) => name.endsWith(".pdf"));
  equal(pdfs.length, journey.names.length, entries.map(({ name }) => name).join());
  const delivered = await deliveredTo(room, journey);
  const recorded = delivered.flatMap(({ data }) => data.document.sha256 ?? []).sort();
  deepEqual(pdfs.map(({ bytes }) => digest(bytes)).sort(), recorded);

  await page.getByRole("link", { name: "부가가치세 과세표준증명" }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  ok(await page.locator("table tbody tr").count() >= 1, "the data stand in a table");
  const [csv] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "CSV로 내려받기" }).click(),
  ]);
  const text = await Deno.readTextFile(await csv.path());
  ok(text.trim().split(/\r?\n/).length >= 2, text.slice(0, 200));
  const [pdf] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "PDF 받기" }).click(),
  ]);
  ok(recorded.includes(digest(await Deno.readFile(await pdf.path()))));
}

async function pullApi(room: Room): Promise<void> {
  const journey = await finishedJourney(room, SUBJECT);
  const delivered = await deliveredTo(room, journey);
  const api = `${room.world.url}/api/v1`;
  const key = await makeApiKey(await openConsole(room));
  const foreignKey = await makeApiKey(await openConsole(room, "daon"));
  const ask = (path: string, bearer?: string) =>
    fetch(api + path, { headers: bearer ? { authorization: `Bearer ${bearer}` } : {} });

  const none = await ask("/documents");
  equal(none.status, 401);
  await none.body?.cancel();
  const documents = await pullAll(ask, key);
  const foreign = await pullAll(ask, foreignKey);
  for (const { data: { document } } of delivered) {
    ok(documents.includes(document.id), `${document.name} is pulled`);
    ok(!foreign.includes(document.id), `${document.name} is not another institution's`);
    const refused = await ask(`/documents/${document.id}/data`, foreignKey);
    equal(refused.status, 404);
    await refused.body?.cancel();
    if (document.sha256 === null) continue;
    const pdf = await ask(`/documents/${document.id}/pdf`, key);
    equal(pdf.headers.get("x-document-sha256"), document.sha256);
    equal(digest(new Uint8Array(await pdf.arrayBuffer())), document.sha256);
  }
  room.figure(`${documents.length} documents`);
}

async function pullAll(
  ask: (path: string, bearer: string) => Promise<Response>,
  key: string,
): Promise<string[]> {
  const ids: string[] = [];
  for (let after = "";;) {
    const response = await ask(`/documents?limit=50${after && `&after=${after}`}`, key);
    equal(response.status, 200);
    const page = await response.json();
    ids.push(...page.documents.map((each: { documentId: string }) => each.documentId));
    if (page.next === null) return ids;
    after = page.next;
  }
}

async function makeApiKey(page: Page): Promise<string> {
  await page.goto("/console/integration");
  await page.locator("#field-name").fill("e2e");
  await page.getByRole("button", { name: "키 만들기" }).click();
  await page.getByText("지금 한 번만 보여 드립니다").waitFor();
  return (await page.locator("main pre").first().innerText()).trim();
}

async function openConsole(room: Room, loginId = "hanbit"): Promise<Page> {
  const page = await visit(room);
  await logInStaff(page, loginId, "/console");
  return page;
}

async function deliveredTo(room: Room, journey: FinishedJourney): Promise<readonly Envelope[]> {
  const { sandbox } = room.world;
  const { deliveries } = await sandbox.receiver("hanbit");
  const byId = new Map<string, Envelope>();
  for (const { id, isKept } of deliveries) {
    if (!isKept) continue;
    const envelope = await sandbox.receivedBody("hanbit", id) as Envelope;
    if (envelope.data.submissionId === journey.submissionId) byId.set(envelope.id, envelope);
  }
  return [...byId.values()];
}

export function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
