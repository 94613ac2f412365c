import type { RequestWindow } from "@maru/debit";
import type { Markup } from "../html.ts";
import { DeadlineBar } from "../ui/work_layout.ts";
import { countdownWords } from "./countdown.ts";
import { dateWords, momentWords } from "./date_words.ts";

/** How long a day is open; after its cutoff, why nothing can be pressed and when it can again. */
export function WindowNotice(
  { window, now, what, whenOpen }: {
    readonly window: RequestWindow;
    readonly now: Date;
    /** 이체의뢰, 재처리의뢰. */
    readonly what: string;
    /** Why the day is none for it, and which one is; else only the next day is told. */
    readonly whenOpen?: string;
  },
): Markup {
  const { cutoffAt, debitDate, earliestDate } = window;
  if (window.isOpen) {
    return DeadlineBar({
      label: `${what} 마감까지`,
      value: countdownWords(cutoffAt.getTime() - now.getTime()),
      note: `${momentWords(cutoffAt, now)} 이후에는 의뢰할 수 없습니다`,
    });
  }
  const isPast = cutoffAt <= now;
  const closed = `${momentWords(cutoffAt, now)}에 마감해 ${what} 버튼이 보이지 않습니다. `;
  const again = isPast ? " 출금분부터 다시 의뢰할 수 있습니다" : "부터 의뢰할 수 있습니다";
  return DeadlineBar({
    label: `${dateWords(debitDate)} 출금분`,
    value: isPast ? "마감되었습니다" : "의뢰할 수 없는 날입니다",
    note: `${isPast ? closed : ""}${whenOpen ?? `${dateWords(earliestDate)}${again}`}`,
  });
}
