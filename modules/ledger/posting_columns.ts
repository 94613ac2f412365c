import { PostingConflictError } from "./errors.ts";
import type { PostingInput } from "./ledger.ts";

/** So many postings go in one statement at most. */
export const POSTING_COUNT_MAX = 10_000;
const AMOUNT_MAX = 2n ** 63n - 1n;
const PURPOSE_LENGTH_MAX = 100;
const REFERENCE_LENGTH_MAX = 200;

/** The postings column by column, as the functions of the schema take them. */
export interface PostingColumns {
  readonly ids: string[];
  readonly fromIds: string[];
  readonly toIds: string[];
  readonly amounts: string[];
  readonly purposes: string[];
  readonly references: (string | null)[];
}

/**
 * Checks postings and takes those once that are there twice.
 *
 * @throws {RangeError} there are too many, or one has an amount, a purpose or accounts that cannot be
 * @throws {PostingConflictError} two have one id and other content
 */
export function distinctPostings<Input extends PostingInput>(inputs: readonly Input[]): Input[] {
  if (inputs.length > POSTING_COUNT_MAX) {
    throw new RangeError(`Cannot post "${inputs.length}" at once: ${POSTING_COUNT_MAX} at most`);
  }
  const byId = new Map<string, Input>();
  for (const input of inputs) {
    checkPosting(input);
    const id = input.id.toLowerCase();
    const known = byId.get(id);
    if (known !== undefined && contentOf(known) !== contentOf(input)) {
      throw new PostingConflictError(input.id);
    }
    byId.set(id, input);
  }
  return [...byId.values()];
}

export function columnsOf(inputs: readonly PostingInput[]): PostingColumns {
  return {
    ids: inputs.map(({ id }) => id),
    fromIds: inputs.map(({ fromId }) => fromId),
    toIds: inputs.map(({ toId }) => toId),
    amounts: inputs.map(({ amount }) => String(amount)),
    purposes: inputs.map(({ purpose }) => purpose),
    references: inputs.map(({ reference }) => reference ?? null),
  };
}

function checkPosting({ id, fromId, toId, amount, purpose, reference }: PostingInput): void {
  if (amount <= 0n || amount > AMOUNT_MAX) {
    throw new RangeError(`Cannot post "${id}": the amount "${amount}" is not above zero`);
  }
  if (fromId.toLowerCase() === toId.toLowerCase()) {
    throw new RangeError(`Cannot post "${id}": both accounts are the same`);
  }
  if (purpose === "" || purpose.length > PURPOSE_LENGTH_MAX) {
    throw new RangeError(`Cannot post "${id}": a purpose has 1 to ${PURPOSE_LENGTH_MAX} letters`);
  }
  if (reference === "" || (reference?.length ?? 0) > REFERENCE_LENGTH_MAX) {
    throw new RangeError(
      `Cannot post "${id}": a reference has 1 to ${REFERENCE_LENGTH_MAX} letters`,
    );
  }
}

function contentOf(input: PostingInput & { readonly expiresAt?: Date }): string {
  return JSON.stringify([
    input.fromId.toLowerCase(),
    input.toId.toLowerCase(),
    String(input.amount),
    input.purpose,
    input.reference ?? null,
    input.expiresAt?.getTime() ?? null,
  ]);
}
