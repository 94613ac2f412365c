/**
 * Style as a test: what no file of the house may contain.
 *
 * @module
 */

interface TidyRule {
  readonly name: string;
  /** Whether the rule looks at this path at all. */
  appliesTo(path: string): boolean;
  /** What is wrong, one line each. */
  check(path: string, text: string): string[];
}

const LINES_MAX = 400;
const isTypeScript = (path: string) => path.endsWith(".ts");
const isTest = (path: string) => path.endsWith("_test.ts");
const isSource = (path: string) => isTypeScript(path) && !isTest(path);
const isOwnRule = (path: string) => path.startsWith("tools/checks/tidy");

function forbid(name: string, pattern: RegExp, appliesTo: (path: string) => boolean): TidyRule {
  return {
    name,
    appliesTo: (path) => appliesTo(path) && !isOwnRule(path),
    check: (path, text) =>
      text.split("\n").flatMap((line, index) =>
        pattern.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 100)}`] : []
      ),
  };
}

const TIDY_RULES: readonly TidyRule[] = [
  forbid("unfinished words", /\b(TODO|FIXME|XXX|HACK)\b|not implemented/, isTypeScript),
  forbid(
    "clock or chance taken from the air",
    /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/,
    (path) =>
      isSource(path) && path.startsWith("modules/") && !path.startsWith("modules/kernel/clock"),
  ),
  forbid(
    "types switched off",
    /\bas any\b|: any\s*([;,)=|&>\]}]|$)|<any>|@ts-ignore|@ts-expect-error|deno-lint-ignore/,
    isTypeScript,
  ),
  forbid("tests switched off", /ignore: *true|\.skip\(|\.only\(|\bonly: *true/, isTest),
  forbid(
    "inline script or style",
    /<(script|style)>|\sstyle=["$]|\son[a-z]+=["$]/,
    (path) => isSource(path) && path.startsWith("web/"),
  ),
  forbid(
    "paths of a machine or hosts of registries",
    /(^|[^A-Za-z0-9._-])\/(work|root|home)\/|registry\.(npm|yarn|jsr)|\b(npm|jsr)[a-z]*\.(org|io|com)\b|\.\.\/shared/,
    (path) => /\.(ts|md|json|sql|sh|css|example)$/.test(path) && path !== "deno.lock",
  ),
  forbid(
    "tasks with every permission",
    /"(start|serve|edge)": *"[^"]*(\s-A\b|--allow-all)/,
    (path) => path.endsWith("deno.json"),
  ),
  {
    name: "files over 400 lines",
    appliesTo: isSource,
    check: (path, text) => {
      const lines = text.split("\n").length;
      return lines > LINES_MAX ? [`${path}: ${lines} lines`] : [];
    },
  },
  {
    name: "tests that assert nothing",
    appliesTo: isTest,
    check: (path, text) => /assert|throws|rejects|fc\./.test(text) ? [] : [path],
  },
  {
    name: "file names",
    appliesTo: isTypeScript,
    check: (path) => /^[a-z0-9_./-]+\.ts$/.test(path) && !/-[^/]*\.ts$/.test(path) ? [] : [path],
  },
];

/** All problems of one file, `rule: where`. */
export function tidyProblems(path: string, text: string): string[] {
  return TIDY_RULES.filter((rule) => rule.appliesTo(path)).flatMap((rule) =>
    rule.check(path, text).map((problem) => `${rule.name}: ${problem}`)
  );
}
