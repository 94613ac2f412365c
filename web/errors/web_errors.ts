/** No page stands at this address, or it is somebody else's: both look the same. */
export class PageNotFoundError extends Error {
  override name = "PageNotFoundError";
  constructor() {
    super("Cannot find the page");
  }
}

/** An unsafe request does not come from one of our own pages. */
export class CrossOriginError extends Error {
  override name = "CrossOriginError";
  constructor(readonly site: string) {
    super(`Cannot take a request from another origin: got "${site}"`);
  }
}

/** The form token is missing, forged, or belongs to another session. */
export class FormTokenError extends Error {
  override name = "FormTokenError";
  constructor(readonly reason: "missing" | "wrong") {
    super(`Cannot take the request: its form token is ${reason}`);
  }
}

/** The body is longer than its route takes. */
export class BodyTooLargeError extends Error {
  override name = "BodyTooLargeError";
  constructor(readonly bytesMax: number) {
    super(`Cannot take the body: it is longer than ${bytesMax} bytes`);
  }
}

/** The body did not arrive whole in time. */
export class BodyTooSlowError extends Error {
  override name = "BodyTooSlowError";
  constructor(readonly deadlineMs: number) {
    super(`Cannot take the body: it did not arrive within ${deadlineMs} ms`);
  }
}

/** Whoever sent the body hung up inside of it; nobody is there to read an answer. */
export class BodyCutOffError extends Error {
  override name = "BodyCutOffError";
  constructor(options?: ErrorOptions) {
    super("Cannot take the body: it was cut off", options);
  }
}

/** So many large bodies are worked on that there is no memory for another (503). */
export class BodyRoomFullError extends Error {
  override name = "BodyRoomFullError";
  readonly retryAfterSeconds = 10;
  constructor() {
    super("Cannot take the body: too many large ones are under way");
  }
}

/** The address or the body is not text of the kind that it says, or holds what no text holds. */
export class RequestUnreadableError extends Error {
  override name = "RequestUnreadableError";
  constructor(readonly where: "address" | "body") {
    super(`Cannot read the request: its ${where} is broken`);
  }
}
