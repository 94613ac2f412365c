/** Unknown, or another institution's (404). */
export class ApiKeyNotFoundError extends Error {
  override name = "ApiKeyNotFoundError";
  constructor(readonly keyId: string) {
    super(`Cannot find API key "${keyId}"`);
  }
}
