import type { Cast } from "../cast/cast.ts";
import type { SandboxContext } from "../context.ts";
import type { Printer } from "../pdf/printer.ts";
import type { Applicant, RequestNumbers } from "./applicant.ts";
import type { CertificateLogin } from "./certificate_bundle.ts";
import type { AnswerName } from "./codes.ts";
import type { RequestFaults } from "./faulty.ts";
import type { LiveLogin } from "./logins.ts";
import type { Product } from "./product.ts";
import type { RequestFields } from "./wire.ts";

/** What goes back to the caller, before it is encoded. */
export interface GatewayAnswer {
  readonly answer: AnswerName;
  readonly extraMessage?: string;
  readonly data?: unknown;
  /** The gateway breaks after all its work was done. */
  readonly isBroken?: boolean;
}

/** One request on its way through the gateway. */
export interface Job {
  readonly product: Product;
  readonly fields: RequestFields;
  /** Aborts when the caller is gone. */
  readonly signal: AbortSignal;
  readonly faults: RequestFaults;
  readonly numbers: RequestNumbers;
}

/** Who came in, and on which account. */
export interface Entrance {
  readonly applicant: Applicant;
  readonly certificate?: CertificateLogin;
  readonly account: string;
}

/** A job inside the agency's site. */
export interface Step {
  readonly job: Job;
  readonly entrance: Entrance;
  readonly login: LiveLogin;
}

/** What an agency needs to do its work. */
export interface Workshop {
  readonly context: SandboxContext;
  readonly cast: Cast;
  readonly printer: Printer;
  /** 1 is as slow as the real agencies, 0 answers at once. */
  readonly latencyFactor: number;
}
