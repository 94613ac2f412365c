/**
 * The request page comes alive: periods, one dialog for all missing information, one button.
 *
 * @module
 */
import { useEffect, useState } from "preact/hooks";
import { html, type Markup } from "../html.ts";
import { InputsDialog, missingInputs } from "../submit/inputs_dialog.ts";
import type { PeriodEnd } from "../submit/period_fields.ts";
import type { RequestData } from "../submit/request_data.ts";
import {
  RequestForm,
  type RequestFormProps,
  type RequestState,
  wanted,
} from "../submit/request_form.ts";
import { agreementWords } from "../submit/words.ts";
import { heldBundle } from "./_bundle.ts";
import { sendJson } from "./_send.ts";

type Problem = NonNullable<RequestFormProps["problem"]>;

export default function RequestIsland(props: { readonly data: RequestData }): Markup {
  const { data } = props;
  const [state, setState] = useState<RequestState>(() => initialState(data));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>();
  const [asking, setAsking] = useState(false);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});

  useEffect(() => {
    const dialog = document.querySelector<HTMLDialogElement>("#inputs-dialog");
    if (asking) dialog?.showModal();
    else dialog?.close();
  }, [asking]);
  useEffect(() => {
    if (problem) document.querySelector<HTMLElement>("#request-problem")?.focus();
  }, [problem]);
  useEffect(() => {
    document.querySelector<HTMLElement>("#inputs-dialog [aria-invalid]")?.focus();
  }, [wrong]);

  const submit = async ({ isConfirmed }: { isConfirmed: boolean }) => {
    const lacking = data.consents.filter((each) => !state.consents.includes(each.kind));
    if (lacking.length > 0) {
      const names = lacking.map((each) => agreementWords(each.title)).join(", ");
      return setProblem({ title: "동의가 필요합니다.", next: `${names}해 주십시오.` });
    }
    setProblem(undefined);
    if (!isConfirmed && wanted(data, state).some((each) => each.inputs.length > 0)) {
      setWrong({});
      return setAsking(true);
    }
    const bundle = heldBundle(data.sessionId);
    if (bundle === undefined) return setProblem(confirmAgain(data));
    setBusy(true);
    setProblem(undefined);
    const answered = await send(data, state, bundle);
    if ("href" in answered) return location.assign(answered.href);
    setBusy(false);
    if (answered.wrong === undefined) return setProblem(answered.problem);
    setAsking(true);
    setWrong(answered.wrong);
  };
  const done = () => {
    const left = missingInputs(wanted(data, state), state.inputs);
    setWrong(left);
    if (Object.keys(left).length > 0) return;
    setAsking(false);
    submit({ isConfirmed: true });
  };

  return html`
    <div class="request-island">
      ${RequestForm({
        data,
        state,
        busy,
        ...(problem === undefined ? {} : { problem }),
        onSkip: (code, skipped) => setState((old) => skip(old, code, skipped)),
        onPeriod: (code, name, value) => setState((old) => setPeriod(old, code, name, value)),
        onConsent: (kind, given) => setState((old) => setConsent(old, kind, given)),
        onSubmit: () => submit({ isConfirmed: false }),
      })}
      ${InputsDialog({
        isOpen: asking,
        documents: wanted(data, state).filter((each) => each.inputs.length > 0),
        values: state.inputs,
        wrong,
        onInput: (code, name, value) => setState((old) => setInput(old, code, name, value)),
        onDone: done,
        onClose: () => setAsking(false),
      })}
    </div>
  `;
}

function initialState(data: RequestData): RequestState {
  return {
    skipped: [],
    periods: Object.fromEntries(
      data.documents.flatMap(({ code, period }) =>
        period.chosen ? [[code, { from: period.chosen.from, to: period.chosen.to }]] : []
      ),
    ),
    inputs: Object.fromEntries(
      data.documents.map(({ code, inputs }) => [code, suggestedInputs(inputs)]),
    ),
    consents: [],
  };
}

/** What the login already tells stands in the fields, to be confirmed. */
function suggestedInputs(fields: RequestData["documents"][number]["inputs"]) {
  return Object.fromEntries(
    fields.flatMap(({ name, suggested }) => suggested === undefined ? [] : [[name, suggested]]),
  );
}

function skip(old: RequestState, code: string, skipped: boolean): RequestState {
  const others = old.skipped.filter((each) => each !== code);
  return { ...old, skipped: skipped ? [...others, code] : others };
}

function setPeriod(
  old: RequestState,
  code: string,
  name: PeriodEnd,
  value: string,
): RequestState {
  const period = old.periods[code] ?? { from: value, to: value };
  const next = name === "periodFrom" ? { ...period, from: value } : { ...period, to: value };
  return { ...old, periods: { ...old.periods, [code]: next } };
}

function setConsent(old: RequestState, kind: string, given: boolean): RequestState {
  const others = old.consents.filter((each) => each !== kind);
  return { ...old, consents: given ? [...others, kind] : others };
}

function setInput(old: RequestState, code: string, name: string, value: string): RequestState {
  return { ...old, inputs: { ...old.inputs, [code]: { ...old.inputs[code], [name]: value } } };
}

async function send(
  data: RequestData,
  state: RequestState,
  sealedBundle: string,
): Promise<{ href: string } | { problem: Problem; wrong?: Record<string, string> }> {
  try {
    const response = await sendJson(data.submitHref, {
      idempotencyKey: data.idempotencyKey,
      sealedBundle,
      consents: data.consents.map(({ kind, version }) => ({ kind, version })),
      documents: wanted(data, state).map(({ code }) => ({
        documentCode: code,
        ...(state.periods[code]
          ? { periodFrom: state.periods[code].from, periodTo: state.periods[code].to }
          : {}),
        inputs: state.inputs[code] ?? {},
      })),
    });
    const body = await response.json();
    if (response.ok) return { href: body.location };
    const needsLogin = response.status === 401 || String(body.code).startsWith("LOGIN-");
    return {
      problem: {
        title: body.title,
        next: body.detail,
        ...(needsLogin ? { href: data.loginHref } : {}),
      },
      ...(body.errors ? { wrong: wrongInputs(body.errors) } : {}),
    };
  } catch {
    return {
      problem: {
        title: "서버에 연결할 수 없습니다.",
        next: "인터넷 연결을 확인하고 다시 눌러 주십시오. 두 번 눌러도 한 번만 접수됩니다.",
      },
    };
  }
}

/** What the server found wrong, by `code.name`. */
function wrongInputs(errors: readonly { field: string; message: string }[]) {
  return Object.fromEntries(errors.map(({ field, message }) => [field, message]));
}

function confirmAgain(data: RequestData): Problem {
  return {
    title: "인증서를 한 번 더 확인해 주십시오.",
    next: "보안을 위해 인증서 정보는 이 탭에서 25분까지만 보관합니다.",
    href: data.loginHref,
  };
}
