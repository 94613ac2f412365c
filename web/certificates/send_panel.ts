import { html, type Markup } from "../html.ts";
import { loginPaths } from "../login/login_paths.ts";
import { countdownWords } from "../submit/words.ts";
import { LiveInput } from "./live_field.ts";
import { problemAt, ProblemSummary } from "./problem.ts";
import { QrPicture } from "./qr_picture.ts";
import { type PickerState, SourcePicker } from "./source_picker.ts";
import type { SendingState } from "./use_sending.ts";
import { WorkButton, WorkResult } from "./work_button.ts";

export interface SendPanelProps {
  readonly picker: PickerState;
  readonly sending: SendingState;
  readonly secondsLeft: number;
  readonly origin: string;
  readonly now: Date;
}

/** 보내기: choose, type the password, send; then the code for the other device. */
export function SendPanel(props: SendPanelProps): Markup {
  const { picker, sending } = props;
  const { work } = sending;
  return html`
    <form id="send-form" onSubmit=${sending.send} novalidate autocomplete="off">
      ${ProblemSummary({ id: "send-problem", problems: work.problems })}
      ${SourcePicker({ picker, problems: work.problems, prefix: "send", now: props.now })}
      ${LiveInput({
        name: "sendCode",
        label: "받는 기기에 나온 코드",
        required: false,
        hint: "받는 기기에서 코드를 만들었을 때만 입력합니다. 비워 두면 여기서 새 코드를 만듭니다.",
        value: sending.typed,
        onInput: sending.type,
        lengthMax: 30,
        error: problemAt(work.problems, "transferCode"),
      })}
      ${WorkButton({ id: "send-button", work, label: "보내기", busyLabel: "보내고 있습니다…" })}
      ${WorkResult({ work })}
      ${sending.sent === undefined ? null : SentCode(props, sending.sent)}
    </form>
  `;
}

function SentCode(
  { origin, secondsLeft }: SendPanelProps,
  { code }: NonNullable<SendingState["sent"]>,
): Markup {
  return html`
    <div class="code-card" id="send-code-card">
      ${QrPicture({
        text: `${origin}${loginPaths.transfer}#receive=${code.code}`,
        label: "받는 기기의 카메라로 찍으면 인증서를 받는 화면이 열립니다",
      })}
      <div class="code-card-words">
        <p>받는 기기에서 QR 코드를 찍거나 아래 코드를 입력하십시오.</p>
        <p class="transfer-code" id="send-code">${code.code}</p>
        <p class="field-hint">
          남은 시간 ${countdownWords(secondsLeft)}. 한 번 받으면 사라집니다.
        </p>
      </div>
    </div>
  `;
}
