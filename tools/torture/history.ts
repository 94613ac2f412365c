/**
 * What happened, as three parties wrote it down on their own: the database, the institution's
 * receiver, and the agencies with their message provider.
 *
 * @module
 */

export interface ItemFact {
  readonly id: string;
  readonly state: string;
  readonly failureClass: string | null;
  readonly failureText: string | null;
  readonly documentId: string | null;
  readonly attemptNumber: number;
}

export interface DocumentFact {
  readonly id: string;
  readonly itemId: string;
  readonly attemptNumber: number;
  readonly sha256: string | null;
}

export interface DeliveryFact {
  readonly id: string;
  readonly documentId: string;
  readonly state: string;
}

/** One request that reached the institution. */
export interface ReceivedFact {
  readonly deliveryId: string;
  readonly documentId: string;
  readonly bodySha256: string;
  /** Of the PDF in the body, by its bytes; null where there is none. */
  readonly pdfSha256: string | null;
  /** What the body says that it is. */
  readonly toldSha256: string | null;
  readonly isKept: boolean;
  readonly isSignatureValid: boolean;
}

/** A login at an agency, in the order in which the agency wrote it down. */
export type LoginFact =
  | {
    readonly kind: "start";
    readonly login: string;
    readonly agency: string;
    readonly account: string;
  }
  | { readonly kind: "end"; readonly login: string; readonly reason: string };

export interface MessageFact {
  readonly id: string;
  readonly key: string;
  readonly state: string;
}

/** One message that arrived at a phone. */
export interface ArrivalFact {
  /** Of {@linkcode MessageFact}. */
  readonly messageId: string;
}

export interface SubmissionFact {
  readonly id: string;
  readonly state: string;
  readonly round: number;
}

export interface History {
  readonly submissions: readonly SubmissionFact[];
  readonly items: readonly ItemFact[];
  readonly documents: readonly DocumentFact[];
  readonly deliveries: readonly DeliveryFact[];
  readonly received: readonly ReceivedFact[];
  readonly logins: readonly LoginFact[];
  /** SHA-256 of every PDF that an agency issued. */
  readonly issuedSha256: ReadonlySet<string>;
  readonly messages: readonly MessageFact[];
  readonly arrivals: readonly ArrivalFact[];
}
