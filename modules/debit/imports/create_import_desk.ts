import { createApply } from "./apply.ts";
import { createBegin } from "./begin.ts";
import { FIELD_COLUMNS } from "./columns.ts";
import type { ImportDeps, ImportParts } from "./deps.ts";
import { createErrorFile } from "./error_file.ts";
import { keepHouse } from "./housekeeping.ts";
import type { ImportDesk } from "./import_desk.ts";
import { createImportLists } from "./import_lists.ts";
import { IMPORT_LIMITS, type ImportLimits } from "./limits.ts";
import { templateFile } from "./template.ts";

/** 일괄등록. Declares its queue and what looks after imports that were left. */
export function createImportDesk(
  { kernel, auth }: ImportParts,
  deps: ImportDeps,
  limits: ImportLimits = IMPORT_LIMITS,
): ImportDesk {
  keepHouse(kernel);
  return {
    columns: FIELD_COLUMNS.map(({ name, title, isRequired, explanation, example }) => ({
      name,
      title,
      isRequired,
      explanation,
      example,
    })),
    template: () => Promise.resolve(templateFile()),
    ...createBegin(kernel, limits),
    ...createImportLists({ kernel, auth }),
    ...createErrorFile(kernel),
    ...createApply(kernel, deps),
  };
}
