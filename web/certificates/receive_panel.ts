import { html, type Markup } from "../html.ts";
import { countdownWords } from "../submit/words.ts";
import { loginPaths } from "../login/login_paths.ts";
import { LiveInput } from "./live_field.ts";
import { ProblemSummary } from "./problem.ts";
import { QrPicture } from "./qr_picture.ts";
import type { ReceivingState } from "./use_receiving.ts";

export interface ReceivePanelProps {
  readonly receiving: ReceivingState;
  readonly secondsLeft: number;
  /** Of this page, for the QR code; empty on the server. */
  readonly origin: string;
}

/** 받기: type the other device's code, or show one of this device's own. */
export function ReceivePanel(props: ReceivePanelProps): Markup {
  const { receiving } = props;
  return html`
    <div class="receive-panel">
      ${ProblemSummary({
        id: "receive-problem",
        problems: receiving.problem ? [receiving.problem] : [],
      })}
      <div role="status">
        ${receiving.arrived === undefined ? null : html`
          <p class="notice notice-good">
            <strong>${receiving.arrived}</strong> 인증서를 받았습니다.
          </p>
        `}
      </div>
      ${LiveInput({
        name: "transferCode",
        label: "보내는 기기에 나온 코드",
        hint: "영문과 숫자 16자리입니다. 대소문자는 가리지 않습니다.",
        value: receiving.typed,
        onInput: receiving.type,
        lengthMax: 30,
        ...(receiving.problem?.field === "transferCode" ? { error: receiving.problem.title } : {}),
      })}
      <div class="button-row button-row-close">
        <button
          type="button"
          class="button button-secondary"
          id="receive-transfer"
          disabled=${receiving.isBusy}
          onClick=${receiving.receive}
        >${receiving.isBusy ? "받고 있습니다…" : "인증서 받기"}</button>
        ${receiving.made === undefined
          ? html`
            <button
              type="button"
              class="button button-plain"
              id="make-receive-code"
              onClick=${receiving.makeCode}
            >이 화면에서 코드 만들기</button>
          `
          : null}
      </div>
      ${receiving.made === undefined ? null : MadeCode(props, receiving.made)}
    </div>
  `;
}

function MadeCode(
  { receiving, secondsLeft, origin }: ReceivePanelProps,
  { code }: NonNullable<ReceivingState["made"]>,
): Markup {
  return html`
    <div class="code-card" id="receive-code-card">
      ${QrPicture({
        text: `${origin}${loginPaths.transfer}#send=${code.code}`,
        label: "휴대전화 카메라로 찍으면 인증서를 보내는 화면이 열립니다",
      })}
      <div class="code-card-words">
        <p>인증서가 있는 기기에서 QR 코드를 찍거나 아래 코드를 입력해 보내 주십시오.</p>
        <p class="transfer-code" id="receive-code">${code.code}</p>
        <p class="field-hint">
          남은 시간 ${countdownWords(secondsLeft)}. 보내면 20초 안에 저절로 받습니다.
        </p>
        <button
          type="button"
          class="button button-secondary button-small"
          id="look-transfer"
          disabled=${receiving.isBusy}
          onClick=${receiving.look}
        >보냈으면 지금 받기</button>
      </div>
    </div>
  `;
}
