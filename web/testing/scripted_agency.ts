import type { AgencyAnswer, AgencyConnector } from "@maru/submission";

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
  return { kind: "issued", pdf: onePagePdf(), data, issueNumber: "1234-567" };
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

/** The smallest whole PDF: a catalogue, a page tree and one page. */
export function onePagePdf(): Uint8Array {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>",
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
