/**
 * The HTTP protocol of the cloud-certificate provider (금융인증서), between servers:
 *
 * 1. `POST /cloud/v1/requests` with `Authorization: Bearer <client key>` and a {@link SigningRequest}
 *    answers 201 and a {@link SigningState} with `url`.
 * 2. The person opens `url`, gives phone and 6-digit PIN, sees what is asked for, and confirms or
 *    refuses. Then the browser goes to `returnUrl?requestId=…&state=…`.
 * 3. `GET /cloud/v1/requests/:id` (same key) answers the {@link SigningState}; it is polled. A signed
 *    one carries CMS, certificate and the sealed secrets until it expires.
 *
 * Errors are `{ error: { code, message } }` with 400, 401, 404 or 429.
 */

/** What the provider may give beside the signature; each is named to the person before the PIN. */
export const cloudScopes = ["randomNum", "residentNumber"] as const;
export type CloudScope = typeof cloudScopes[number];

export interface SigningRequest {
  /** UTF-8 text that is signed inside the CMS, up to 4,096 characters. */
  readonly text: string;
  /** Korean, shown to the person: who asks, and for what. */
  readonly title: string;
  /** http or https; where the person's browser goes in the end. */
  readonly returnUrl?: string;
  /** `["randomNum"]` where absent. */
  readonly scopes?: readonly CloudScope[];
  /**
   * Where the secrets are sealed to, as `sealTo` of `@maru/pki/browser` wants it. What is sealed is the
   * UTF-8 JSON of {@link SealedSecrets}; it never travels in the clear.
   */
  readonly seal: {
    readonly publicJwk: JsonWebKey;
    readonly keyId: string;
    readonly purpose: string;
    readonly context: string;
  };
}

export interface SealedSecrets {
  /** R of the certificate, base64. */
  readonly randomNum?: string;
  /** 13 digits; only where the scope was asked for and the certificate is a person's. */
  readonly residentNumber?: string;
}

export type SigningStateName = "waiting" | "signed" | "refused" | "expired";

export interface SigningState {
  readonly id: string;
  readonly state: SigningStateName;
  /** Where the person confirms. */
  readonly url: string;
  /** ISO time; five minutes after the request. */
  readonly expiresAt: string;
  /** Only when signed: CMS SignedData with the text inside, DER in base64. */
  readonly cms?: string;
  /** Only when signed: the signer's certificate, DER in base64. */
  readonly certificate?: string;
  /** Only when signed: the compact text of `sealTo`. */
  readonly sealed?: string;
  /** Only when signed: ISO time. */
  readonly signedAt?: string;
}

/** The client key of the demo; it is public and worth nothing outside of this sandbox. */
export const demoClientKey = "maru-cloud-demo-client-key";
