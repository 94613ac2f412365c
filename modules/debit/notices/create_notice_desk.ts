import { type Selectable, sql } from "kysely";
import { cleanText } from "../settings/fields/clean_text.ts";
import { isId } from "../settings/lists/ids.ts";
import { NoticeInputError, NoticeNotFoundError } from "./errors.ts";
import type { Notice, NoticeDesk, NoticeParts } from "./notice_desk.ts";
import { type NoticeTable, noticeTables } from "./tables.ts";

const LIMIT_MAX = 200;
const TITLE_LENGTH_MAX = 100;
const BODY_LENGTH_MAX = 20_000;

/** 공지사항. */
export function createNoticeDesk({ kernel }: NoticeParts): NoticeDesk {
  const { db } = kernel.database;

  async function find(id: string): Promise<Selectable<NoticeTable> | undefined> {
    if (!isId(id)) return undefined;
    return await noticeTables(db).selectFrom("notice").selectAll().where("id", "=", id)
      .executeTakeFirst();
  }

  return {
    async list({ service, limit, after }) {
      const last = after === undefined ? undefined : await find(after);
      if (after !== undefined && last === undefined) throw new NoticeNotFoundError(after);
      const rows = await noticeTables(db).selectFrom("notice").selectAll()
        .$if(
          service !== undefined,
          (query) => query.where("service", "=", service!).where("withdrawn_at", "is", null),
        )
        .$if(
          last !== undefined,
          (query) =>
            query.where(sql<boolean>`(is_pinned, id) < (${last!.is_pinned}, ${last!.id}::uuid)`),
        )
        .orderBy("is_pinned", "desc").orderBy("id", "desc")
        .limit(Math.min(Math.max(1, limit), LIMIT_MAX)).execute();
      return rows.map(viewOf);
    },
    async get(id) {
      const row = await find(id);
      if (row === undefined) throw new NoticeNotFoundError(id);
      return viewOf(row);
    },
    async save({ id, service, actor, isPinned, ...typed }) {
      const content = { ...checkedText(typed), is_pinned: isPinned };
      const now = kernel.clock.now();
      const changed = { changed_at: now, changed_by: actor };
      if (id === undefined) {
        const created = kernel.uuid();
        await noticeTables(db).insertInto("notice").values({
          id: created,
          service,
          ...content,
          published_at: now,
          published_by: actor,
          ...changed,
        }).execute();
        return { id: created };
      }
      if (await find(id) === undefined) throw new NoticeNotFoundError(id);
      await noticeTables(db).updateTable("notice").set({ service, ...content, ...changed })
        .where("id", "=", id).execute();
      return { id };
    },
    async withdraw({ id, actor }) {
      if (await find(id) === undefined) throw new NoticeNotFoundError(id);
      await noticeTables(db).updateTable("notice")
        .set({ withdrawn_at: kernel.clock.now(), withdrawn_by: actor })
        .where("id", "=", id).where("withdrawn_at", "is", null).execute();
    },
  };
}

/** @throws {NoticeInputError} */
function checkedText(typed: { title: string; body: string }): { title: string; body: string } {
  const title = cleanText(typed.title).replace(/\s+/g, " ");
  const body = cleanText(typed.body.replaceAll("\r\n", "\n"));
  const problems = [
    ...problemsOf("title", title, TITLE_LENGTH_MAX),
    ...problemsOf("body", body, BODY_LENGTH_MAX),
  ];
  if (problems.length > 0) throw new NoticeInputError(problems);
  return { title, body };
}

function problemsOf(
  field: "title" | "body",
  text: string,
  lengthMax: number,
): NoticeInputError["problems"] {
  if (text === "") return [{ field, reason: "missing" }];
  return text.length > lengthMax ? [{ field, reason: "tooLong" }] : [];
}

function viewOf(row: Selectable<NoticeTable>): Notice {
  return {
    id: row.id,
    service: row.service,
    title: row.title,
    body: row.body,
    isPinned: row.is_pinned,
    publishedAt: row.published_at,
    ...(row.withdrawn_at === null ? {} : { withdrawnAt: row.withdrawn_at }),
  };
}
