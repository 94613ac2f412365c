import type { Kernel } from "@maru/kernel";
import { fromBase64, loginText } from "@maru/pki";
import type { CloudCertificates, SubmitterType } from "../auth.ts";
import { CloudRequestNotFoundError, NonceExpiredError, OriginNotAllowedError } from "../errors.ts";
import type { Challenges } from "../submitters/challenges.ts";
import { provesResidentNumber } from "../submitters/login_input.ts";
import type { TransportKeys } from "../submitters/transport_keys.ts";
import { tablesOf } from "../tables.ts";
import { sha256Hex } from "../tokens.ts";
import type { CloudCertificateProvider } from "./provider.ts";

const TITLE = "마루 원클릭 서류제출 로그인";
const REQUESTS_PER_ADDRESS = { name: "auth.cloud.address", max: 20, windowSeconds: 60 } as const;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Tells logins with a cloud certificate from those with a file. */
export interface CloudSignatures {
  madeIt(signed: { challengeId: string; cms: Uint8Array }): Promise<boolean>;
}

export interface CloudParts {
  readonly kernel: Kernel;
  readonly provider: CloudCertificateProvider;
  readonly challenges: Challenges;
  readonly transportKeys: TransportKeys;
  readonly origins: readonly string[];
}

export function createCloudCertificates(parts: CloudParts): CloudCertificates {
  const { kernel, provider } = parts;
  return {
    begin: (input) => begin(parts, input),
    async poll(requestId) {
      const row = UUID.test(requestId)
        ? await tablesOf(kernel.database.db).selectFrom("cloud_request").selectAll()
          .where("id", "=", requestId).executeTakeFirst()
        : undefined;
      if (row === undefined) throw new CloudRequestNotFoundError(requestId);
      if (row.expires_at <= kernel.clock.now()) return { state: "expired" };
      const answer = await provider.read(row.provider_id);
      if (answer.state === row.state) return answer;
      const hash = answer.state === "signed" ? sha256Hex(fromBase64(answer.cms)) : null;
      await tablesOf(kernel.database.db).updateTable("cloud_request")
        .set({ state: answer.state, cms_sha256: hash }).where("id", "=", row.id).execute();
      return answer;
    },
  };
}

async function begin(
  parts: CloudParts,
  input: Parameters<CloudCertificates["begin"]>[0],
): Promise<{ requestId: string; url: string }> {
  const { kernel, provider, challenges, transportKeys, origins } = parts;
  await kernel.rateLimits.consume({ ...REQUESTS_PER_ADDRESS, value: input.address });
  if (!origins.includes(input.origin)) throw new OriginNotAllowedError(input.origin);
  if (new URL(input.returnUrl).origin !== input.origin) {
    throw new OriginNotAllowedError(new URL(input.returnUrl).origin);
  }
  const { nonce, at, expiresAt } = await challenges.read(input.challengeId);
  if (expiresAt <= kernel.clock.now()) throw new NonceExpiredError(expiresAt);
  const { id: keyId, publicJwk } = await transportKeys.current();
  const request = await provider.request({
    text: loginText({ origin: input.origin, nonce, at }),
    title: TITLE,
    returnUrl: input.returnUrl,
    scopes: scopesOf(input.submitterType),
    seal: { publicJwk, keyId, purpose: "login", context: input.challengeId },
  });
  const id = kernel.uuid();
  const row = {
    id,
    provider_id: request.id,
    state: "waiting" as const,
    cms_sha256: null,
    expires_at: request.expiresAt,
  };
  // A person who begins again with the same challenge leaves the first request behind.
  await tablesOf(kernel.database.db).insertInto("cloud_request")
    .values({ ...row, challenge_id: input.challengeId })
    .onConflict((conflict) => conflict.column("challenge_id").doUpdateSet(row)).execute();
  return { requestId: id, url: request.url };
}

/** Without a kind it may be a person's: the provider gives the number only for persons. */
function scopesOf(submitterType?: SubmitterType): ("randomNum" | "residentNumber")[] {
  const needsNumber = submitterType === undefined || provesResidentNumber(submitterType);
  return needsNumber ? ["randomNum", "residentNumber"] : ["randomNum"];
}

export function createCloudSignatures({ kernel }: { kernel: Kernel }): CloudSignatures {
  return {
    async madeIt({ challengeId, cms }) {
      const row = await tablesOf(kernel.database.db).selectFrom("cloud_request").select("id")
        .where("challenge_id", "=", challengeId).where("cms_sha256", "=", sha256Hex(cms))
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
