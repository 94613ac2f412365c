/** There is no such key, endpoint or event of this merchant. */
export class IntegrationNotFoundError extends RangeError {
  override name = "IntegrationNotFoundError";
  constructor(readonly kind: "key" | "endpoint" | "event", readonly id: string) {
    super(`Cannot find the ${kind} "${id}"`);
  }
}

/** The address may not be called: no https, or not public. Its path is not repeated. */
export class WebhookUrlError extends Error {
  override name = "WebhookUrlError";
  constructor(readonly host: string, why: string) {
    super(`Cannot call webhooks at "${host}": ${why}`);
  }
}

/** So many keys or endpoints are enough; revoke one first. */
export class IntegrationLimitError extends Error {
  override name = "IntegrationLimitError";
  constructor(readonly kind: "key" | "endpoint", readonly countMax: number) {
    super(`Cannot add another ${kind}: ${countMax} are allowed`);
  }
}
