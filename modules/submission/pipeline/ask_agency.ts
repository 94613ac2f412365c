import type { AgencyAnswer, AgencyRequest } from "../agency_connector.ts";
import type { Parts } from "../parts.ts";
import type { GatewayBundle } from "../submission.ts";
import type { DocumentSource } from "../tables.ts";
import { plainText } from "../plain_text.ts";
import type { Claim } from "./claim.ts";
import { bundlePlace, inputsPlace, twoWayPlace } from "./sealed_places.ts";

type AgencyFailed = Extract<AgencyAnswer, { kind: "failed" }>;

/** Sources that an agency connector serves; `upload` is the person's own. */
function agencySource(claim: Pick<Claim, "sources">) {
  return claim.sources.find(({ kind }) => kind !== "upload");
}

export interface AskedAgency {
  readonly answer: AgencyAnswer;
  /** Whom an answer about a person must be about; it lives in memory alone. */
  readonly residentNumber: string | undefined;
}

/**
 * Asks the agency for one item, outside of any transaction. Whatever goes wrong is an answer.
 *
 * @param options.untilMs monotonic time at which the call is given up: the lease outlives it
 */
export async function askAgency(
  { kernel, agencies }: Pick<Parts, "kernel" | "agencies">,
  claim: Claim,
  { untilMs }: { untilMs: number },
): Promise<AskedAgency> {
  const request = await requestOf({ kernel }, claim);
  if ("kind" in request) return { answer: request, residentNumber: undefined };
  const { residentNumber } = request.bundle;
  const timeout = AbortSignal.timeout(Math.max(0, untilMs - kernel.clock.monotonic()));
  try {
    return { answer: plainAnswer(await agencies.request(request, timeout)), residentNumber };
  } catch (error) {
    if (timeout.aborted) {
      return { answer: lost("MARU-TIMEOUT", "no answer in time"), residentNumber };
    }
    const name = error instanceof Error ? error.name : "unknown";
    kernel.log.error("agency connector failed", { item: claim.item.id, error: name });
    return { answer: lost("MARU-CONNECTOR", name), residentNumber };
  }
}

/** The data of a document stays as it is: it is kept sealed, as bytes. */
function plainAnswer(answer: AgencyAnswer): AgencyAnswer {
  if (answer.kind === "failed") {
    return { ...answer, code: plainText(answer.code), text: plainText(answer.text) };
  }
  return answer.kind === "issued" && answer.issueNumber !== undefined
    ? { ...answer, issueNumber: plainText(answer.issueNumber) }
    : answer;
}

function lost(code: string, text: string): AgencyFailed {
  return { kind: "failed", class: "transient", code, text, isEndUnknown: true };
}

function notAsked(failureClass: AgencyFailed["class"], code: string): AgencyFailed {
  return { kind: "failed", class: failureClass, code, text: "the agency was not asked" };
}

async function requestOf(
  { kernel }: Pick<Parts, "kernel">,
  claim: Claim,
): Promise<AgencyRequest | AgencyFailed> {
  const source = agencySource(claim);
  if (source === undefined) return notAsked("notOffered", "MARU-NO-SOURCE");
  try {
    return await readRequest({ kernel }, claim, source);
  } catch (error) {
    const name = error instanceof Error ? error.name : "unknown";
    kernel.log.error("what an agency needs does not open", { item: claim.item.id, error: name });
    return notAsked("ourFault", "MARU-SEALED");
  }
}

/** @throws {SealingError} a key that sealed it is not configured any more */
async function readRequest(
  { kernel }: Pick<Parts, "kernel">,
  claim: Claim,
  source: DocumentSource,
): Promise<AgencyRequest> {
  const { item, submission } = claim;
  const { sealing } = kernel;
  const bundle: GatewayBundle = JSON.parse(
    await sealing.open(bundlePlace(submission.id), claim.bundleSealed),
  );
  const inputs: Record<string, string> = claim.inputsSealed === null
    ? {}
    : JSON.parse(await sealing.open(inputsPlace(item.id), claim.inputsSealed));
  const twoWay: unknown = claim.twoWaySealed === null
    ? undefined
    : JSON.parse(await sealing.open(twoWayPlace(item.id), claim.twoWaySealed));
  return {
    attemptKey: `${item.id}:${item.attemptNumber}:${item.retryCount}:${item.recoveryCount}`,
    sessionKey: submission.id,
    source,
    submitterType: submission.submitterType,
    bundle,
    ...(submission.businessNumber === null ? {} : { businessNumber: submission.businessNumber }),
    ...(submission.clientBusinessNumber === null
      ? {}
      : { clientBusinessNumber: submission.clientBusinessNumber }),
    ...(item.periodFrom === null ? {} : { periodFrom: item.periodFrom }),
    ...(item.periodTo === null ? {} : { periodTo: item.periodTo }),
    inputs,
    wantsPdf: item.hasPdf && !item.dataOnly,
    ...(twoWay === undefined ? {} : { twoWay }),
  };
}
