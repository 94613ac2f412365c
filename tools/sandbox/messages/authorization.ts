import { createHmac, timingSafeEqual } from "node:crypto";

const SKEW_MAX_MS = 15 * 60_000;

export interface ApiKey {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** An answer in the provider's form: `{ errorCode, errorMessage }`. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  constructor(
    readonly status: 400 | 403 | 404 | 500 | 503,
    readonly errorCode: string,
    message: string,
  ) {
    super(message);
  }
}

export interface AuthorizationCheck {
  /** @throws {ProviderError} 403 with the provider's code */
  check(header: string | undefined): void;
}

/**
 * Checks `Authorization: HMAC-SHA256 apiKey=…, date=…, salt=…, signature=…`, where the signature is
 * the hexadecimal HMAC of date and salt under the secret. A signature is good once in 15 minutes.
 * `times` are the clocks that the date may agree with: the demo's and the machine's, as the public
 * SDKs know only the latter.
 *
 * Source: SOLAPI documents, "API Key 인증 방식".
 */
export function createAuthorizationCheck(
  options: { readonly keys: () => readonly ApiKey[]; readonly times: () => readonly number[] },
): AuthorizationCheck {
  const seenAt = new Map<string, number>();

  function refuseReplay(signature: string): void {
    const machineTime = performance.now();
    for (const [seen, at] of seenAt) {
      if (machineTime - at > 2 * SKEW_MAX_MS) seenAt.delete(seen);
    }
    if (seenAt.has(signature)) {
      throw new ProviderError(403, "DuplicatedSignature", "15분 안에 사용된 Signature입니다.");
    }
    seenAt.set(signature, machineTime);
  }

  return {
    check(header) {
      const fields = parse(header);
      const key = options.keys().find((candidate) => candidate.apiKey === fields.apiKey);
      if (key === undefined) {
        throw new ProviderError(403, "InvalidAPIKey", "유효한 API Key가 아닙니다.");
      }
      const date = new Date(fields.date).getTime();
      const isFresh = options.times().some((time) => Math.abs(time - date) <= SKEW_MAX_MS);
      if (!isFresh) {
        throw new ProviderError(
          403,
          "RequestTimeTooSkewed",
          "시간 값이 서버 시간을 15분 이상 벗어났습니다.",
        );
      }
      const wanted = createHmac("sha256", key.apiSecret).update(fields.date + fields.salt).digest();
      const got = hexToBytes(fields.signature);
      if (got.length !== wanted.length || !timingSafeEqual(got, new Uint8Array(wanted))) {
        throw new ProviderError(
          403,
          "SignatureDoesNotMatch",
          "생성한 Signature가 일치하지 않습니다.",
        );
      }
      refuseReplay(fields.signature);
    },
  };
}

interface AuthorizationFields {
  readonly apiKey: string;
  readonly date: string;
  readonly salt: string;
  readonly signature: string;
}

function parse(header: string | undefined): AuthorizationFields {
  const [method, ...rest] = (header ?? "").split(" ");
  const fields = new Map(
    rest.join(" ").split(",").map((part) => {
      const at = part.indexOf("=");
      return [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()] as const;
    }),
  );
  const [apiKey, date, salt, signature] = ["apikey", "date", "salt", "signature"].map((name) =>
    fields.get(name)
  );
  const isComplete = method === "HMAC-SHA256" && apiKey && date && salt && signature;
  if (!isComplete || salt.length < 12 || salt.length > 64) {
    throw new ProviderError(403, "InvalidAuthorization", "Authorization 헤더가 올바르지 않습니다.");
  }
  return { apiKey, date, salt, signature };
}

function hexToBytes(hex: string): Uint8Array {
  const pairs = /^([0-9a-f]{2})+$/i.test(hex) ? hex.match(/../g) ?? [] : [];
  return Uint8Array.from(pairs, (pair) => parseInt(pair, 16));
}
