/** What pg's connection offers to a work that speaks the protocol itself. */
export interface CopyConnection {
  query(text: string): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
  readonly stream: {
    /** Calls `done` when the bytes have been taken, or never will be. */
    write(bytes: Uint8Array, done: () => void): boolean;
    pause(): void;
    resume(): void;
  };
}

/** What pg's client calls on the work that it was given in place of a query ("Submittable"). */
export interface CopyWork {
  submit(connection: CopyConnection): void;
  handleCommandComplete(message: { text: string }): void;
  handleReadyForQuery(): void;
  handleError(error: Error): void;
}
