import { SUBMITTER_TYPES, type SubmitterType } from "@maru/auth";

/** A made-up certificate of the sandbox, with what the login page would have to be told. */
export interface DemoCertificate {
  readonly id: string;
  readonly submitterType: SubmitterType;
  /** Company or person. */
  readonly name: string;
  readonly kindLabel: string;
  readonly place: "file" | "cloud";
  readonly state: "valid" | "expired" | "revoked";
  readonly phone: string;
  readonly businessNumber?: string;
  readonly residentNumber?: string;
  readonly manageNumber?: string;
  readonly managePassword?: string;
  /** Of cloud certificates. */
  readonly pin?: string;
  readonly note?: string;
}

export interface DemoFiles {
  /** Base64. */
  readonly signCert: string;
  readonly signPri: string;
  readonly password: string;
}

/** Entries that have another form are left out. */
export function readDemoList(json: unknown): DemoCertificate[] {
  const list = objectOf(json).certificates;
  return Array.isArray(list) ? list.flatMap((each) => readDemo(objectOf(each))) : [];
}

/** @throws {TypeError} the sandbox answered something else */
export function readDemoFiles(json: unknown): DemoFiles {
  const { signCert, signPri, password } = objectOf(json);
  if (
    typeof signCert !== "string" || typeof signPri !== "string" || typeof password !== "string"
  ) throw new TypeError("Cannot read the demo certificate: it has another form");
  return { signCert, signPri, password };
}

function readDemo(each: Record<string, unknown>): DemoCertificate[] {
  const submitterType = SUBMITTER_TYPES.find((type) => type === each.submitterType);
  const place = (["file", "cloud"] as const).find((value) => value === each.place);
  const state = (["valid", "expired", "revoked"] as const).find((value) => value === each.state);
  const { id, name, kindLabel, phone } = each;
  if (submitterType === undefined || place === undefined || state === undefined) return [];
  if (
    typeof id !== "string" || typeof name !== "string" || typeof kindLabel !== "string" ||
    typeof phone !== "string"
  ) return [];
  const optional = Object.fromEntries(
    OPTIONAL.flatMap((key) => typeof each[key] === "string" ? [[key, each[key]]] : []),
  );
  return [{ id, name, kindLabel, phone, submitterType, place, state, ...optional }];
}

const OPTIONAL = [
  "businessNumber",
  "residentNumber",
  "manageNumber",
  "managePassword",
  "pin",
  "note",
] as const;

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
}
