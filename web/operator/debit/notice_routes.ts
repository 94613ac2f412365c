import { type Notice, NoticeInputError } from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import { type FieldTexts, textsOf } from "../../debit/money_form.ts";
import { choice, type FieldError, readForm, text, tick } from "../../forms/mod.ts";
import { page } from "../../page.ts";
import { idParam } from "../../params.ts";
import { type OperatorDebitContext, operatorOf } from "./context.ts";
import { NoticePage, NoticesPage } from "./notice_pages.ts";
import { operatorDebitPaths as paths } from "./paths.ts";
import { fieldErrorsOf } from "./problems.ts";

const ROWS_SHOWN_MAX = 100;
const LABELS = { title: "제목", body: "내용" } as const;

const readers = {
  service: choice({ label: "서비스", of: ["debit", "submission"] }),
  title: text({ label: "제목", lengthMax: 200 }),
  body: text({ label: "내용", lengthMax: 10_000 }),
  isPinned: tick({ label: "위에 고정" }),
};

/** 공지사항: written, pinned, withdrawn. */
export function noticeRoutes(context: OperatorDebitContext, routes: Hono<WebEnv>): void {
  const { notices } = context.debit;
  routes.get(paths.notices, async (c) => {
    await operatorOf(context, c);
    const found = await notices.list({ limit: ROWS_SHOWN_MAX });
    return page(c, NoticesPage({ view: c.var.view, notices: found }));
  });
  routes.get(paths.newNotice, async (c) => {
    await operatorOf(context, c);
    return page(c, NoticePage({ view: c.var.view, values: { service: "debit" } }));
  });
  routes.post(paths.notices, (c) => save(context, c));
  routes.get(paths.notice(":id"), async (c) => {
    await operatorOf(context, c);
    const notice = await notices.get(idParam(c, "id"));
    return page(c, NoticePage({ view: c.var.view, notice, values: textsIn(notice) }));
  });
  routes.post(paths.notice(":id"), (c) => save(context, c));
  routes.post(paths.noticeEnd(":id"), async (c) => {
    const { actor } = await operatorOf(context, c);
    await notices.withdraw({ id: idParam(c, "id"), actor });
    return c.redirect(paths.notices, 303);
  });
}

function textsIn(notice: Notice): FieldTexts {
  const { service, title, body, isPinned } = notice;
  return { service, title, body, isPinned: isPinned ? "on" : "" };
}

async function save(context: OperatorDebitContext, c: Context<WebEnv>): Promise<Response> {
  const { actor } = await operatorOf(context, c);
  const { notices } = context.debit;
  const notice = c.req.param("id") === undefined ? undefined : await notices.get(idParam(c, "id"));
  const form = await readForm(c, readers);
  const values = textsOf(form.values);
  const again = (errors: readonly FieldError[]) => {
    const known = notice === undefined ? {} : { notice };
    return page(c, NoticePage({ view: c.var.view, ...known, values, errors }), 422);
  };
  if (!form.ok) return again(form.errors);
  try {
    const known = notice === undefined ? {} : { id: notice.id };
    await notices.save({ ...form.value, ...known, actor });
    return c.redirect(paths.notices, 303);
  } catch (error) {
    if (!(error instanceof NoticeInputError)) throw error;
    return again(fieldErrorsOf(error.problems, LABELS));
  }
}
