/**
 * The house: which folder belongs to which member, and which member may import which.
 *
 * @module
 */

/**
 * Imports that are allowed, by member. A member that is missing here may import nothing and may be
 * imported by no one: a new room is entered here on purpose.
 */
export const ALLOWED_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  pki: [],
  spreadsheet: [],
  ledger: ["kernel"],
  notifications: ["kernel", "pki"],
  auth: ["kernel", "notifications", "pki"],
  submission: ["kernel", "notifications", "auth", "pki"],
  debit: ["kernel", "ledger", "notifications", "auth", "spreadsheet", "pki"],
  web: ["kernel", "notifications", "auth", "submission", "debit", "spreadsheet", "pki"],
  sandbox: ["pki"],
  // Composition and tools: they may see every room, but no room sees them.
  root: [
    "kernel",
    "ledger",
    "notifications",
    "auth",
    "submission",
    "debit",
    "spreadsheet",
    "pki",
    "web",
  ],
};

/** Database schemas and the member that owns each. */
export const SCHEMA_OWNERS: Readonly<Record<string, string>> = {
  kernel: "kernel",
  pgboss: "kernel",
  auth: "auth",
  ledger: "ledger",
  notifications: "notifications",
  debit: "debit",
  submission: "submission",
};

const FOLDERS: readonly (readonly [RegExp, (match: RegExpMatchArray) => string])[] = [
  [/^modules\/([a-z_]+)\//, (match) => match[1] ?? "root"],
  [/^web\//, () => "web"],
  [/^edge\//, () => "edge"],
  [/^tools\/sandbox\//, () => "sandbox"],
];

/** The member that a file belongs to, by its path from the root of the house. */
export function memberOf(path: string): string {
  for (const [pattern, name] of FOLDERS) {
    const match = path.match(pattern);
    if (match) return name(match);
  }
  return "root";
}

/** The path of a file from the root of the house, or undefined where it lies outside. */
export function pathInHouse(file: string): string | undefined {
  const root = new URL("../../", import.meta.url).pathname;
  return file.startsWith(root) ? file.slice(root.length) : undefined;
}

/** The path that a relative specifier leads to from `from`, both from the root of the house. */
export function resolveRelative(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}
