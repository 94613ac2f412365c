import { CertificateCards } from "../certificates/certificate_cards.ts";
import { FilePanel } from "../certificates/file_panel.ts";
import { LiveInput } from "../certificates/live_field.ts";
import { type Problem, problemAt } from "../certificates/problem.ts";
import { ReceivePanel } from "../certificates/receive_panel.ts";
import { type Html, html, type Markup } from "../html.ts";
import { CloudPanel } from "./cloud_panel.ts";
import { liveText } from "./fields_section.ts";
import type { LoginForm } from "./login_form.ts";
import { submitterTypeOf, TYPE_RULES } from "./submitter_choice.ts";
import { type Place, tabId } from "./tab_list.ts";
import type { CertificateChoice } from "./use_certificate_choice.ts";
import type { CloudLoginState } from "./use_cloud_login.ts";

export interface CertificateSectionProps {
  readonly choice: CertificateChoice;
  readonly cloud: CloudLoginState;
  readonly form: LoginForm;
  readonly problems: readonly Problem[];
  readonly onChange: (change: Partial<LoginForm>) => void;
  readonly onPlace: (place: Place) => void;
  readonly now: Date;
  readonly origin: string;
}

/** The panel of the chosen tab: where the certificate is, the cards, and its password. */
export function CertificateSection(props: CertificateSectionProps): Markup {
  const { place, certificates } = props.choice;
  return html`
    <div role="tabpanel" id="login-panel" aria-labelledby=${tabId(place)}>
      ${PlacePanel(props)}
      ${certificates.length === 0 ? NoCertificate(props) : Cards(props)}
      ${place === "cloud" ? null : Password(props)}
    </div>
  `;
}

function PlacePanel({ choice, cloud, origin }: CertificateSectionProps): Html {
  switch (choice.place) {
    case "browser":
      return null;
    case "files":
      return FilePanel({ found: choice.found, prefix: "login" });
    case "phone":
      return ReceivePanel({ ...choice, origin });
    case "cloud":
      return CloudPanel({ cloud });
  }
}

function Cards({ choice, form, problems, now }: CertificateSectionProps): Markup {
  return CertificateCards({
    name: "certificate",
    legend: "인증서",
    certificates: choice.certificates,
    chosen: choice.chosen,
    onChoose: choice.choose,
    now,
    holder: TYPE_RULES[submitterTypeOf(form)].holder,
    error: problemAt(problems, "certificate"),
  });
}

function NoCertificate({ choice, onPlace, problems }: CertificateSectionProps): Html {
  const { place, stored } = choice;
  const problem = problemAt(problems, "certificate");
  const error = problem === undefined
    ? null
    : html`<p class="field-error" id="field-certificate" tabindex="-1">${problem}</p>`;
  if (place !== "browser") return error;
  return html`
    <div class="no-certificate">
      <p>
        ${stored.certificates === undefined
          ? "저장된 인증서를 확인하고 있습니다…"
          : stored.isUnavailable
          ? "이 창에는 인증서를 저장할 수 없습니다. 파일에서 선택해 주십시오."
          : "이 브라우저에 저장된 인증서가 없습니다. 처음이면 파일에서 선택해 주십시오."}
      </p>
      <button
        type="button"
        class="button button-secondary button-small"
        id="find-certificate"
        onClick=${() => onPlace("files")}
      >인증서 찾기</button>
      ${error}
    </div>
  `;
}

function Password(props: CertificateSectionProps): Markup {
  return html`
    <div class="login-password">
      ${LiveInput({
        ...liveText(props, "password"),
        label: "인증서 비밀번호",
        type: "password",
        autocomplete: "current-password",
        lengthMax: 200,
        hint: "로그인에 쓰는 비밀번호와 개인키는 이 브라우저 밖으로 나가지 않습니다.",
      })}
      ${props.choice.place === "browser" ? null : KeepTick(props)}
    </div>
  `;
}

function KeepTick({ form, problems, onChange }: CertificateSectionProps): Markup {
  const problem = problemAt(problems, "isKept");
  return html`
    <div class="checkbox">
      <label class="checkbox-line">
        <input
          type="checkbox"
          class="checkbox-input"
          id="field-isKept"
          checked=${form.isKept}
          aria-describedby="keep-hint"
          onChange=${(event: Event) =>
            onChange({ isKept: (event.currentTarget as HTMLInputElement).checked })}
        />
        <span>이 브라우저에 저장</span>
      </label>
      <p class="field-hint" id="keep-hint">
        암호화된 원래 파일을 비밀번호로 한 번 더 감싸 이 브라우저에만 저장합니다. 다른 브라우저와
        다른 컴퓨터에서는 쓸 수 없고, 브라우저의 사이트 데이터를 지우면 함께 지워집니다. 여럿이 쓰는
        컴퓨터에서는 저장하지 마십시오.
      </p>
      ${problem === undefined ? null : html`<p class="field-error">${problem}</p>`}
    </div>
  `;
}
