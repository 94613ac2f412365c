import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { FieldError } from "../forms/read_form.ts";

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
  /** Where to go on, instead of the first page. */
  readonly action?: ErrorAction;
  /** Replaces `action` where the error knows the page to go on with. */
  readonly actionFor?: (error: Error) => ErrorAction;
  /** Every field that is wrong, where the error's own fields tell. */
  readonly errorsFor?: (error: Error) => readonly FieldError[];
  /** Replaces `next` where the error's own fields tell more; must show nothing internal. */
  readonly nextFor?: (error: Error) => string;
  /** Seconds for the `Retry-After` header. */
  readonly retryAfterSeconds?: (error: Error) => number;
}

/** The one link of an error page that leads on. */
export interface ErrorAction {
  readonly label: string;
  readonly href: string;
}

/** An entry applied to one error. */
export interface ToldError {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly title: string;
  readonly next: string;
  readonly field?: string;
  readonly errors?: readonly FieldError[];
  readonly action?: ErrorAction;
  readonly retryAfterSeconds?: number;
}
