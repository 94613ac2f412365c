/**
 * The browser's half of WebAuthn: options come as JSON, the authenticator works with bytes, and the
 * answer goes back as JSON (WebAuthn Level 3 §5.1.8). Browsers that cannot do this themselves are
 * still in use.
 *
 * @module
 */

type Json = Readonly<Record<string, unknown>>;

/** `navigator.credentials.create` with options from the server; gives the answer for it. */
export async function createPasskey(options: Json): Promise<Json> {
  const user = options["user"] as Json;
  const publicKey = {
    ...options,
    challenge: toBytes(options["challenge"]),
    user: { ...user, id: toBytes(user["id"]) },
    excludeCredentials: descriptorsIn(options["excludeCredentials"]),
  } as unknown as PublicKeyCredentialCreationOptions;
  const credential = await navigator.credentials.create({ publicKey }) as PublicKeyCredential;
  const response = credential.response as AuthenticatorAttestationResponse;
  return describe(credential, {
    attestationObject: toText(response.attestationObject),
    transports: response.getTransports?.() ?? [],
  });
}

/** `navigator.credentials.get` with options from the server; gives the answer for it. */
export async function askPasskey(options: Json): Promise<Json> {
  const publicKey = {
    ...options,
    challenge: toBytes(options["challenge"]),
    allowCredentials: descriptorsIn(options["allowCredentials"]),
  } as unknown as PublicKeyCredentialRequestOptions;
  const credential = await navigator.credentials.get({ publicKey }) as PublicKeyCredential;
  const response = credential.response as AuthenticatorAssertionResponse;
  return describe(credential, {
    authenticatorData: toText(response.authenticatorData),
    signature: toText(response.signature),
    ...(response.userHandle ? { userHandle: toText(response.userHandle) } : {}),
  });
}

/** Why the browser gave no credential, in words that say what to do. */
export function ceremonyProblem(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  return PROBLEMS[name] ??
    "이 브라우저에서 패스키를 쓸 수 없습니다. 인증 앱의 코드를 이용해 주십시오.";
}

const PROBLEMS: Readonly<Record<string, string>> = {
  NotAllowedError: "취소하셨거나 시간이 지났습니다. 다시 눌러 주십시오.",
  AbortError: "취소하셨거나 시간이 지났습니다. 다시 눌러 주십시오.",
  InvalidStateError: "이 기기의 패스키는 이미 등록되어 있습니다.",
  NotSupportedError: "이 기기에는 쓸 수 있는 패스키가 없습니다. 인증 앱의 코드를 이용해 주십시오.",
};

function describe(credential: PublicKeyCredential, response: Json): Json {
  const id = toText(credential.rawId);
  return {
    id,
    rawId: id,
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: toText(credential.response.clientDataJSON), ...response },
  };
}

function descriptorsIn(listed: unknown): Json[] {
  return (Array.isArray(listed) ? listed as Json[] : []).map((each) => ({
    ...each,
    type: "public-key",
    id: toBytes(each["id"]),
  }));
}

export function toBytes(text: unknown): Uint8Array<ArrayBuffer> {
  const binary = atob(String(text).replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

export function toText(bytes: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
