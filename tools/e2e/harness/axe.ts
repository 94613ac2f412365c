/**
 * axe-core on a page as it stands. It is evaluated by the DevTools protocol, so that the page's own
 * strict policy stays in force.
 *
 * @module
 */
import type { Page } from "playwright-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly {
    readonly target: readonly string[];
    readonly failureSummary?: string;
  }[];
}

let source: Promise<string> | undefined;

/** One sentence for each violation of WCAG 2.2 A and AA. */
export async function axeProblems(page: Page): Promise<readonly string[]> {
  source ??= Deno.readTextFile(
    new URL(import.meta.resolve("axe-core")).pathname.replace(/axe\.js$/, "axe.min.js"),
  );
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("Runtime.evaluate", { expression: await source });
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
      expression: `axe.run(document, { runOnly: ${
        JSON.stringify(TAGS)
      }, resultTypes: ["violations"] })
        .then(({ violations }) => JSON.stringify(violations))`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(`axe failed: ${exceptionDetails.text}`);
    return (JSON.parse(result.value) as Violation[]).map(sentence);
  } finally {
    await session.detach();
  }
}

function sentence(violation: Violation): string {
  const places = violation.nodes.slice(0, 3)
    .map((node) =>
      `${node.target.join(" ")} ${(node.failureSummary ?? "").replaceAll(/\s+/g, " ")}`
    );
  return `${violation.id} (${violation.impact}): ${violation.help}: ${places.join(" | ")}`;
}

/** How many pixels the page is wider than its window; 0 where nothing scrolls sideways. */
export function sideScroll(page: Page): Promise<number> {
  return page.evaluate(() =>
    Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)
  );
}
