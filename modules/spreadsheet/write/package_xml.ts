import { escaped, MAIN_NAMESPACE, XML_HEAD } from "./xml_text.ts";

const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const RELATIONSHIPS_CONTENT = "application/vnd.openxmlformats-package.relationships+xml";

/** The small parts that hold a workbook together (ECMA-376 part 2), by name. */
export function packageXml(sheetNames: readonly string[]): Record<string, string> {
  const sheets = sheetNames.map((name, index) => ({ name, number: index + 1 }));
  return {
    "[Content_Types].xml": `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types">` +
      `<Default Extension="rels" ContentType="${RELATIONSHIPS_CONTENT}"/>` +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      override("/xl/workbook.xml", "sheet.main") + override("/xl/styles.xml", "styles") +
      sheets.map(({ number }) => override(`/${sheetPart(number)}`, "worksheet")).join("") +
      "</Types>",
    "_rels/.rels": relationships([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml":
      `${XML_HEAD}<workbook xmlns="${MAIN_NAMESPACE}" xmlns:r="${RELATIONSHIP}"><sheets>${
        sheets.map(({ name, number }) =>
          `<sheet name="${escaped(name)}" sheetId="${number}" r:id="rId${number}"/>`
        ).join("")
      }</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relationships([
      ...sheets.map(({ number }) => ["worksheet", sheetPart(number).slice(3)] as const),
      ["styles", "styles.xml"],
    ]),
  };
}

/** Name of the part of a sheet, the first of which is 1. */
export function sheetPart(number: number): string {
  return `xl/worksheets/sheet${number}.xml`;
}

function override(part: string, type: string): string {
  return `<Override PartName="${part}" ContentType="${CONTENT}.${type}+xml"/>`;
}

function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const entries = targets.map(([type, target], index) =>
    `<Relationship Id="rId${index + 1}" Type="${RELATIONSHIP}/${type}" Target="${target}"/>`
  );
  return `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${
    entries.join("")
  }</Relationships>`;
}
