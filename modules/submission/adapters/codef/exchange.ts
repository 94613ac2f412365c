import { type OutboundClient, OutboundError, type OutboundResponse } from "@maru/kernel";
import type { AgencyAnswer } from "../../agency_connector.ts";
import type { CodefSettings } from "./codef_settings.ts";
import type { CodefFields } from "./request_fields.ts";
import { TokenRefusedError, type Tokens } from "./token.ts";
import { type CodefAnswer, decodeAnswer, encodeBody } from "./wire.ts";

export type CodefFailure = Extract<AgencyAnswer, { kind: "failed" }>;

/** The gateway answered, or why it did not. */
export type Exchanged = CodefAnswer | CodefFailure;

export interface ExchangeParts {
  readonly client: OutboundClient;
  readonly tokens: Tokens;
  readonly config: CodefSettings;
}

/** The gateway as a whole is at fault, and no agency behind it. */
const GATEWAY_CODE = "MARU-GATEWAY";

/**
 * One request. A token that the gateway does not take any more is renewed once: such a request was
 * not begun.
 */
export async function exchange(
  parts: ExchangeParts,
  { path, fields, signal }: { path: string; fields: CodefFields; signal?: AbortSignal },
): Promise<Exchanged> {
  try {
    for (let attempt = 1;; attempt++) {
      const token = await parts.tokens.get();
      const response = await parts.client.request({
        method: "POST",
        url: `${parts.config.baseUrl}${path}`,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: encodeBody(fields),
        ...(signal === undefined ? {} : { signal }),
      });
      if (response.status !== 401 || attempt === 2) return answerOf(response);
      parts.tokens.forget(token);
    }
  } catch (error) {
    if (error instanceof TokenRefusedError) return tokenFailure(error);
    if (error instanceof OutboundError && error.failure !== "aborted") {
      return outboundFailure(error);
    }
    throw error;
  }
}

function answerOf(response: OutboundResponse): Exchanged {
  const { status, body } = response;
  const code = `HTTP-${status}`;
  if (status === 200) return decodeAnswer(body) ?? endUnknown("transient", "MARU-GARBLED");
  if (status === 502 || status === 504) return endUnknown("agencyDown", code);
  if (status === 503) return failure("agencyDown", code);
  return failure(status >= 500 || status === 429 ? "transient" : "ourFault", code);
}

function tokenFailure({ status }: TokenRefusedError): CodefFailure {
  const isDown = status >= 500 || status === 429;
  return failure(isDown ? "agencyDown" : "ourFault", isDown ? GATEWAY_CODE : `HTTP-${status}`);
}

function outboundFailure(error: OutboundError): CodefFailure {
  switch (error.failure) {
    case "notAllowed":
      return failure("ourFault", "MARU-NOT-ALLOWED", error.message);
    case "breakerOpen":
      return failure("agencyDown", GATEWAY_CODE, error.message);
    case "tooLarge":
      return failure("damagedDocument", "MARU-TOO-LARGE", error.message);
    case "timeout":
      return endUnknown("transient", "MARU-TIMEOUT", error.message);
    default:
      return lostOf(error);
  }
}

/** A connection that never stood carried nothing; one that broke may have. */
function lostOf(error: OutboundError): CodefFailure {
  const wasNeverUp = /connection refused|connect error|dns error|no such host/i.test(error.message);
  if (wasNeverUp) return failure("agencyDown", GATEWAY_CODE, error.message);
  return endUnknown("agencyDown", "MARU-RESET", error.message);
}

/** The login may still be live: what cannot be read may have asked for an extra step (추가인증). */
function endUnknown(
  failureClass: CodefFailure["class"],
  code: string,
  text = "",
): CodefFailure {
  return { ...failure(failureClass, code, text), isEndUnknown: true };
}

function failure(
  failureClass: CodefFailure["class"],
  code: string,
  text = "",
): CodefFailure {
  return { kind: "failed", class: failureClass, code, text };
}
