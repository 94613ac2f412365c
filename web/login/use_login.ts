import { useEffect, useState } from "preact/hooks";
import { type Problem, problemOf } from "../certificates/problem.ts";
import { withCertificateWorker } from "../certificates/worker_client.ts";
import { type DemoState, useDemo } from "./demo_section.ts";
import { logInWithFile } from "./log_in.ts";
import { checkLoginForm, EMPTY_LOGIN_FORM, fieldsOf, type LoginForm } from "./login_form.ts";
import { submitterTypeOf, TYPE_RULES } from "./submitter_choice.ts";
import { type CertificateChoice, useCertificateChoice } from "./use_certificate_choice.ts";
import { type CloudLoginState, useCloudLogin } from "./use_cloud_login.ts";

/** Everything that moves on the login page. */
export interface LoginState {
  readonly form: LoginForm;
  readonly choice: CertificateChoice;
  readonly cloud: CloudLoginState;
  readonly demo: DemoState;
  readonly problems: readonly Problem[];
  readonly isBusy: boolean;
  change(part: Partial<LoginForm>): void;
  clearProblems(): void;
  submit(event: Event): Promise<void>;
}

export function useLogin(
  { workerUrl, returnPath, hasDemo }: {
    workerUrl: string;
    returnPath: string;
    hasDemo: boolean;
  },
): LoginState {
  const [form, setForm] = useState<LoginForm>(EMPTY_LOGIN_FORM);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [isBusy, setBusy] = useState(false);
  const choice = useCertificateChoice(workerUrl);
  const change = (part: Partial<LoginForm>) => setForm((old) => ({ ...old, ...part }));
  const leave = (to: string) => location.assign(to);
  const fail = (problem: Problem) => {
    setBusy(false);
    setProblems([atField(problem, form)]);
  };
  const cloud = useCloudLogin({ workerUrl, returnPath, onProblem: fail, onDone: leave });
  const demo = useDemo({
    isOffered: hasDemo,
    onProblem: fail,
    onFill({ form: filled, certificate }) {
      change(filled);
      setProblems([]);
      choice.goTo(certificate ? "files" : "cloud");
      if (certificate) choice.found.add([certificate]);
    },
  });

  useEffect(() => {
    if (problems.length > 0) document.getElementById("login-problem")?.focus();
  }, [problems]);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy || cloud.request) return;
    const { certificate, place } = choice;
    const isCloud = place === "cloud";
    const wrong = checkLoginForm(form, { hasCertificate: certificate !== undefined, isCloud });
    setProblems(wrong.map(({ field, message }) => ({ title: message, next: "", field })));
    if (wrong.length > 0) return;
    setBusy(true);
    try {
      if (isCloud) await cloud.begin(fieldsOf(form));
      else leave(await logInHere({ workerUrl, returnPath, form, choice }));
    } catch (error) {
      fail(problemOf(error));
    } finally {
      if (isCloud) setBusy(false);
    }
  };
  const clearProblems = () => setProblems([]);
  return { form, choice, cloud, demo, problems, isBusy, change, clearProblems, submit };
}

/** With the chosen files or the stored certificate; answers where to go. */
async function logInHere(
  { workerUrl, returnPath, form, choice }: {
    workerUrl: string;
    returnPath: string;
    form: LoginForm;
    choice: CertificateChoice;
  },
): Promise<string> {
  const { certificate, place, stored } = choice;
  if (certificate === undefined) throw new TypeError("Cannot log in without a certificate");
  const keepIn = form.isKept && place !== "browser" ? stored.store : undefined;
  return await withCertificateWorker(workerUrl, (worker) =>
    logInWithFile({
      worker,
      source: certificate.source,
      password: form.password,
      fields: fieldsOf(form),
      returnPath,
      ...(keepIn === undefined ? {} : { keepIn }),
    }));
}

/** The server speaks of "the number"; which one it was depends on the type. */
function atField(problem: Problem, form: LoginForm): Problem {
  if (problem.field !== "number") return problem;
  const asksResident = TYPE_RULES[submitterTypeOf(form)].residentNumberLabel !== undefined;
  return { ...problem, field: asksResident ? "residentNumber" : "businessNumber" };
}
