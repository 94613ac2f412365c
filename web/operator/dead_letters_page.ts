import type { DeadLetter } from "@maru/kernel";
import { html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { formatDate } from "../ui/date_text.ts";
import { Form } from "../ui/form.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { OperatorLayout, operatorPaths } from "./context.ts";
import { queueWords } from "./queue_words.ts";

/** 멈춘 작업: jobs that failed every time, and the way back into their queue. */
export function DeadLettersPage(props: { view: View; letters: readonly DeadLetter[] }): Markup {
  return OperatorLayout({
    view: props.view,
    title: "멈춘 작업",
    children: html`
      <div class="stack">
        ${PageTitle({ title: "멈춘 작업", note: "정해진 횟수를 모두 실패한 작업입니다" })}
        ${Table({
          caption: "멈춘 작업",
          rows: props.letters,
          empty: { title: "멈춘 작업이 없습니다." },
          columns: [
            {
              key: "queue",
              title: "대기열",
              telling: true,
              rowHeader: true,
              cell: (row) => queueWords(row.queue),
            },
            {
              key: "failedAt",
              title: "멈춘 때",
              nowrap: true,
              cell: (row) => formatDate(row.failedAt, "dateTime"),
            },
            { key: "error", title: "원인", telling: true, cell: (row) => row.error },
            {
              key: "action",
              title: "다시 실행",
              telling: true,
              nowrap: true,
              cell: (row) =>
                Form({
                  view: props.view,
                  action: operatorPaths.redrive(row.id),
                  inline: true,
                  children: Button({
                    size: "small",
                    children: "다시 실행",
                    label: `${queueWords(row.queue)} 다시 실행`,
                  }),
                }),
            },
          ],
        })}
      </div>
    `,
  });
}
