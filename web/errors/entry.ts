import type { ContentfulStatusCode } from "hono/utils/http-status";

/** What a visitor is told when an error of one class reaches the web. */
export interface ErrorEntry {
  /** Name of the error class, as in its `name` property. */
  readonly error: string;
  readonly status: ContentfulStatusCode;
  /** Stable for ever; people read it out to the help desk and programs compare it. */
  readonly code: string;
  /** What happened, in one short Korean sentence. */
  readonly title: string;
  /** What to do next, in Korean. */
  readonly next: string;
  /** The field of the form that it belongs to, where there is one. */
  readonly field?: string;
  /** Replaces `next` where the error's own fields tell more; must show nothing internal. */
  readonly nextFor?: (error: Error) => string;
  /** Seconds for the `Retry-After` header. */
  readonly retryAfterSeconds?: (error: Error) => number;
}

/** An entry applied to one error. */
export interface ToldError {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly title: string;
  readonly next: string;
  readonly field?: string;
  readonly retryAfterSeconds?: number;
}
