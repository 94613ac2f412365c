import { sentKinds } from "../file_kind.ts";
import { shortName } from "../file_name.ts";
import type { House } from "../house.ts";
import { concatenate } from "../layout/fields.ts";
import { fileId, fileStatus, momentOf, type ResultFile, type SentFile } from "./exchanged_file.ts";

/** What a result is about, before it has a file. */
export interface ResultContent {
  readonly records: readonly Uint8Array[];
  readonly header: Uint8Array;
  readonly trailer: Uint8Array;
  readonly totalWon: number;
}

/** "EB221123", the name of the answer to a request. */
export function resultName(request: SentFile): string {
  return shortName(resultKind(request), request.day);
}

/** Writes the answer to a request; it can be fetched from its time on. */
export function putResult(house: House, request: SentFile, content: ResultContent): ResultFile {
  const { context, store, timetable } = house;
  const kind = resultKind(request);
  const id = fileId({ place: request.place, kind, day: request.day, copy: 1 });
  const bytes = concatenate([content.header, ...content.records, content.trailer]);
  Deno.writeFileSync(store.pathOf(id), bytes);
  const availableAt = timetable.answeredAt(momentOf(request));
  const file: ResultFile = {
    id,
    direction: "result",
    place: request.place,
    institution: request.institution,
    kind,
    day: request.day,
    status: fileStatus.done,
    sizeBytes: bytes.length,
    recordCount: content.records.length,
    totalWon: content.totalWon,
    at: context.now().toISOString(),
    availableAt: availableAt.toISOString(),
    answers: request.id,
    requestCount: request.recordCount,
    errorCount: request.errorCount,
  };
  store.put(file);
  context.journal("clearing-result", { file: id, records: file.recordCount, won: file.totalWon });
  return file;
}

function resultKind(request: SentFile): "EB14" | "EB22" | "EC22" {
  const kind = sentKinds[request.kind].answeredBy;
  if (kind === undefined) throw new TypeError(`Cannot answer "${request.kind}": it has no result`);
  return kind;
}
