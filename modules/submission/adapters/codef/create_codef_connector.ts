import type { Kernel } from "@maru/kernel";
import type { AgencyAnswer, AgencyConnector } from "../../agency_connector.ts";
import type { CodefSettings } from "./codef_settings.ts";
import { createErrorClasses } from "./error_classes.ts";
import { exchange, type Exchanged } from "./exchange.ts";
import { createGatewayKeys } from "./gateway_key.ts";
import {
  agentFields,
  type CodefSource,
  loginFields,
  readSource,
  requestFields,
} from "./request_fields.ts";
import { createTokens } from "./token.ts";
import type { CodefAnswer } from "./wire.ts";

/** The agency sits behind the gateway for up to five minutes; the caller's signal is the real limit. */
const TIMEOUT_MS = 900_000;
/** A PDF of 20 MB in URL-encoded base64. */
const RESPONSE_BYTES_MAX = 40 * 1024 * 1024;
const TWO_WAY_LIFE_SECONDS = 270;
const CLIENT_CHECK = "/v1/kr/public/nt/tax-agent/consignment-check";

const OK_CODES = new Set(["CF-00000", "CF-00025"]);
const TWO_WAY_CODE = "CF-03002";
/** Files stand in these; what is stored as data is the rest. */
const FILE_FIELDS = new Set(["resOriGinalData", "resOriGinalData1"]);

/** Agencies through CODEF's HTTP API. */
export function createCodefConnector(
  { kernel, config }: { kernel: Kernel; config: CodefSettings },
): AgencyConnector {
  const client = kernel.outbound.client({
    name: "codef",
    origins: [...new Set([new URL(config.baseUrl).origin, new URL(config.oauthUrl).origin])],
    timeoutMs: TIMEOUT_MS,
    responseBytesMax: RESPONSE_BYTES_MAX,
    retryCountMax: 2,
    isGateway: true,
  });
  const tokens = createTokens({ kernel, client, config });
  const classOfCode = createErrorClasses(kernel);
  const parts = { client, tokens, config };

  async function failureOf(answer: CodefAnswer, path: string) {
    const text = [answer.message, answer.extraMessage].filter(Boolean).join(" ");
    return { class: await classOfCode(answer.code, path), code: answer.code, text };
  }

  return {
    async authenticate() {
      await tokens.get();
    },
    gatewayKey: createGatewayKeys({ kernel, client, config }),
    async checkClient({ bundle, agentBusinessNumber, clientBusinessNumber }) {
      const answer = await exchange(parts, {
        path: CLIENT_CHECK,
        fields: {
          organization: "0001",
          ...loginFields(bundle),
          ...agentFields(bundle, agentBusinessNumber),
          identity: clientBusinessNumber,
        },
      });
      if ("kind" in answer) return { isClient: false, class: answer.class, text: answer.text };
      const isOk = OK_CODES.has(answer.code);
      if (isOk && answer.data.resResultYN === "1") {
        return { isClient: true, name: String(answer.data.resCompanyNm ?? "") };
      }
      if (isOk) return { isClient: false, class: "notEntitled", text: "" };
      const failure = await failureOf(answer, CLIENT_CHECK);
      return { isClient: false, class: failure.class, text: failure.text };
    },
    async request(request, signal) {
      const source = readSource(request.source);
      const fields = requestFields(request, source);
      const answer: Exchanged = await exchange(parts, { path: source.path, fields, signal });
      if ("kind" in answer) return answer;
      if (answer.code === TWO_WAY_CODE) return twoWayOf(answer);
      if (!OK_CODES.has(answer.code)) {
        return { kind: "failed", ...await failureOf(answer, source.path) };
      }
      return issuedOf(answer, source);
    },
  };
}

/** What the next request must carry, and nothing else of the answer. */
function twoWayOf({ data }: CodefAnswer): AgencyAnswer {
  const { jobIndex, threadIndex, jti, twoWayTimestamp } = data;
  return {
    kind: "twoWay",
    twoWay: { jobIndex, threadIndex, jti, twoWayTimestamp },
    lifeSeconds: TWO_WAY_LIFE_SECONDS,
  };
}

function issuedOf({ data }: CodefAnswer, source: CodefSource): AgencyAnswer {
  const file = source.pdfField === undefined ? undefined : data[source.pdfField];
  const pdf = typeof file === "string" && file !== "" ? readBase64(file) : undefined;
  if (pdf === "broken") {
    return { kind: "failed", class: "damagedDocument", code: "MARU-BASE64", text: "" };
  }
  const issueNumber = data.resIssueNo;
  const rest = Object.fromEntries(Object.entries(data).filter(([name]) => !FILE_FIELDS.has(name)));
  return {
    kind: "issued",
    data: rest,
    ...(pdf === undefined ? {} : { pdf }),
    ...(typeof issueNumber === "string" && issueNumber !== "" ? { issueNumber } : {}),
  };
}

function readBase64(text: string): Uint8Array | "broken" {
  try {
    // A plus that was decoded as a space on the way is a plus again.
    return Uint8Array.fromBase64(text.replaceAll(" ", "+"));
  } catch {
    return "broken";
  }
}
