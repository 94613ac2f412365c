import { CertificateCards } from "../certificates/certificate_cards.ts";
import { FilePanel } from "../certificates/file_panel.ts";
import type { ListedCertificate } from "../certificates/listed.ts";
import { LiveInput } from "../certificates/live_field.ts";
import { type Problem, problemAt } from "../certificates/problem.ts";
import { ReceivePanel } from "../certificates/receive_panel.ts";
import type { FoundCertificatesState } from "../certificates/use_found_certificates.ts";
import type { ReceivingState } from "../certificates/use_receiving.ts";
import type { StoredCertificatesState } from "../certificates/use_stored_certificates.ts";
import { type Html, html, type Markup } from "../html.ts";
import { CloudPanel } from "./cloud_panel.ts";
import { liveText } from "./fields_section.ts";
import type { LoginForm } from "./login_form.ts";
import { submitterTypeOf, TYPE_RULES } from "./submitter_choice.ts";
import { type Place, tabId } from "./tab_list.ts";
import type { CloudLoginState } from "./use_cloud_login.ts";

export interface CertificateSectionProps {
  readonly place: Place;
  readonly form: LoginForm;
  readonly problems: readonly Problem[];
  readonly stored: StoredCertificatesState;
  readonly found: FoundCertificatesState;
  readonly received: readonly ListedCertificate[];
  readonly receiving: ReceivingState;
  readonly secondsLeft: number;
  readonly cloud: CloudLoginState;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly onChange: (change: Partial<LoginForm>) => void;
  readonly onPlace: (place: Place) => void;
  readonly now: Date;
  readonly origin: string;
}

/** The certificates that can be chosen at a place. */
export function certificatesAt(
  { place, stored, found, received }: Pick<
    CertificateSectionProps,
    "place" | "stored" | "found" | "received"
  >,
): readonly ListedCertificate[] {
  if (place === "browser") return stored.certificates ?? [];
  if (place === "files") return found.certificates;
  return place === "phone" ? received : [];
}

/** The panel of the chosen tab: where the certificate is, the cards, and its password. */
export function CertificateSection(props: CertificateSectionProps): Markup {
  const certificates = certificatesAt(props);
  const isCloud = props.place === "cloud";
  return html`
    <div role="tabpanel" id="login-panel" aria-labelledby=${tabId(props.place)}>
      ${PlacePanel(props)}
      ${certificates.length === 0 ? NoCertificate(props) : Cards(props, certificates)}
      ${isCloud ? null : Password(props)}
    </div>
  `;
}

function PlacePanel(props: CertificateSectionProps): Html {
  switch (props.place) {
    case "browser":
      return null;
    case "files":
      return FilePanel({ found: props.found, prefix: "login" });
    case "phone":
      return ReceivePanel(props);
    case "cloud":
      return CloudPanel(props);
  }
}

function Cards(
  props: CertificateSectionProps,
  certificates: readonly ListedCertificate[],
): Markup {
  return CertificateCards({
    ...props,
    name: "certificate",
    legend: "인증서",
    certificates,
    holder: TYPE_RULES[submitterTypeOf(props.form)].holder,
    error: problemAt(props.problems, "certificate"),
  });
}

function NoCertificate({ place, stored, onPlace, problems }: CertificateSectionProps): Html {
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
      ${props.place === "browser" ? null : KeepTick(props)}
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
