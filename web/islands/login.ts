/**
 * The login: who, with which certificate, from where. Certificates are read here; keys are opened in
 * the worker alone.
 *
 * @module
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { joinListed, type ListedCertificate } from "../certificates/listed.ts";
import { type Problem, problemOf, ProblemSummary } from "../certificates/problem.ts";
import { useCountdown } from "../certificates/use_countdown.ts";
import { useFoundCertificates } from "../certificates/use_found_certificates.ts";
import { useReceiving } from "../certificates/use_receiving.ts";
import { useStoredCertificates } from "../certificates/use_stored_certificates.ts";
import { withCertificateWorker } from "../certificates/worker_client.ts";
import { html, type Markup } from "../html.ts";
import { AgencyNotice } from "../login/agency_notice.ts";
import { certificatesAt, CertificateSection } from "../login/certificate_section.ts";
import { type DemoFilling, DemoSection, useDemo } from "../login/demo_section.ts";
import { FieldsSection } from "../login/fields_section.ts";
import { logInWithFile } from "../login/log_in.ts";
import { checkLoginForm, EMPTY_LOGIN_FORM, fieldsOf, type LoginForm } from "../login/login_form.ts";
import { submitterTypeOf, TYPE_RULES } from "../login/submitter_choice.ts";
import { type Place, TabList } from "../login/tab_list.ts";
import { TypeSection } from "../login/type_section.ts";
import { useCloudLogin } from "../login/use_cloud_login.ts";

export interface LoginIslandProps {
  readonly returnPath: string;
  readonly workerUrl: string;
  /** ISO 8601; the server's clock decides what has expired. */
  readonly serverTime: string;
  readonly hasDemo: boolean;
}

export default function LoginIsland(props: LoginIslandProps): Markup {
  const { workerUrl, returnPath } = props;
  const [form, setForm] = useState<LoginForm>(EMPTY_LOGIN_FORM);
  const [place, setPlace] = useState<Place>("browser");
  const [chosen, setChosen] = useState<Partial<Record<Place, string>>>({});
  const [received, setReceived] = useState<readonly ListedCertificate[]>([]);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [isNumberShown, setNumberShown] = useState(false);
  const [origin, setOrigin] = useState("");
  const touched = useRef(false);

  const change = (part: Partial<LoginForm>) => setForm((old) => ({ ...old, ...part }));
  const choose = (at: Place, id: string | undefined) => setChosen((old) => ({ ...old, [at]: id }));
  const goTo = (to: Place) => {
    touched.current = true;
    setPlace(to);
    setProblems([]);
  };
  const fail = (problem: Problem) => {
    setBusy(false);
    setProblems([atField(problem, form)]);
  };

  const stored = useStoredCertificates((certificates) => {
    if (certificates[0]) choose("browser", certificates[0].id);
    else if (!touched.current) setPlace("files");
  });
  const found = useFoundCertificates({
    store: stored.store,
    onFound: (more) => choose("files", more[0]?.id),
  });
  const receiving = useReceiving({
    workerUrl,
    onReceived(more) {
      setReceived((old) => joinListed(more, old));
      choose("phone", more[0]?.id);
    },
  });
  const secondsLeft = useCountdown(receiving.made?.endsAt);
  const cloud = useCloudLogin({
    workerUrl,
    returnPath,
    onProblem: fail,
    onDone: (location) => globalThis.location.assign(location),
  });
  const demo = useDemo({
    isOffered: props.hasDemo,
    onProblem: fail,
    onFill({ form: filled, certificate }: DemoFilling) {
      change(filled);
      setProblems([]);
      touched.current = true;
      setPlace(certificate ? "files" : "cloud");
      if (certificate) found.add([certificate]);
    },
  });

  useEffect(() => setOrigin(location.origin), []);
  useEffect(() => {
    if (problems.length > 0) document.getElementById("login-problem")?.focus();
  }, [problems]);

  const certificates = certificatesAt({ place, stored, found, received });
  const certificate = certificates.find((each) => each.id === chosen[place]);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy || cloud.request) return;
    const isCloud = place === "cloud";
    const wrong = checkLoginForm(form, { hasCertificate: certificate !== undefined, isCloud });
    setProblems(wrong.map(({ field, message }) => ({ title: message, next: "", field })));
    if (wrong.length > 0) return;
    setBusy(true);
    try {
      if (certificate === undefined) return await cloud.begin(fieldsOf(form));
      const keepIn = form.isKept && place !== "browser" ? stored.store : undefined;
      const location = await withCertificateWorker(workerUrl, (worker) =>
        logInWithFile({
          worker,
          source: certificate.source,
          password: form.password,
          fields: fieldsOf(form),
          returnPath,
          ...(keepIn === undefined ? {} : { keepIn }),
        }));
      globalThis.location.assign(location);
    } catch (error) {
      fail(problemOf(error));
    } finally {
      if (isCloud) setBusy(false);
    }
  };

  return html`
    <form class="login" id="login-form" onSubmit=${submit} novalidate autocomplete="off">
      ${props.hasDemo ? DemoSection({ demo }) : null}
      <h1 class="login-title">누구로 제출하십니까?</h1>
      ${TypeSection({ form, onChange: change })}
      <div class="card login-card">
        ${TabList({ place, onChange: goTo })}
        ${ProblemSummary({ id: "login-problem", problems })}
        ${CertificateSection({
          place,
          form,
          problems,
          stored,
          found,
          received,
          receiving,
          secondsLeft,
          cloud,
          chosen: chosen[place],
          onChoose: (id) => choose(place, id),
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

/** The server speaks of "the number"; which one it was depends on the type. */
function atField(problem: Problem, form: LoginForm): Problem {
  if (problem.field !== "number") return problem;
  const asksResident = TYPE_RULES[submitterTypeOf(form)].residentNumberLabel !== undefined;
  return { ...problem, field: asksResident ? "residentNumber" : "businessNumber" };
}
