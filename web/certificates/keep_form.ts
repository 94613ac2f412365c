import { html, type Markup } from "../html.ts";
import { CertificateCards } from "./certificate_cards.ts";
import { LiveInput } from "./live_field.ts";
import { problemAt, ProblemSummary } from "./problem.ts";
import type { KeepingState } from "./use_keeping.ts";
import { WorkButton } from "./work_button.ts";

/** 받은 인증서: choose, type the password, keep. */
export function KeepForm(
  { keeping, now }: { readonly keeping: KeepingState; readonly now: Date },
): Markup {
  const { work } = keeping;
  return html`
    <form class="card" id="keep-form" onSubmit=${keeping.keep} novalidate autocomplete="off">
      <div class="card-head"><h2 class="card-title">받은 인증서</h2></div>
      ${ProblemSummary({ id: "keep-problem", problems: work.problems })}
      ${CertificateCards({
        name: "received",
        legend: "받은 인증서",
        certificates: keeping.received,
        chosen: keeping.chosen,
        onChoose: keeping.choose,
        now,
      })}
      ${LiveInput({
        name: "password",
        label: "인증서 비밀번호",
        type: "password",
        autocomplete: "current-password",
        value: keeping.password,
        onInput: keeping.setPassword,
        error: problemAt(work.problems, "password"),
      })}
      ${WorkButton({
        id: "keep-button",
        work,
        label: "이 브라우저에 저장",
        busyLabel: "저장하고 있습니다…",
      })}
    </form>
  `;
}
