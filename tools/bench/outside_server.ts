/**
 * A lean outside world for the pipeline's bench, a process of its own: an agency that speaks CODEF's
 * protocol and answers any product at once or after a set time, an institution that takes webhooks,
 * and a message provider that speaks Solapi's. The sandbox draws real PDFs and checks certificates,
 * and would be what is measured.
 *
 * @module
 */
import { samplePdf } from "./sample_pdf.ts";

/** One webhook that arrived. */
export interface Arrival {
  readonly submissionId: string;
  /** Milliseconds since 1970, by this machine. */
  readonly atMs: number;
}

const TOKEN_SECONDS = 604_800;
const JSON_HEADERS = { "content-type": "application/json" };

function serve(): void {
  const pdf = samplePdf().toBase64();
  const state = { delayMs: 0, arrivals: [] as Arrival[], messageCount: 0 };
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen }, async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/v1/kr/")) return await issue(request);
    if (pathname === "/receiver") return await receive(request);
    if (pathname === "/oauth/token") return token();
    if (pathname === "/messages/v4/send-many/detail") return await send(request);
    if (pathname === "/messages/v4/list") return list(new URL(request.url));
    if (pathname === "/bench/arrivals") return takeArrivals();
    if (pathname === "/bench/count") return Response.json({ count: state.arrivals.length });
    if (pathname === "/bench/delay") {
      state.delayMs = Number(await request.text());
      return new Response(null, { status: 204 });
    }
    return new Response(null, { status: 404 });
  });

  async function issue(request: Request): Promise<Response> {
    const fields = JSON.parse(decodeURIComponent(await request.text()));
    if (state.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, state.delayMs));
    const answer = {
      result: { code: "CF-00000", extraMessage: "", message: "성공", transactionId: "" },
      data: {
        resIssueNo: crypto.randomUUID(),
        resCompanyIdentityNo: fields.identity,
        resCompanyNm: "주식회사 벤치",
        resOriGinalData: pdf,
        resOriGinalData1: pdf,
      },
    };
    if (fields.originDataYN === undefined) answer.data.resOriGinalData = "";
    else answer.data.resOriGinalData1 = "";
    return new Response(encodeURIComponent(JSON.stringify(answer)));
  }

  async function receive(request: Request): Promise<Response> {
    const body = await request.text();
    const submissionId = /"submissionId":"([^"]+)"/.exec(body)?.[1] ?? "";
    state.arrivals.push({ submissionId, atMs: Date.now() });
    return Response.json({ received: true });
  }

  async function send(request: Request): Promise<Response> {
    const { messages } = await request.json();
    const messageList = messages.map((message: { customFields: Record<string, string> }) => ({
      messageId: `M${++state.messageCount}`,
      statusCode: "2000",
      customFields: message.customFields,
    }));
    return Response.json({ messageList, failedMessageList: [] }, { headers: JSON_HEADERS });
  }

  function takeArrivals(): Response {
    const arrivals = state.arrivals;
    state.arrivals = [];
    return Response.json({ arrivals });
  }

  void server.finished.then(() => Deno.exit(0));
}

function token(): Response {
  return Response.json({
    access_token: crypto.randomUUID(),
    token_type: "bearer",
    expires_in: TOKEN_SECONDS,
    scope: "read",
  });
}

/** Every message that is asked for has arrived at its phone. */
function list(url: URL): Response {
  const messageId = url.searchParams.get("messageId") ?? "";
  const messageList = messageId === "" ? [] : [{ messageId, statusCode: "4000" }];
  return Response.json({ messageList });
}

function onListen({ port }: { port: number }): void {
  console.log(JSON.stringify({ port }));
}

/** The bench holds the other end of our input. */
async function endWithInput(): Promise<void> {
  const buffer = new Uint8Array(64);
  while (await Deno.stdin.read(buffer) !== null);
  Deno.exit(0);
}

if (import.meta.main) {
  serve();
  await endWithInput();
}
