import type { AgencyAnswer, AgencyRequest } from "../agency_connector.ts";
import type { Parts } from "../parts.ts";
import type { GatewayBundle } from "../submission.ts";
import type { Claim } from "./claim.ts";
import { bundlePlace, inputsPlace, twoWayPlace } from "./sealed_places.ts";

/** Sources that an agency connector serves; `upload` is the person's own. */
export function agencySource(claim: Pick<Claim, "sources">) {
  return claim.sources.find(({ kind }) => kind !== "upload");
}

export interface AskedAgency {
  readonly answer: AgencyAnswer;
  /** Whom an answer about a person must be about; it lives in memory alone. */
  readonly residentNumber: string | undefined;
}

/**
 * Asks the agency for one item, outside of any transaction. Whatever goes wrong is an answer.
 */
export async function askAgency(
  { kernel, agencies, settings }: Parts,
  claim: Claim,
): Promise<AskedAgency> {
  const timeout = AbortSignal.timeout(settings.agencyTimeoutSeconds * 1_000);
  let residentNumber: string | undefined;
  try {
    const request = await requestOf({ kernel }, claim);
    residentNumber = request.bundle.residentNumber;
    return { answer: await agencies.request(request, timeout), residentNumber };
  } catch (error) {
    if (timeout.aborted) {
      return { answer: lost("MARU-TIMEOUT", "no answer in time"), residentNumber };
    }
    const name = error instanceof Error ? error.name : "unknown";
    kernel.log.error("agency connector failed", { item: claim.item.id, error: name });
    return { answer: lost("MARU-CONNECTOR", name), residentNumber };
  }
}

function lost(code: string, text: string): AgencyAnswer {
  return { kind: "failed", class: "transient", code, text, isEndUnknown: true };
}

async function requestOf(
  { kernel }: Pick<Parts, "kernel">,
  claim: Claim,
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
    source: agencySource(claim) ?? { kind: "upload" },
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
