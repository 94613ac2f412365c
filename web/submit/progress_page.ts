import { html, type Markup } from "../html.ts";
import ProgressIsland from "../islands/progress.ts";
import { Island } from "../ui/island.ts";
import { Layout } from "../ui/layout.ts";
import { LinkButton } from "../ui/button.ts";
import type { View } from "../view.ts";
import { loginHref } from "./context.ts";
import type { ProgressData } from "./progress_data.ts";
import type { ItemProblem } from "./progress_panel.ts";
import { submitPaths } from "./submit_paths.ts";

const REFRESH_SECONDS = 5;

/** Progress and result of one submission; without scripts it loads itself again. */
export function ProgressPage(props: {
  view: View;
  data: ProgressData;
  sessionId: string;
  keys: Readonly<Record<string, string>>;
  problem?: ItemProblem;
}): Markup {
  const { view, data } = props;
  return Layout({
    view,
    title: `${data.productName} 제출`,
    width: "medium",
    ...(data.finished ? {} : { refreshSeconds: REFRESH_SECONDS }),
    children: html`
      <div class="stack">
        ${Island({
          view,
          name: "progress",
          component: ProgressIsland,
          props: {
            data,
            formToken: view.formToken,
            sessionId: props.sessionId,
            eventsHref: submitPaths.events(data.id),
            keys: props.keys,
            loginHref: loginHref(submitPaths.submission(data.id)),
            ...(props.problem === undefined ? {} : { problem: props.problem }),
          },
        })}
        <div class="button-row">
          ${LinkButton({ href: submitPaths.history, children: "제출 내역 보기" })}
        </div>
      </div>
    `,
  });
}
