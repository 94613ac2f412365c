import { html, raw } from "npm:hono@4.13.19/html";

type Piece = string | Promise<string>;

/**
 * The very bytes of a page as it is written with `hono/html`: a template for each row and, as in a
 * table component, one for each cell, with values that are escaped; what does not change from one
 * request to the next stands in it raw.
 *
 * @throws {RangeError} the page has no table body with so many rows
 */
export function plainPage(sample: string, rowCount: number): () => Piece {
  const body = /<tbody>(.*)<\/tbody>/s.exec(sample);
  const rows = body?.[1]?.split(/(?=<tr>)/).map(readCells) ?? [];
  if (body === null || rows.length !== rowCount) {
    throw new RangeError(`Cannot take the page apart: "${rows.length}" rows, not "${rowCount}"`);
  }
  const head = sample.slice(0, body.index + "<tbody>".length);
  const tail = sample.slice(body.index + body[0].length - "</tbody>".length);
  const cellOf = ({ strings, values }: Cell) => html(strings, ...values);
  const rowOf = (cells: readonly Cell[]) => html`<tr>${cells.map(cellOf)}</tr>`;
  return () => html`${raw(head)}${rows.map(rowOf)}${raw(tail)}`;
}

/** Markup as it is written in a template, and between it the values of attributes and texts. */
interface Cell {
  readonly strings: TemplateStringsArray;
  readonly values: readonly string[];
}

function readCells(row: string): Cell[] {
  const cells = row.slice("<tr>".length, -"</tr>".length);
  return cells.split(/(?=<t[dh][ >])/).map(readCell);
}

function readCell(markup: string): Cell {
  const strings: string[] = [];
  const values: string[] = [];
  let rest = 0;
  for (const found of markup.matchAll(/(?<==")[^"]+(?=")|(?<=>)[^<>]+(?=<)/g)) {
    strings.push(markup.slice(rest, found.index));
    values.push(unescape(found[0]));
    rest = found.index + found[0].length;
  }
  strings.push(markup.slice(rest));
  return { strings: Object.assign(strings, { raw: strings }), values };
}

function unescape(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}
