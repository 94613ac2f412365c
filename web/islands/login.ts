/**
 * The login: who, with which certificate, from where. Certificates are read here; keys are opened in
 * the worker alone.
 *
 * @module
 */
import { useEffect, useState } from "preact/hooks";
import { ProblemSummary } from "../certificates/problem.ts";
import { html, type Markup } from "../html.ts";
import { AgencyNotice } from "../login/agency_notice.ts";
import { CertificateSection } from "../login/certificate_section.ts";
import { DemoSection } from "../login/demo_section.ts";
import { FieldsSection } from "../login/fields_section.ts";
import { type Place, TabList } from "../login/tab_list.ts";
import { TypeSection } from "../login/type_section.ts";
import { useLogin } from "../login/use_login.ts";

export interface LoginIslandProps {
  readonly returnPath: string;
  readonly workerUrl: string;
  /** ISO 8601; the server's clock decides what has expired. */
  readonly serverTime: string;
  readonly hasDemo: boolean;
}

export default function LoginIsland(props: LoginIslandProps): Markup {
  const login = useLogin(props);
  const [isNumberShown, setNumberShown] = useState(false);
  const [origin, setOrigin] = useState("");
  useEffect(() => setOrigin(location.origin), []);
  const { form, choice, cloud, problems, isBusy, change } = login;
  const goTo = (place: Place) => {
    choice.goTo(place);
    login.clearProblems();
  };
  return html`
    <form class="login" id="login-form" onSubmit=${login.submit} novalidate autocomplete="off">
      ${props.hasDemo ? DemoSection({ demo: login.demo }) : null}
      <h1 class="login-title">누구로 제출하십니까?</h1>
      ${TypeSection({ form, onChange: change })}
      <div class="card login-card">
        ${TabList({ place: choice.place, onChange: goTo })}
        ${ProblemSummary({ id: "login-problem", problems })}
        ${CertificateSection({
          choice,
          cloud,
          form,
          problems,
          onChange: change,
          onPlace: goTo,
          now: new Date(props.serverTime),
          origin,
        })}
        ${FieldsSection({
          form,
          problems,
          onChange: change,
          isNumberShown,
          onToggleNumber: () => setNumberShown((old) => !old),
        })}
        ${AgencyNotice()}
        <button
          type="submit"
          class="button button-primary button-full login-button"
          id="login-button"
          disabled=${isBusy || cloud.request !== undefined}
        >${isBusy ? "인증서를 확인하고 있습니다…" : "로그인"}</button>
      </div>
    </form>
  `;
}
