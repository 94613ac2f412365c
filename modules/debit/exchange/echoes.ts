import { UnreconciledResultError } from "@maru/debit/files";

/** What a record of an answer repeats of its request, by the names of the layout's fields. */
export type Echo = Readonly<Record<string, string>>;

/** A record of an answer. */
export interface AnswerRecord {
  /** The file's name as its records hold it. */
  readonly file: string;
  /** Its place in the file, from 1. */
  readonly recordNumber: number;
  /** That of the request which it answers. */
  readonly sequence: number;
}

/**
 * An answer about somebody else's account is none to what we sent, however well its sums agree.
 *
 * @throws {UnreconciledResultError} naming the first field that was not sent so
 */
export function requireEcho(
  { file, recordNumber, sequence }: AnswerRecord,
  { came, sent }: { readonly came: Echo; readonly sent: Echo | undefined },
): void {
  if (sent === undefined) {
    throw new UnreconciledResultError(file, {
      recordNumber,
      field: "sequence",
      value: String(sequence),
      wanted: "that of a record that was sent",
    });
  }
  const field = Object.keys(sent).find((name) => came[name] !== sent[name]);
  if (field === undefined) return;
  throw new UnreconciledResultError(file, {
    recordNumber,
    field,
    ...(came[field] === undefined ? {} : { value: came[field] }),
    wanted: `what was sent as record ${sequence}`,
  });
}

/** As many accounts stand in clear at a time. */
const RECORDS_AT_ONCE = 4_096;

/** Records again, in groups of one size whatever batches they came in. */
export async function* inGroups<Item>(
  batches: AsyncIterable<readonly Item[]>,
): AsyncGenerator<readonly Item[]> {
  let group: Item[] = [];
  for await (const batch of batches) {
    for (const item of batch) {
      group.push(item);
      if (group.length < RECORDS_AT_ONCE) continue;
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}
