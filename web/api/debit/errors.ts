import type { ApiProblem } from "./field.ts";

/** Fields of a query or a body are wrong; all of them stand together (422). */
export class ApiInputError extends Error {
  override name = "ApiInputError";
  constructor(readonly problems: readonly ApiProblem[]) {
    super(`Cannot take the input: ${problems.map(({ field }) => `"${field}"`).join(", ")}`);
  }
}

/** An acting request carries no `Idempotency-Key`, or one that is no 1 to 200 ASCII characters (400). */
export class IdempotencyKeyError extends Error {
  override name = "IdempotencyKeyError";
  constructor() {
    super("Cannot act without an idempotency key");
  }
}

/** The same request is being worked on (409). */
export class CallUnderWayError extends Error {
  override name = "CallUnderWayError";
  constructor() {
    super("Cannot answer yet: the first request with this key is under way");
  }
}

/** The body does not say that it is JSON (415). */
export class ApiMediaTypeError extends Error {
  override name = "ApiMediaTypeError";
  constructor() {
    super("Cannot read a body that is not JSON");
  }
}

/** There is no such path, or not with this method (404). */
export class ApiRouteError extends Error {
  override name = "ApiRouteError";
  constructor() {
    super("Cannot find such an operation");
  }
}
