import type { AgencyAnswer, AgencyConnector, AgencyRequest } from "../agency_connector.ts";
import { smallPdf } from "./small_pdf.ts";

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
