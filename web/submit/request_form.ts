import { type Html, html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import type { RequestData, RequestDocument } from "./request_data.ts";
import { PeriodFields } from "./period_fields.ts";
import { durationWords } from "./words.ts";

/** What the person chose so far. */
export interface RequestState {
  /** Codes of optional documents that were unticked. */
  readonly skipped: readonly string[];
  readonly periods: Readonly<Record<string, { from: string; to: string }>>;
  readonly inputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly consents: readonly string[];
}

export interface RequestFormProps {
  readonly data: RequestData;
  readonly state: RequestState;
  readonly busy: boolean;
  readonly problem?: { readonly title: string; readonly next: string; readonly href?: string };
  onSkip(code: string, skipped: boolean): void;
  onPeriod(code: string, name: "periodFrom" | "periodTo", value: string): void;
  onConsent(kind: string, given: boolean): void;
  onSubmit(): void;
}

/** The list of documents, the consents and the one button. */
export function RequestForm(props: RequestFormProps): Markup {
  return html`
    <div class="request">
      ${groups(props.data).map((group) => AgencyGroup(props, group))}
      ${Consents(props)}
      ${Problem(props)}
      <button
        type="button"
        class="button button-primary button-wide request-button"
        disabled=${props.busy}
        onClick=${() => props.onSubmit()}
      >
        ${props.busy ? "접수하고 있습니다…" : "발급 및 제출"}
      </button>
      <p class="request-note">
        ${count(props)}건 · 예상 시간 ${durationWords(expectedSeconds(props))} · 진행 상황은
        ${props.data.phoneMasked}로 알림톡이 갑니다.
      </p>
    </div>
  `;
}

function groups(data: RequestData): { name: string; documents: RequestDocument[] }[] {
  const names = [...new Set(data.documents.map((document) => document.agencyName))];
  return names.map((name) => ({
    name,
    documents: data.documents.filter((document) => document.agencyName === name),
  }));
}

function AgencyGroup(
  props: RequestFormProps,
  group: { name: string; documents: RequestDocument[] },
): Markup {
  return html`
    <section class="progress-group">
      <div class="section-head">
        <h2>${group.name}</h2>
        <span class="section-count">${group.documents.length}건</span>
      </div>
      <div class="card card-flush">
        <ul class="line-list">${group.documents.map((each) => DocumentLine(props, each))}</ul>
      </div>
    </section>
  `;
}

function DocumentLine(props: RequestFormProps, document: RequestDocument): Markup {
  const period = props.state.periods[document.code];
  const skipped = props.state.skipped.includes(document.code);
  return html`
    <li class=${skipped || !document.available ? "line line-off" : "line"}>
      <div class="line-main">
        <span class="line-title">
          ${document.required || !document.available ? document.name : html`
            <label class="checkbox-line">
              <input
                type="checkbox"
                class="checkbox-input"
                checked=${!skipped}
                onChange=${(event: Event) =>
                  props.onSkip(document.code, !(event.currentTarget as HTMLInputElement).checked)}
              />
              <span>${document.name}</span>
            </label>
          `}
          ${document.dataOnly
            ? html`
              <span class="line-note">데이터만 제출</span>
            `
            : null}
        </span>
        <span class="line-aside">
          ${document.available
            ? PeriodFields({
              prefix: document.code,
              documentName: document.name,
              choice: document.period,
              ...(period ?? {}),
              onChange: (name, value) => props.onPeriod(document.code, name, value),
            })
            : Badge({ tone: "neutral", children: "발급 제한" })}
          ${document.required ? null : html`<span class="line-fact">선택</span>`}
        </span>
      </div>
      ${document.available ? null : html`
        <div class="line-below">
          <p class="line-reason">${document.unavailableReason}</p>
        </div>
      `}
    </li>
  `;
}

function Consents(props: RequestFormProps): Markup {
  const all = props.data.consents;
  const given = (kind: string) => props.state.consents.includes(kind);
  return html`
    <section class="card consents" aria-labelledby="consents-title">
      <h2 class="card-title" id="consents-title">개인정보 수집·이용 및 제공 동의</h2>
      <label class="checkbox-line consent-all">
        <input
          type="checkbox"
          class="checkbox-input"
          id="consent-all"
          checked=${all.every((each) => given(each.kind))}
          onChange=${(event: Event) => {
            const checked = (event.currentTarget as HTMLInputElement).checked;
            for (const each of all) props.onConsent(each.kind, checked);
          }}
        />
        <span>모두 동의합니다</span>
      </label>
      ${all.map((each) =>
        html`
          <div class="consent">
            <label class="checkbox-line">
              <input
                type="checkbox"
                class="checkbox-input"
                id=${`consent-${each.kind}`}
                checked=${given(each.kind)}
                onChange=${(event: Event) =>
                  props.onConsent(each.kind, (event.currentTarget as HTMLInputElement).checked)}
              />
              <span>${each.title} (필수)</span>
            </label>
            <a href=${`/terms/${each.kind}`} target="_blank" aria-label=${`${each.title} 전문 보기`}>
              전문 보기
            </a>
          </div>
        `
      )}
    </section>
  `;
}

function Problem(props: RequestFormProps): Html {
  if (props.problem === undefined) return null;
  return html`
    <div class="notice notice-bad" role="alert" tabindex="-1" id="request-problem">
      <strong>${props.problem.title}</strong> ${props.problem.next}
      ${props.problem.href
        ? html`
          <a href=${props.problem.href}>다시 로그인하기</a>
        `
        : null}
    </div>
  `;
}

/** Documents that will be asked for with what is ticked now. */
export function wanted(data: RequestData, state: RequestState): RequestDocument[] {
  return data.documents.filter((document) =>
    document.available && !state.skipped.includes(document.code)
  );
}

function count(props: RequestFormProps): number {
  return wanted(props.data, props.state).length;
}

/** One agency works one after another; agencies work side by side. */
function expectedSeconds(props: RequestFormProps): number {
  const sums = new Map<string, number>();
  for (const document of wanted(props.data, props.state)) {
    const sum = sums.get(document.agencyName) ?? 0;
    sums.set(document.agencyName, sum + document.expectedSeconds);
  }
  return Math.max(0, ...sums.values());
}
