import type { Kysely } from "kysely";
import { TemplateUnknownError } from "./errors.ts";
import type { NotificationsTables, TemplateRow } from "./tables.ts";

/** The versions of a template that matter when it is sent. */
export interface CurrentTemplate {
  /** What text messages are made from. */
  readonly newest: TemplateRow;
  /** What 알림톡 is made from, if the provider approved any version. */
  readonly approved?: TemplateRow;
}

/** @throws {TemplateUnknownError} */
export async function currentTemplate(
  tables: Kysely<NotificationsTables>,
  code: string,
): Promise<CurrentTemplate> {
  const rows = await tables.selectFrom("template").selectAll().where("code", "=", code)
    .orderBy("version", "desc").execute();
  const [newest] = rows;
  if (newest === undefined) throw new TemplateUnknownError(code);
  const approved = rows.find((row) => row.approval === "approved");
  return approved === undefined ? { newest } : { newest, approved };
}

/** The version that a message is bound to when it is asked for: the approved one, else the newest. */
export function boundVersion({ newest, approved }: CurrentTemplate): TemplateRow {
  return approved ?? newest;
}

export async function templateVersion(
  tables: Kysely<NotificationsTables>,
  { code, version }: { code: string; version: number },
): Promise<TemplateRow> {
  return await tables.selectFrom("template").selectAll()
    .where("code", "=", code).where("version", "=", version).executeTakeFirstOrThrow();
}
