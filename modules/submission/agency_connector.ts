/**
 * The port to issuing agencies. One adapter speaks a real aggregator's HTTP API.
 *
 * @module
 */
import type { FailureClass, GatewayBundle } from "./submission.ts";

export interface AgencyRequest {
  /** Our own id for the attempt, used to find the answer after a lost connection. */
  readonly attemptKey: string;
  /** One word per submission and certificate: the agency keeps one login for requests that share it. */
  readonly sessionKey: string;
  readonly source: Readonly<Record<string, unknown>>;
  readonly submitterType: string;
  readonly bundle: GatewayBundle;
  readonly businessNumber?: string;
  readonly clientBusinessNumber?: string;
  readonly periodFrom?: string;
  readonly periodTo?: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly wantsPdf: boolean;
  /** What `request` answered as `twoWay`, when the person has done the extra step. */
  readonly twoWay?: unknown;
}

export type AgencyAnswer =
  | {
    readonly kind: "issued";
    readonly pdf?: Uint8Array;
    readonly data: Readonly<Record<string, unknown>>;
    readonly issueNumber?: string;
  }
  | { readonly kind: "twoWay"; readonly twoWay: unknown; readonly lifeSeconds: number }
  | {
    readonly kind: "failed";
    readonly class: FailureClass;
    /** The vendor's raw code and text, kept for the operator. */
    readonly code: string;
    readonly text: string;
    /**
     * The request may have reached the agency and its end is unknown (connection lost, no answer in
     * time): the login there may still be live, so its lease must run out before the next one.
     */
    readonly isEndUnknown?: boolean;
  };

export interface AgencyConnector {
  authenticate(): Promise<void>;
  gatewayKey(): Promise<{ publicKeyBase64: string }>;
  checkClient(request: {
    bundle: GatewayBundle;
    agentBusinessNumber: string;
    clientBusinessNumber: string;
  }): Promise<
    { isClient: true; name: string } | { isClient: false; class: FailureClass; text: string }
  >;
  request(request: AgencyRequest, signal: AbortSignal): Promise<AgencyAnswer>;
}
