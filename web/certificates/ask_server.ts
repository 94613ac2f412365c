import { sendJson } from "../islands/_send.ts";

/** The server said no, in words for the person (RFC 9457). */
export class ServerProblemError extends Error {
  override name = "ServerProblemError";
  constructor(
    readonly code: string,
    readonly title: string,
    readonly next: string,
    readonly field: string | undefined,
  ) {
    super(`Cannot go on: the server answered "${code}"`);
  }
}

/** No answer came. */
export class ConnectionError extends Error {
  override name = "ConnectionError";
  constructor(options?: ErrorOptions) {
    super("Cannot reach the server", options);
  }
}

/** @throws {ServerProblemError | ConnectionError} */
export function postJson<T>(url: string, body: unknown): Promise<T> {
  return answer<T>(() => sendJson(url, body));
}

/** @throws {ServerProblemError | ConnectionError} */
export function getJson<T>(url: string): Promise<T> {
  return answer<T>(() =>
    fetch(url, { headers: { "Accept": "application/json" }, cache: "no-store" })
  );
}

async function answer<T>(send: () => Promise<Response>): Promise<T> {
  let response: Response;
  let body: Record<string, string>;
  try {
    response = await send();
    body = await response.json();
  } catch (error) {
    throw new ConnectionError({ cause: error });
  }
  if (response.ok) return body as T;
  throw new ServerProblemError(
    body.code ?? "",
    body.title ?? "처리하지 못했습니다.",
    body.detail ?? "잠시 뒤 다시 시도해 주십시오.",
    body.field,
  );
}
