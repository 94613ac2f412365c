import { ClientCheckFailedError, ClientNotOursError } from "../errors.ts";
import { FAILURES } from "../failures.ts";
import type { Parts } from "../parts.ts";
import { plainText } from "../plain_text.ts";
import type { SubmitterDesk } from "../submission.ts";
import { openGatewayBundle } from "./gateway_bundle.ts";

const NAME_LENGTH_MAX = 200;

/** 수임업체 확인: a tax agent goes on only with a client that the agency knows as theirs. */
export function createCheckClient(parts: Parts): SubmitterDesk["checkClient"] {
  return async (session, input) => {
    const bundle = await openGatewayBundle(parts, session, input.sealedBundle);
    const clientBusinessNumber = input.businessNumber.replaceAll(/\D/g, "");
    const answer = await parts.agencies.checkClient({
      bundle,
      agentBusinessNumber: session.businessNumber ?? "",
      clientBusinessNumber,
    });
    if (!answer.isClient) {
      if (answer.class === "notEntitled") throw new ClientNotOursError(answer.text);
      throw new ClientCheckFailedError(answer.class, FAILURES[answer.class].text);
    }
    const name = plainText(answer.name, NAME_LENGTH_MAX);
    await parts.kernel.transaction(async (tx) => {
      await parts.auth.submitters.requireLive(tx, session.id);
      const client = { businessNumber: clientBusinessNumber, name };
      await parts.auth.submitters.setClient(tx, session.id, client);
    });
    return { name };
  };
}
