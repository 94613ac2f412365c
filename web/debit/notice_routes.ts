import { NoticeNotFoundError } from "@maru/debit";
import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { idParam, isUuid } from "../params.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { NoticeListPage, NoticePage } from "./notice_page.ts";

const PAGE_ROWS = 20;

/** 공지사항. */
export function noticeRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { notices } = context.debit;
  routes.get(debitPaths.notices, async (c) => {
    await requireMerchant(context, c);
    const after = c.req.query("after") ?? "";
    const listed = await notices.list({
      service: "debit",
      limit: PAGE_ROWS,
      ...(isUuid(after) ? { after } : {}),
    });
    const last = listed.length === PAGE_ROWS ? listed.at(-1) : undefined;
    const next = last === undefined ? {} : { nextHref: `${debitPaths.notices}?after=${last.id}` };
    return page(c, NoticeListPage({ view: c.var.view, notices: listed, ...next }));
  });
  routes.get(debitPaths.notice(":id"), async (c) => {
    await requireMerchant(context, c);
    const notice = await notices.get(idParam(c, "id"));
    // Another service's, and one that was withdrawn, are no notices here.
    const isShown = notice.service === "debit" && notice.withdrawnAt === undefined;
    if (!isShown) throw new NoticeNotFoundError(notice.id);
    return page(c, NoticePage({ view: c.var.view, notice }));
  });
}
