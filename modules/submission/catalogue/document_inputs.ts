import type { MissingInput } from "../errors.ts";
import type { InputField } from "../submission.ts";
import type { InputRow } from "../tables.ts";
import { type Requester, subjectNumber } from "./submitter_rights.ts";

const LENGTH_MAX = 200;

/** The fields of the dialog, filled with what the login already tells. */
export function inputFields(rows: readonly InputRow[], requester?: Requester): InputField[] {
  return rows.map(({ name, label, kind, required, hint, options }) => {
    const suggested = requester && suggestionOf(kind, requester);
    return {
      name,
      label,
      kind,
      required,
      ...(hint === undefined ? {} : { hint }),
      ...(options === undefined ? {} : { options }),
      ...(suggested === undefined ? {} : { suggested }),
    };
  });
}

/** Reads what was typed: the values to send, and every field that is missing or wrong. */
export function readInputs(
  { documentCode, name, inputs }: {
    documentCode: string;
    name: string;
    inputs: readonly InputRow[];
  },
  given: Readonly<Record<string, string>>,
): { values: Record<string, string>; problems: MissingInput[] } {
  const values: Record<string, string> = {};
  const problems: MissingInput[] = [];
  for (const row of inputs) {
    const value = normalised(row, given[row.name] ?? "");
    const problem = problemOf(row, value);
    if (problem !== undefined) {
      problems.push({
        documentCode,
        documentName: name,
        field: row.name,
        label: row.label,
        problem,
      });
    } else if (value !== "") values[row.name] = value;
  }
  return { values, problems };
}

function problemOf(row: InputRow, value: string): MissingInput["problem"] | undefined {
  if (value === "") return row.required ? "missing" : undefined;
  if (value.length > LENGTH_MAX) return "invalid";
  if (row.options !== undefined && !row.options.some((option) => option.value === value)) {
    return "invalid";
  }
  if (row.kind === "date" && !/^20\d{6}$/.test(value)) return "invalid";
  const isFitting = row.pattern === undefined ||
    new RegExp(`^(?:${row.pattern})$`, "u").test(value);
  return isFitting ? undefined : "invalid";
}

/** Numbers are typed with dashes, and agencies want none. */
function normalised(row: InputRow, value: string): string {
  const trimmed = value.normalize("NFC").trim();
  const isNumber = row.kind === "businessPlaceNumber" || row.pattern?.startsWith("\\d") === true;
  return isNumber ? trimmed.replaceAll(/[\s-]/g, "") : trimmed;
}

/** A workplace number is most often the business number and a zero. */
function suggestionOf(kind: InputRow["kind"], requester: Requester): string | undefined {
  const number = subjectNumber(requester);
  return kind === "businessPlaceNumber" && number !== undefined ? `${number}0` : undefined;
}
