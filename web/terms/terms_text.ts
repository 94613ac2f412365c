import { type Html, html, type Markup } from "../html.ts";

/**
 * The body of a consent text: paragraphs stand apart by an empty line; one that begins with a number
 * has its heading in the first line, and lines that begin with a dash are a list.
 */
export function TermsText(props: { readonly body: string; readonly level: 3 | 4 }): Html {
  return props.body.split("\n\n").map((paragraph) => {
    const [first = "", ...rest] = paragraph.split("\n");
    return /^\d+\. /.test(first) && rest.length > 0
      ? html`<section>${Heading(first, props.level)}${Lines(rest)}</section>`
      : Lines([first, ...rest]);
  });
}

function Heading(words: string, level: 3 | 4): Markup {
  return level === 3 ? html`<h3>${words}</h3>` : html`<h4>${words}</h4>`;
}

/** Runs of dashed lines become lists, all else paragraphs. */
function Lines(lines: readonly string[]): Html {
  const runs: { isList: boolean; lines: string[] }[] = [];
  for (const line of lines) {
    const isList = line.startsWith("- ");
    const last = runs.at(-1);
    if (last?.isList === isList) last.lines.push(line);
    else runs.push({ isList, lines: [line] });
  }
  return runs.map((run) =>
    run.isList
      ? html`<ul>${run.lines.map((line) => html`<li>${line.slice(2)}</li>`)}</ul>`
      : html`<p>${run.lines.join(" ")}</p>`
  );
}
