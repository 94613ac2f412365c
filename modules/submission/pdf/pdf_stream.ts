import { inflateSync } from "node:zlib";
import { INFLATED_BYTES_MAX, INFLATED_BYTES_TOTAL_MAX } from "./pdf_limits.ts";
import { damaged, tooComplex } from "./pdf_parser.ts";
import { countOf, isDictionary, isName, type PdfDictionary, type PdfValue } from "./pdf_value.ts";

/** Opens the streams that hold structure: cross-references and packed objects. */
export type StreamOpener = (
  stream: { dictionary: PdfDictionary; start: number; length: number },
) => Uint8Array;

/** One budget for a whole file. @throws {PdfRefusedError} by the function that it answers */
export function createStreamOpener(bytes: Uint8Array): StreamOpener {
  let total = 0;
  return ({ dictionary, start, length }) => {
    if (start + length > bytes.length) throw damaged("a stream reaches beyond the end");
    const raw = bytes.subarray(start, start + length);
    const filter = single(dictionary.entries.get("Filter"));
    if (filter === undefined || filter === null) return raw;
    if (!isName(filter, "FlateDecode")) throw tooComplex("a structure stream has another filter");
    const inflated = inflate(raw);
    total += inflated.length;
    if (total > INFLATED_BYTES_TOTAL_MAX) throw tooComplex("its streams are too large together");
    const parameters = single(dictionary.entries.get("DecodeParms"));
    return isDictionary(parameters) ? unpredict(inflated, parameters) : inflated;
  };
}

function inflate(raw: Uint8Array): Uint8Array {
  try {
    return inflateSync(raw, { maxOutputLength: INFLATED_BYTES_MAX });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ERR_BUFFER_TOO_LARGE") throw tooComplex("a stream inflates beyond its limit");
    throw damaged("a stream cannot be inflated");
  }
}

/** PNG predictors (ISO 32000-1, section 7.4.4.4; RFC 2083, section 6). */
function unpredict(data: Uint8Array, parameters: PdfDictionary): Uint8Array {
  const predictor = countOf(parameters.entries.get("Predictor")) ?? 1;
  if (predictor === 1) return data;
  const columns = countOf(parameters.entries.get("Columns")) ?? 1;
  const colors = countOf(parameters.entries.get("Colors")) ?? 1;
  const bits = countOf(parameters.entries.get("BitsPerComponent")) ?? 8;
  const isOdd = predictor < 10 || bits !== 8 || colors !== 1 || columns < 1 || columns > 64;
  if (isOdd) throw tooComplex("a structure stream has an unusual predictor");
  const rows = Math.floor(data.length / (columns + 1));
  const plain = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const type = data[row * (columns + 1)]!;
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      const left = column > 0 ? plain[at - 1]! : 0;
      const up = row > 0 ? plain[at - columns]! : 0;
      const corner = row > 0 && column > 0 ? plain[at - columns - 1]! : 0;
      const value = data[row * (columns + 1) + 1 + column]!;
      plain[at] = value + predicted(type, { left, up, corner });
    }
  }
  return plain;
}

function predicted(
  type: number,
  { left, up, corner }: { left: number; up: number; corner: number },
): number {
  if (type === 0) return 0;
  if (type === 1) return left;
  if (type === 2) return up;
  if (type === 3) return (left + up) >> 1;
  if (type !== 4) throw damaged("a predictor is unknown");
  const estimate = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(estimate - value));
  if (toLeft! <= toUp! && toLeft! <= toCorner!) return left;
  return toUp! <= toCorner! ? up : corner;
}

/** A filter or its parameters: alone, or the only one of an array. */
function single(value: PdfValue | undefined): PdfValue | undefined {
  if (typeof value !== "object" || value === null || value.kind !== "array") return value;
  if (value.items.length > 1) throw tooComplex("a structure stream has several filters");
  return value.items[0];
}
