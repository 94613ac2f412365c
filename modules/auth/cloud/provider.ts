/** What a person is asked to sign with a cloud certificate. */
export interface CloudSigningRequest {
  /** The text that is signed inside the CMS. */
  readonly text: string;
  /** Korean, shown to the person there. */
  readonly title: string;
  readonly returnUrl: string;
  /** Secrets that the provider may hand out, sealed to our transport key. */
  readonly scopes: readonly ("randomNum" | "residentNumber")[];
  readonly seal: {
    readonly publicJwk: JsonWebKey;
    readonly keyId: string;
    readonly purpose: string;
    readonly context: string;
  };
}

export type CloudSigningState =
  | { readonly state: "waiting" | "refused" | "expired" }
  | { readonly state: "signed"; readonly cms: string; readonly sealed: string };

/** A provider that keeps people's certificates and signs where they confirm it (금융인증서). */
export interface CloudCertificateProvider {
  /** @throws {CloudCertificateUnavailableError} */
  request(request: CloudSigningRequest): Promise<{ id: string; url: string; expiresAt: Date }>;
  /** @throws {CloudCertificateUnavailableError} */
  read(id: string): Promise<CloudSigningState>;
}
