import type { BusinessDate } from "@maru/kernel";
import type { MessageRequest } from "@maru/notifications";

export const NOTICE_QUEUE = "debit.notices";

/** Whom to tell of what; `after` is where a list of many goes on. */
export type NoticeJob =
  | { kind: "ahead"; merchantId: string; firstId: string; lastId: string; after?: string }
  | { kind: "moved"; id: string; merchantId: string; after?: string }
  | { kind: "failures"; fileId: string; after?: string }
  | { kind: "summary"; fileId: string; after?: string }
  | {
    kind: "replanned";
    id: string;
    merchantId: string;
    count: number;
    from: BusinessDate;
    to: BusinessDate;
    cutoffAt: string;
  };

/** Some messages, and where the next ones begin. */
export interface NoticePage {
  readonly messages: readonly MessageRequest[];
  readonly next?: string;
}

/** Rows of one transaction: on the embedded database nobody else reads while it lasts. */
export const NOTICE_ROWS_AT_ONCE = 50;
