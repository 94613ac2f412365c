import type { RevocationAnswer, RevocationOptions, RevocationQuestion } from "./revocation.ts";
import { CLOCK_SKEW_MS, type RevocationSource } from "./revocation_list_source.ts";
import { type OcspAnswer, ocspRequest, readOcspAnswer } from "./ocsp.ts";
import { fetchBytes, isAllowedAddress } from "./revocation_transport.ts";

const NONCE_BYTES = 16;
/** How old an answer may be that does not say until when it holds. */
const ANSWER_AGE_MS_MAX = 24 * 60 * 60_000;

/** The responders that the certificate names, asked each time: a nonce makes the answer fresh. */
export function createOcspSource(options: RevocationOptions): RevocationSource {
  async function askOne(url: string, question: RevocationQuestion): Promise<RevocationAnswer> {
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const asked = { ...question, nonce };
    const encoded = await fetchBytes(url, options, {
      method: "POST",
      headers: { "content-type": "application/ocsp-request" },
      body: ocspRequest(asked),
    });
    const answer = readOcspAnswer(encoded, asked, question.at);
    if (!isCurrent(answer, question.at)) throw new Error("the answer is out of date");
    if (answer.status === "unknown") throw new Error("the responder does not know the certificate");
    return {
      evidence: { source: "ocsp", producedAt: answer.producedAt, nextUpdate: answer.nextUpdate },
      ...(answer.status === "revoked"
        ? { revoked: { revokedAt: answer.revokedAt, reason: answer.reason } }
        : {}),
    };
  }

  return {
    async ask(question, reasons) {
      for (const url of question.certificate.ocspUrls) {
        if (!isAllowedAddress(url, options.allowedHosts)) {
          reasons.push("a responder is on a host that may not be asked");
          continue;
        }
        try {
          return await askOne(url, question);
        } catch (error) {
          reasons.push(error instanceof Error ? error.message : "the answer could not be read");
        }
      }
      return undefined;
    },
    clear: () => {},
  };
}

function isCurrent(answer: OcspAnswer, at: Date): boolean {
  const now = at.getTime();
  const until = answer.nextUpdate?.getTime() ?? answer.thisUpdate.getTime() + ANSWER_AGE_MS_MAX;
  return answer.thisUpdate.getTime() <= now + CLOCK_SKEW_MS && now <= until + CLOCK_SKEW_MS;
}
