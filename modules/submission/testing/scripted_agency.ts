import type { AgencyAnswer, AgencyConnector, AgencyRequest } from "../agency_connector.ts";

/** What a scripted agency does with one request. */
export type AgencyScript = (
  request: AgencyRequest,
  signal: AbortSignal,
) => AgencyAnswer | Promise<AgencyAnswer>;

export interface ScriptedAgency extends AgencyConnector {
  /** What the next requests are answered with; the last script stays. */
  answer(...scripts: AgencyScript[]): void;
  readonly requests: readonly AgencyRequest[];
  /** The most requests that were inside at once, by session and by document path's agency. */
  readonly liveMax: ReadonlyMap<string, number>;
  isClient: boolean;
}

/** A peer that plays an agency: it writes down what it was asked and who was inside at once. */
export function createScriptedAgency(liveKey?: (request: AgencyRequest) => string): ScriptedAgency {
  const requests: AgencyRequest[] = [];
  const live = new Map<string, number>();
  const liveMax = new Map<string, number>();
  let scripts: AgencyScript[] = [() => issued()];

  const agency: ScriptedAgency = {
    requests,
    liveMax,
    isClient: true,
    answer(...next) {
      scripts = next;
    },
    authenticate: () => Promise.resolve(),
    gatewayKey: () => Promise.resolve({ publicKeyBase64: "key" }),
    checkClient: () =>
      Promise.resolve(
        agency.isClient
          ? { isClient: true as const, name: "수임상사" }
          : { isClient: false as const, class: "notEntitled" as const, text: "not theirs" },
      ),
    async request(request, signal) {
      requests.push(request);
      const script = scripts.length > 1 ? scripts.shift()! : scripts[0]!;
      const key = liveKey?.(request) ?? request.sessionKey;
      live.set(key, (live.get(key) ?? 0) + 1);
      liveMax.set(key, Math.max(liveMax.get(key) ?? 0, live.get(key)!));
      try {
        return await script(request, signal);
      } finally {
        live.set(key, live.get(key)! - 1);
      }
    },
  };
  return agency;
}

/** An answer with a PDF of one page, and the data that it was made from. */
export function issued(data: Record<string, unknown> = { resIssueNo: "1234-567" }): AgencyAnswer {
  return { kind: "issued", pdf: smallPdf(), data, issueNumber: "1234-567" };
}

export function failed(
  failureClass: Extract<AgencyAnswer, { kind: "failed" }>["class"],
  more: { code?: string; isEndUnknown?: boolean } = {},
): AgencyAnswer {
  return { kind: "failed", class: failureClass, code: "CF-99999", text: "scripted", ...more };
}

/** The smallest PDF that every reader opens: header, four objects, table, trailer. */
export function smallPdf(pageCount = 1): Uint8Array {
  const kids = Array.from({ length: pageCount }, (_, index) => `${index + 3} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pageCount} >>`,
    ...Array.from(
      { length: pageCount },
      () => "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>",
    ),
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const lines = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}
