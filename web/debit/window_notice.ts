import type { RequestWindow } from "@maru/debit";
import type { Markup } from "../html.ts";
import { DeadlineBar } from "../ui/work_layout.ts";
import { countdownWords } from "./countdown.ts";
import { dateWords, momentWords } from "./date_words.ts";

/** How long a day is open; after its cutoff, why nothing can be pressed and when it can again. */
export function WindowNotice(
  { window, now, what }: {
    readonly window: RequestWindow;
    readonly now: Date;
    /** 이체의뢰, 재처리의뢰. */
    readonly what: string;
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
  return DeadlineBar({
    label: `${dateWords(debitDate)} 출금분`,
    value: isPast ? "마감되었습니다" : "의뢰할 수 없는 날입니다",
    note: isPast
      ? `${momentWords(cutoffAt, now)}에 마감해 ${what} 버튼이 보이지 않습니다. ${
        dateWords(earliestDate)
      } 출금분부터 다시 의뢰할 수 있습니다`
      : `${dateWords(earliestDate)}부터 의뢰할 수 있습니다`,
  });
}
