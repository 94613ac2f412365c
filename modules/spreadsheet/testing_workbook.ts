/**
 * Workbooks for tests, from the XML of their parts.
 *
 * @module
 */
import { type TestEntry, zipOf } from "./testing_zip.ts";

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export interface TestWorkbook {
  /** What stands in `sheetData`. */
  readonly rows?: string;
  readonly sharedStrings?: string;
  /** What stands in `styleSheet`. */
  readonly styles?: string;
  /** What stands in `workbook` before the sheets, e.g. `<workbookPr date1904="1"/>`. */
  readonly properties?: string;
  readonly sheets?: string;
  readonly contentType?: string;
  /** Replaces parts or adds some. */
  readonly parts?: Readonly<Record<string, string>>;
}

export function workbookOf(workbook: TestWorkbook = {}): Uint8Array<ArrayBuffer> {
  return zipOf(entriesOf(workbook));
}

/** The parts of a workbook, for tests that change how they are packed. */
export function entriesOf(workbook: TestWorkbook): TestEntry[] {
  const parts = { ...partsOf(workbook), ...workbook.parts };
  return Object.entries(parts).map(([name, content]) => ({ name, content }));
}

function partsOf(workbook: TestWorkbook): Record<string, string> {
  const type = workbook.contentType ??
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
  return {
    "[Content_Types].xml": `<Types><Default Extension="xml" ContentType="application/xml"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`,
    "_rels/.rels": relationships([["officeDocument", "/xl/workbook.xml"]]),
    "xl/workbook.xml": `<workbook xmlns:r="${OFFICE}">${workbook.properties ?? ""}<sheets>${
      workbook.sheets ?? '<sheet name="고객" sheetId="1" r:id="rId1"/>'
    }</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relationships([
      ["worksheet", "worksheets/sheet1.xml"],
      ["sharedStrings", "sharedStrings.xml"],
      ["styles", "styles.xml"],
      ["worksheet", "worksheets/sheet2.xml"],
      ["chartsheet", "chartsheets/sheet1.xml"],
    ]),
    "xl/worksheets/sheet1.xml": sheetOf(workbook.rows ?? ""),
    ...workbook.sharedStrings === undefined
      ? {}
      : { "xl/sharedStrings.xml": `<sst>${workbook.sharedStrings}</sst>` },
    ...workbook.styles === undefined
      ? {}
      : { "xl/styles.xml": `<styleSheet>${workbook.styles}</styleSheet>` },
  };
}

export function sheetOf(rows: string): string {
  return `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
}

function relationships(targets: readonly (readonly [string, string])[]): string {
  const entries = targets.map(([type, target], index) =>
    `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`
  );
  return `<Relationships>${entries.join("")}</Relationships>`;
}
