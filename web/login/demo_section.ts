import { useEffect, useState } from "preact/hooks";
import { fromBase64 } from "@maru/pki/browser";
import { getJson } from "../certificates/ask_server.ts";
import { type ListedCertificate, listFound } from "../certificates/listed.ts";
import { type Problem, problemOf } from "../certificates/problem.ts";
import { html, type Markup } from "../html.ts";
import type { DemoCertificate, DemoFiles } from "./demo_certificate.ts";
import type { LoginForm } from "./login_form.ts";
import { loginPaths } from "./login_paths.ts";
import { formatBusinessNumber, formatPhone, formatResidentNumber } from "./numbers.ts";
import { choiceOf } from "./submitter_choice.ts";

export interface DemoState {
  /** Absent until they are known. */
  readonly certificates: readonly DemoCertificate[] | undefined;
  readonly chosen: DemoCertificate | undefined;
  /** Whether the other certificates are shown. */
  readonly isUnfolded: boolean;
  choose(certificate: DemoCertificate): void;
  unfold(event: Event): void;
}

/** What choosing a demo certificate fills in. */
export interface DemoFilling {
  readonly form: Partial<LoginForm>;
  /** Absent with a cloud certificate. */
  readonly certificate?: ListedCertificate;
}

/** 시연용 인증서 of the sandbox. */
export function useDemo(
  { isOffered, onFill, onProblem }: {
    isOffered: boolean;
    onFill: (filling: DemoFilling) => void;
    onProblem: (problem: Problem) => void;
  },
): DemoState {
  const [certificates, setCertificates] = useState<readonly DemoCertificate[]>();
  const [chosen, setChosen] = useState<DemoCertificate>();
  const [isUnfolded, setUnfolded] = useState(false);
  useEffect(() => {
    if (!isOffered) return;
    getJson<{ certificates: DemoCertificate[] }>(loginPaths.demo)
      .then((answer) => setCertificates(answer.certificates))
      .catch((error) => onProblem(problemOf(error)));
  }, []);
  return {
    certificates,
    chosen,
    isUnfolded,
    unfold: (event) => setUnfolded((event.currentTarget as HTMLDetailsElement).open),
    async choose(certificate) {
      setChosen(certificate);
      setUnfolded(false);
      try {
        onFill(await fill(certificate));
      } catch (error) {
        onProblem(problemOf(error));
      }
    },
  };
}

async function fill(demo: DemoCertificate): Promise<DemoFilling> {
  const form = {
    ...choiceOf(demo.submitterType),
    businessNumber: formatBusinessNumber(demo.businessNumber ?? ""),
    residentNumber: formatResidentNumber(demo.residentNumber ?? ""),
    manageNumber: demo.manageNumber ?? "",
    managePassword: demo.managePassword ?? "",
    submitterName: demo.residentNumber === undefined ? DEMO_SUBMITTER : demo.name,
    phone: formatPhone(demo.phone),
  };
  if (demo.place === "cloud") return { form };
  const files = await getJson<DemoFiles>(loginPaths.demoFile(demo.id));
  const { listed } = listFound([{
    label: demo.name,
    files: {
      kind: "pair",
      certificate: fromBase64(files.signCert),
      key: fromBase64(files.signPri),
    },
  }], `demo-${demo.id}`);
  return {
    form: { ...form, password: files.password },
    ...(listed[0] === undefined ? {} : { certificate: listed[0] }),
  };
}

/** One button for each kind of submitter, and the rest, failures among them, behind a fold. */
export function DemoSection({ demo }: { readonly demo: DemoState }): Markup {
  const certificates = demo.certificates ?? [];
  const first = firstOfEachKind(certificates);
  const others = certificates.filter((each) => !first.includes(each));
  return html`
    <section class="demo" aria-label="시연용 인증서">
      <p class="quiet">
        <strong class="demo-title">시연용 인증서</strong>
        ${" "}가상의 사람과 회사입니다. 하나를 누르면 아래가 모두 채워집니다.
      </p>
      <div class="demo-buttons">
        ${first.map((each) => DemoButton(demo, each, SHORT_WORDS[each.submitterType]))}
      </div>
      ${others.length === 0 ? null : html`
        <details class="demo-more" open=${demo.isUnfolded} onToggle=${demo.unfold}>
          <summary>다른 시연용 인증서 ${others.length}개</summary>
          <ul class="demo-list">
            ${others.map((each) => html`<li>${DemoButton(demo, each, wordsOf(each))}</li>`)}
          </ul>
        </details>
      `}
      <p class="demo-status field-hint" role="status">
        ${demo.chosen === undefined ? null : statusOf(demo.chosen)}
      </p>
    </section>
  `;
}

function DemoButton(demo: DemoState, certificate: DemoCertificate, words: string): Markup {
  return html`
    <button
      type="button"
      class="button button-secondary button-small demo-button"
      data-demo=${certificate.id}
      aria-pressed=${demo.chosen === certificate ? "true" : "false"}
      onClick=${() => demo.choose(certificate)}
    >${words}</button>
  `;
}

function firstOfEachKind(certificates: readonly DemoCertificate[]): DemoCertificate[] {
  const usable = certificates.filter(({ place, state }) => place === "file" && state === "valid");
  return Object.keys(SHORT_WORDS).flatMap((type) =>
    usable.find((each) => each.submitterType === type) ?? []
  );
}

function wordsOf({ name, kindLabel, place, state, note }: DemoCertificate): string {
  const facts = [
    kindLabel,
    place === "cloud" ? "금융인증서" : "",
    state === "valid" ? "" : STATE_WORDS[state],
    note ?? "",
  ].filter((fact) => fact !== "");
  return `${name} (${facts.join(" · ")})`;
}

function statusOf({ name, phone, pin, place }: DemoCertificate): string {
  return place === "cloud"
    ? `${name}의 금융인증서입니다. 확인 창에서 휴대폰 ${formatPhone(phone)}, PIN ${
      pin ?? ""
    }을 입력하십시오.`
    : `${name}의 인증서를 채웠습니다. 맨 아래의 로그인을 누르십시오.`;
}

/** As short as a button on a phone wants it. */
const SHORT_WORDS: Readonly<Record<DemoCertificate["submitterType"], string>> = {
  corporation: "법인사업자",
  proprietorByRepresentative: "개인사업자·대표자",
  proprietorByBusiness: "개인사업자·사업자",
  individual: "개인",
  taxAgent: "세무대리인",
};
const STATE_WORDS = { expired: "만료", revoked: "폐지" } as const;
const DEMO_SUBMITTER = "김하늘";
