import { useEffect, useState } from "preact/hooks";
import { postJson, ServerProblemError } from "../certificates/ask_server.ts";
import { type Problem, problemOf } from "../certificates/problem.ts";
import type { PickerState } from "../certificates/source_picker.ts";
import type { DocumentToSign } from "../certificates/work/work.ts";
import { withCertificateWorker } from "../certificates/worker_client.ts";
import { payerPaths } from "./paths.ts";

/** The account as it is typed. */
export interface AccountForm {
  readonly bankCode: string;
  readonly account: string;
  readonly holder: string;
  readonly holderIdentity: string;
}

export interface ConsentState {
  readonly form: AccountForm;
  /** What the server wants signed; absent while the account is typed. */
  readonly asked: DocumentToSign | undefined;
  readonly isAgreed: boolean;
  readonly isBusy: boolean;
  readonly problems: readonly Problem[];
  change(part: Partial<AccountForm>): void;
  agree(isAgreed: boolean): void;
  /** Back to the account. */
  reopen(): void;
  prepare(event: Event): Promise<void>;
  sign(event: Event): Promise<void>;
}

export const CONSENT_PROBLEM_ID = "consent-problem";

export function useConsent(
  { workerUrl, instructionId, picker }: {
    readonly workerUrl: string;
    readonly instructionId: string;
    readonly picker: PickerState;
  },
): ConsentState {
  const [form, setForm] = useState<AccountForm>(EMPTY);
  const [asked, setAsked] = useState<DocumentToSign>();
  const [isAgreed, setAgreed] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  useEffect(() => {
    if (problems.length > 0) document.getElementById(CONSENT_PROBLEM_ID)?.focus();
  }, [problems]);
  useEffect(() => {
    if (asked) document.getElementById("consent-text")?.focus();
  }, [asked]);

  const run = async (lacking: readonly Problem[], work: () => Promise<void>) => {
    setProblems(lacking);
    if (lacking.length > 0 || isBusy) return;
    setBusy(true);
    try {
      await work();
    } catch (error) {
      const problem = problemOf(error);
      // What is wrong with the account is put right where it was typed.
      const isOfAccount = error instanceof ServerProblemError && (error.field ?? "") in EMPTY;
      if (isOfAccount || STALE.has(error instanceof ServerProblemError ? error.code : "")) {
        setAsked(undefined);
      }
      setProblems([problem]);
    } finally {
      setBusy(false);
    }
  };
  return {
    form,
    asked,
    isAgreed,
    isBusy,
    problems,
    change: (part) => setForm((old) => ({ ...old, ...part })),
    agree: setAgreed,
    reopen() {
      setProblems([]);
      setAsked(undefined);
    },
    prepare(event) {
      event.preventDefault();
      return run(lackingIn(form), async () => {
        setAgreed(false);
        setAsked(await postJson<DocumentToSign>(payerPaths.signingText(instructionId), form));
      });
    },
    sign(event) {
      event.preventDefault();
      const { chosen, password } = picker;
      return run([...isAgreed ? [] : [NOT_AGREED], ...picker.check()], async () => {
        if (asked === undefined || chosen === undefined) return;
        const cms = await withCertificateWorker(workerUrl, (worker) =>
          worker.signDocument({
            source: chosen.source,
            password,
            document: asked,
            origin: location.origin,
          }));
        picker.setPassword("");
        const answer = await postJson<{ location: string }>(payerPaths.signature(instructionId), {
          ...form,
          nonce: asked.nonce,
          cms,
        });
        location.assign(answer.location);
      });
    },
  };
}

const EMPTY: AccountForm = { bankCode: "", account: "", holder: "", holderIdentity: "" };

/** Codes after which another text must be asked for. */
const STALE = new Set(["PAYER-423"]);

const NOT_AGREED: Problem = {
  title: "동의서를 읽고 동의해 주십시오.",
  next: "",
  field: "agrees",
};

const LACKING: Readonly<Record<keyof AccountForm, string>> = {
  bankCode: "은행을 선택해 주십시오.",
  account: "계좌번호를 입력해 주십시오.",
  holder: "예금주를 입력해 주십시오.",
  holderIdentity: "예금주 생년월일 또는 사업자등록번호를 입력해 주십시오.",
};

function lackingIn(form: AccountForm): Problem[] {
  return (Object.keys(LACKING) as (keyof AccountForm)[])
    .filter((field) => form[field].trim() === "")
    .map((field) => ({ title: LACKING[field], next: "", field }));
}
