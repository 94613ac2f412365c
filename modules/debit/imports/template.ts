import { xlsxStream } from "@maru/spreadsheet";
import { FIELD_COLUMNS } from "./columns.ts";
import { SHEET_TITLES } from "./titles.ts";

/** The template: headings alone, for an example among the rows would be imported one day. */
export function templateFile(): ReadableStream<Uint8Array> {
  return xlsxStream({
    sheetName: SHEET_TITLES.template,
    columns: FIELD_COLUMNS.map(({ title }) => ({ title, kind: "text" })),
    rows: [],
    guide: {
      sheetName: SHEET_TITLES.guide,
      rows: [
        SHEET_TITLES.guideHeadings,
        ...FIELD_COLUMNS.map(({ title, isRequired, explanation, example }) => [
          title,
          isRequired ? SHEET_TITLES.required : SHEET_TITLES.optional,
          explanation,
          example,
        ]),
      ],
    },
  });
}
