export interface LoginText {
  readonly origin: string;
  readonly nonce: string;
  readonly at: Date;
}

/** The text that a person signs to log in. Its first line tells it from every other signed text. */
export declare function loginText(fields: LoginText): string;

/** Reads a login text back; undefined when it is not exactly one that loginText() makes. */
export declare function parseLoginText(text: string): LoginText | undefined;

export interface DocumentText {
  readonly origin: string;
  readonly documentSha256: string;
  readonly title: string;
  readonly nonce: string;
  readonly at: Date;
}

/** The text that a person signs to sign a document. */
export declare function documentText(fields: DocumentText): string;
