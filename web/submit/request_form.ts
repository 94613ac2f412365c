import { type Html, html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { SectionHead } from "../ui/card.ts";
import type { RequestData, RequestDocument } from "./request_data.ts";
import { ConsentCard } from "./consent_card.ts";
import { type PeriodEnd, PeriodFields } from "./period_fields.ts";
import { durationWords, towards } from "./words.ts";

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
  onPeriod(code: string, name: PeriodEnd, value: string): void;
  onConsent(kind: string, given: boolean): void;
  onSubmit(): void;
}

/** The list of documents, the consents and the one button. */
export function RequestForm(props: RequestFormProps): Markup {
  const { busy, data } = props;
  return html`
    <div class="request">
      ${groups(data).map((group) => AgencyGroup(props, group))}
      ${ConsentCard({
        consents: data.consents,
        given: props.state.consents,
        onConsent: props.onConsent,
      })}
      ${Problem(props)}
      <div class="request-end">
        <button
          type="button"
          class="button button-primary button-wide request-button"
          disabled=${busy || count(props) === 0}
          onClick=${() => props.onSubmit()}
        >
          ${busy ? "접수하고 있습니다…" : "발급 및 제출"}
        </button>
        <p class="request-note">
          ${`${count(props)}건 · 예상 시간 ${durationWords(expectedSeconds(props))}`}<br />
          ${`진행 상황은 ${towards(data.phoneMasked)} 알림톡을 보내 드립니다.`}
        </p>
      </div>
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
      ${SectionHead({ title: group.name, aside: `${group.documents.length}건` })}
      <div class="card card-flush">
        <ul class="line-list">${group.documents.map((each) => DocumentLine(props, each))}</ul>
      </div>
    </section>
  `;
}

function DocumentLine(props: RequestFormProps, document: RequestDocument): Markup {
  const skipped = props.state.skipped.includes(document.code);
  return html`
    <li class=${skipped || !document.available ? "line line-off" : "line"}>
      <div class="line-main">
        <span class="line-title">
          ${document.required || !document.available
            ? document.name
            : SkipBox(props, document, skipped)}
          ${document.dataOnly ? html`<span class="line-note">데이터만 제출</span>` : null}
        </span>
        <span class="line-aside">${Aside(props, document)}</span>
      </div>
      ${document.available ? null : html`
        <div class="line-below">
          <p class="line-reason">${document.unavailableReason}</p>
        </div>
      `}
    </li>
  `;
}

/** A document that the product does not insist on. */
function SkipBox(props: RequestFormProps, document: RequestDocument, skipped: boolean): Markup {
  return html`
    <label class="checkbox-line checkbox-title">
      <input
        type="checkbox"
        class="checkbox-input"
        checked=${!skipped}
        onChange=${(event: Event) =>
          props.onSkip(document.code, !(event.currentTarget as HTMLInputElement).checked)}
      />
      <span>${document.name} <span class="line-note">선택</span></span>
    </label>
  `;
}

function Aside(props: RequestFormProps, document: RequestDocument): Html {
  if (!document.available) return Badge({ tone: "neutral", children: "발급 제한" });
  return PeriodFields({
    prefix: document.code,
    documentName: document.name,
    choice: document.period,
    ...(props.state.periods[document.code] ?? {}),
    onChange: (name, value) => props.onPeriod(document.code, name, value),
  });
}

function Problem(props: RequestFormProps): Html {
  if (props.problem === undefined) return null;
  return html`
    <div class="notice notice-bad" role="alert" tabindex="-1" id="request-problem">
      <strong>${props.problem.title}</strong>${` ${props.problem.next} `}
      ${props.problem.href ? html`<a href=${props.problem.href}>다시 로그인</a>` : null}
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
