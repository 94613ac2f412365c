import type { AgencyAnswer, AgencyConnector } from "@maru/submission";
import { smallPdf } from "@maru/submission/testing";

/** An agency that answers every request as it was last told to. */
export interface ScriptedAgency extends AgencyConnector {
  answer: AgencyAnswer;
  clientName: string;
  requestCount: number;
}

export function createScriptedAgency(): ScriptedAgency {
  const agency: ScriptedAgency = {
    answer: issuedAnswer({}),
    clientName: "수임상사",
    requestCount: 0,
    authenticate: () => Promise.resolve(),
    gatewayKey: () => Promise.resolve({ publicKeyBase64: "AAAA" }),
    checkClient: () => Promise.resolve({ isClient: true, name: agency.clientName }),
    request() {
      agency.requestCount++;
      return Promise.resolve(agency.answer);
    },
  };
  return agency;
}

export function issuedAnswer(data: Readonly<Record<string, unknown>>): AgencyAnswer {
  return { kind: "issued", pdf: smallPdf(), data, issueNumber: "1234-567" };
}

export const notFiledAnswer: AgencyAnswer = {
  kind: "failed",
  class: "nothingFiled",
  code: "CF-13025",
  text: "scripted",
};

export const twoWayAnswer: AgencyAnswer = {
  kind: "twoWay",
  twoWay: { jobIndex: 0, threadIndex: 0, jti: "scripted", twoWayTimestamp: 1 },
  lifeSeconds: 270,
};
