import { createHash } from "node:crypto";
import type { App } from "../../compose.ts";
import type {
  ArrivalFact,
  DeliveryFact,
  DocumentFact,
  History,
  ItemFact,
  LoginFact,
  MessageFact,
  ReceivedFact,
  SubmissionFact,
} from "./history.ts";
import type { Outside } from "./outside.ts";
import { rowsOf } from "./rows.ts";

/** Reads what the three parties wrote down, each from its own records. */
export async function gatherHistory(
  { app, outside, receiver }: { app: App; outside: Outside; receiver: string },
): Promise<History> {
  const journal = await readLines(`${outside.directory}/journal.ndjson`);
  return {
    ...await readTables(app),
    received: await readReceived(`${outside.directory}/receiver/${receiver}`),
    logins: journal.flatMap(loginFact),
    issuedSha256: new Set(
      journal.filter(({ kind }) => kind === "issued").map(({ pdfSha256 }) => String(pdfSha256)),
    ),
    arrivals: await readArrivals(outside),
  };
}

async function readTables(
  app: App,
): Promise<Pick<History, "submissions" | "items" | "documents" | "deliveries" | "messages">> {
  return {
    submissions: await rowsOf<SubmissionFact>(
      app,
      `select id::text, state, round from submission.submission`,
    ),
    items: await rowsOf<ItemFact>(
      app,
      `select id::text, state, failure_class as "failureClass", failure_text as "failureText",
         document_id::text as "documentId", attempt_number as "attemptNumber"
       from submission.item`,
    ),
    documents: await rowsOf<DocumentFact>(
      app,
      `select id::text, item_id::text as "itemId", attempt_number as "attemptNumber",
         pdf_sha256 as sha256 from submission.document`,
    ),
    deliveries: await rowsOf<DeliveryFact>(
      app,
      `select id::text, document_id::text as "documentId", state from submission.delivery`,
    ),
    messages: await rowsOf<MessageFact>(
      app,
      `select id::text, key, state from notifications.message`,
    ),
  };
}

type Line = Readonly<Record<string, unknown>>;

async function readLines(path: string): Promise<Line[]> {
  const text = await Deno.readTextFile(path).catch(() => "");
  return text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}

function loginFact(line: Line): LoginFact[] {
  const login = String(line.login);
  if (line.kind === "login.end") return [{ kind: "end", login, reason: String(line.reason) }];
  if (line.kind !== "login.start") return [];
  return [{ kind: "start", login, agency: String(line.agency), account: String(line.account) }];
}

interface ReceivedLine {
  readonly id: string;
  readonly bodySha256: string;
  readonly isKept: boolean;
  readonly verification: string;
}

interface ReceivedBody {
  readonly id: string;
  readonly data: {
    readonly document: {
      readonly id: string;
      readonly sha256: string | null;
      readonly pdfBase64: string | null;
    };
  };
}

async function readReceived(directory: string): Promise<ReceivedFact[]> {
  const lines = await readLines(`${directory}/deliveries.ndjson`) as unknown as ReceivedLine[];
  const facts: ReceivedFact[] = [];
  for (const { id, bodySha256, isKept, verification } of lines) {
    const body: ReceivedBody = JSON.parse(await Deno.readTextFile(`${directory}/${id}.body`));
    const { document } = body.data;
    const pdf = document.pdfBase64 === null ? null : Uint8Array.fromBase64(document.pdfBase64);
    facts.push({
      deliveryId: body.id,
      documentId: document.id,
      bodySha256,
      pdfSha256: pdf && createHash("sha256").update(pdf).digest("hex"),
      toldSha256: document.sha256,
      isKept,
      isSignatureValid: verification === "valid",
    });
  }
  return facts;
}

/** The key that our adapter gives a message is its id and its channel. */
async function readArrivals(outside: Outside): Promise<ArrivalFact[]> {
  const { messages } = await outside.get<
    { messages: { customFields: Readonly<Record<string, string>> }[] }
  >("/sandbox/inbox");
  return messages.map(({ customFields }) => ({
    messageId: (customFields.key ?? "").split(":")[0] ?? "",
  }));
}
