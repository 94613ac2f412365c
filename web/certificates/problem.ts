import { html, type Markup } from "../html.ts";
import { fieldId } from "../ui/field.ts";
import { ServerProblemError } from "./ask_server.ts";
import { certificateFileErrors } from "./error_words.ts";
import { WorkFailedError } from "./errors.ts";

/** What went wrong and what to do next, in Korean; `field` is the control that it belongs to. */
export interface Problem {
  readonly title: string;
  readonly next: string;
  readonly field?: string | undefined;
}

/** The words for an error that the browser met. An unforeseen one says nothing of its cause. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ServerProblemError) {
    return { title: error.title, next: error.next, field: error.field };
  }
  const name = error instanceof WorkFailedError
    ? error.reason
    : error instanceof Error
    ? error.name
    : "";
  if (name === "ConnectionError") {
    return {
      title: "서버에 연결할 수 없습니다.",
      next: "인터넷 연결을 확인하고 다시 시도해 주십시오.",
    };
  }
  const entry = certificateFileErrors.find((each) => each.error === name);
  return entry ? { title: entry.title, next: entry.next, field: entry.field } : UNFORESEEN;
}

/** The summary on top of the form: one thing, or a list that leads to each field. */
export function ProblemSummary(
  { id, problems }: { readonly id: string; readonly problems: readonly Problem[] },
): Markup | null {
  const [first, ...others] = problems;
  if (first === undefined) return null;
  return html`
    <div class="notice notice-bad problem-summary" role="alert" tabindex="-1" id=${id}>
      ${others.length === 0 ? html`<p><strong>${first.title}</strong> ${first.next}</p>` : html`
        <p><strong>${problems.length}곳을 확인해 주십시오.</strong></p>
        <ul>
          ${problems.map(({ title, field }) =>
            html`<li><a href=${`#${fieldId(field ?? "")}`}>${title}</a></li>`
          )}
        </ul>
      `}
    </div>
  `;
}

/** The sentence that stands at the field. */
export function problemAt(problems: readonly Problem[], field: string): string | undefined {
  return problems.find((problem) => problem.field === field)?.title;
}

const UNFORESEEN: Problem = {
  title: "인증서를 처리하지 못했습니다.",
  next: "화면을 새로고침한 뒤 다시 시도해 주십시오.",
};
