import { MAIN_NAMESPACE, XML_HEAD } from "./xml_text.ts";

/** Indexes of the cell formats below. */
export const STYLE = {
  plain: 0,
  title: 1,
  text: 2,
  integer: 3,
  date: 4,
  won: 5,
  guide: 6,
} as const;

const DATE_FORMAT_ID = 164;

/**
 * Cell formats. Text columns have the text format (49), so that an account number that somebody types
 * into a template keeps its zeros.
 */
export const STYLES_XML = `${XML_HEAD}<styleSheet xmlns="${MAIN_NAMESPACE}">` +
  `<numFmts count="1"><numFmt numFmtId="${DATE_FORMAT_ID}" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="맑은 고딕"/></font>' +
  '<font><b/><sz val="11"/><name val="맑은 고딕"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
  '<fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="7">${
    [
      format(0),
      format(49, 'fontId="1" applyFont="1"'),
      format(49),
      format(1),
      format(DATE_FORMAT_ID),
      format(3),
      format(49, 'fontId="0" applyAlignment="1"', '<alignment vertical="top" wrapText="1"/>'),
    ].join("")
  }</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

function format(numberFormatId: number, more = 'fontId="0"', inside = ""): string {
  return `<xf numFmtId="${numberFormatId}" fillId="0" borderId="0" xfId="0" ` +
    `applyNumberFormat="1" ${more}>${inside}</xf>`;
}
