import type { AgencyStatus, NoticeLine } from "../context.ts";
import { type Html, html, type Markup } from "../html.ts";
import { paths } from "../paths.ts";
import { Badge, type Tone } from "../ui/badge.ts";
import { ButtonRow, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { DateText } from "../ui/date_text.ts";
import { EmptyState } from "../ui/empty_state.ts";
import { Layout } from "../ui/layout.ts";
import { LineList } from "../ui/line_list.ts";
import type { View } from "../view.ts";
import { type Service, services } from "./services.ts";

export interface HomePageProps {
  readonly view: View;
  readonly agencies: readonly AgencyStatus[];
  readonly notices: readonly NoticeLine[];
}

export function HomePage(props: HomePageProps): Markup {
  const { view } = props;
  return Layout({
    view,
    title: view.text("site.name"),
    width: "wide",
    children: [
      html`<div class="hero">${Welcome({ view })}${HowItGoes({ view })}</div>`,
      html`<h2 class="section-title">${view.text("home.services")}</h2>`,
      html`
        <ul class="service-grid">
          ${services.map((service) => ServiceCard({ view, service }))}
        </ul>
      `,
      html`<div class="two-columns">${Notices(props)}${Agencies(props)}</div>`,
    ],
  });
}

function Welcome(props: { readonly view: View }): Markup {
  const { view } = props;
  const lines = view.text("home.title").split("\n");
  return html`
    <div class="hero-words">
      <h1>${lines.map((line, index) => index === 0 ? line : [html`<br />`, line])}</h1>
      <p class="lead">${view.text("home.lead")}</p>
      ${ButtonRow({
        children: [
          LinkButton({ href: paths.submit, kind: "primary", children: view.text("home.start") }),
          LinkButton({ href: paths.history, children: view.text("home.history") }),
        ],
      })}
    </div>
  `;
}

function HowItGoes(props: { readonly view: View }): Markup {
  const { view } = props;
  return html`
    <section class="card how" aria-label=${view.text("home.steps")}>
      <ol>
        ${(["login", "check", "issue", "result"] as const).map((step, index) =>
          html`
            <li>
              <span class="how-number" aria-hidden="true">${index + 1}</span>
              <span class="how-title">${view.text(`home.step.${step}`)}</span>
              <span class="how-note">${view.text(`home.step.${step}.note`)}</span>
            </li>
          `
        )}
      </ol>
    </section>
  `;
}

function ServiceCard(
  props: { readonly view: View; readonly service: Service },
): Markup {
  const { view, service } = props;
  return html`
    <li class=${service.open ? "service" : "service service-soon"} id=${`service-${service.id}`}>
      <h3>${view.text(service.title)}</h3>
      <p>${view.text(service.text)}</p>
      ${service.open === undefined
        ? html`<span class="service-state">${view.text("home.soon")}</span>`
        : html`
          <a class="service-link" href=${service.open.href}>
            <span class="visually-hidden">${view.text(service.title)} </span
            >${view.text(service.open.label)} <span aria-hidden="true">→</span>
          </a>
        `}
    </li>
  `;
}

function Notices(props: HomePageProps): Markup {
  const { view, notices } = props;
  return Card({
    title: view.text("home.notices"),
    children: notices.length === 0
      ? EmptyState({ title: view.text("home.notices.empty") })
      : LineList({
        lines: notices.map((notice) => ({
          title: notice.href === undefined
            ? notice.title
            : html`<a href=${notice.href}>${notice.title}</a>`,
          aside: DateText({ at: notice.publishedAt, format: "short" }),
        })),
      }),
  });
}

function Agencies(props: HomePageProps): Markup {
  const { view, agencies } = props;
  return Card({
    title: view.text("home.agencies"),
    children: agencies.length === 0
      ? EmptyState({ title: view.text("home.agencies.empty") })
      : LineList({
        lines: agencies.map((agency) => ({
          title: agency.name,
          aside: Badge({ tone: TONES[agency.state], children: agencyWords(view, agency) }),
        })),
      }),
  });
}

function agencyWords(view: View, agency: AgencyStatus): Html {
  const state = view.text(`agency.${agency.state}`);
  if (agency.averageSeconds === undefined) return state;
  const average = formatSeconds(Math.round(agency.averageSeconds), view.language);
  return `${state} · ${view.text("agency.average")} ${average}`;
}

function formatSeconds(seconds: number, language: "ko" | "en"): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const unit = language === "ko"
    ? { minute: "분", second: "초" }
    : { minute: " min", second: " s" };
  if (minutes === 0) return `${rest}${unit.second}`;
  return rest === 0 ? `${minutes}${unit.minute}` : `${minutes}${unit.minute} ${rest}${unit.second}`;
}

const TONES: Readonly<Record<AgencyStatus["state"], Tone>> = {
  smooth: "good",
  delayed: "care",
  closed: "neutral",
  down: "bad",
};
