import { html } from "hono/html";
import type { Agencies } from "../agencies/mod.ts";
import { agencies, type AgencyCode } from "../agencies/product.ts";
import { products } from "../agencies/products.ts";
import type { SandboxContext } from "../context.ts";
import { koreanTime, type Markup, page } from "../page.ts";
import { faultsCard } from "./faults_card.ts";
import { journalCard } from "./journal_card.ts";
import { loginsCard } from "./logins_card.ts";

export interface PanelView {
  readonly context: SandboxContext;
  readonly agencies: Agencies;
  /** What was wrong with the form that was just sent. */
  readonly error?: string;
}

/** The control panel: waiting phones on top, because somebody waits for them. */
export function panelPage(view: PanelView): Markup {
  return page({
    title: "바깥세상 제어판",
    lead: `기관, 장애, 로그인을 여기서 다룹니다. 모의 환경 시각 ${koreanTime(view.context.now())}`,
    body: [
      approvalsCard(view.agencies),
      agenciesCard(view),
      faultsCard(view),
      loginsCard(view.agencies),
      journalCard(view.context),
    ],
  });
}

function approvalsCard({ twoWay }: Agencies): Markup {
  const waiting = twoWay.list().filter((pending) => !pending.isApproved);
  return html`
    <section class="card" id="approvals">
      <h2>휴대폰 승인 대기</h2>
      ${waiting.length === 0
        ? html`<p class="muted">승인을 기다리는 간편인증이 없습니다.</p>`
        : waiting.map((pending) =>
          html`
            <div class="row">
              <p><strong>${pending.userName}</strong> · ${agencies[pending.login.agency].name}
                          <span class="state care">${koreanTime(pending.expiresAt).slice(
                            11,
                          )}까지</span></p>
              <form method="post" action="/panel/approvals/${pending.jti}/approve">
                          <button type="submit" class="primary">승인</button></form>
              <form method="post" action="/panel/approvals/${pending.jti}/reject">
                          <button type="submit">거절</button></form>
            </div>
          `
        )}
    </section>
  `;
}

function agenciesCard(view: PanelView): Markup {
  const { hours } = view.agencies;
  const next = hours.mode === "real" ? "always" : "real";
  return html`
    <section class="card" id="agencies">
      <h2>기관 상태</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>기관</th>
              <th>상태</th>
              <th>서류</th>
              <th>로그인 중</th>
            </tr>
          </thead>
          <tbody>${Object.keys(agencies).map((code) => agencyRow(view, code as AgencyCode))}</tbody>
        </table>
      </div>
      <form method="post" action="/panel/hours" class="row">
        <p class="muted">${hours.mode === "real"
          ? "운영시간(08–22시)을 지키는 중입니다."
          : "모든 기관이 하루 종일 열려 있습니다."}</p>
        <input type="hidden" name="mode" value="${next}" />
        <button type="submit" class="small">${next === "real"
          ? "운영시간 지키기"
          : "항상 열기"}</button>
      </form>
    </section>
  `;
}

function agencyRow({ context, agencies: agencyHandles }: PanelView, code: AgencyCode): Markup {
  const faultCount =
    context.faults.list().filter((rule) => rule.service === code || rule.service === "*").length;
  const loginCount = agencyHandles.logins.list().filter((login) => login.agency === code).length;
  const state = faultCount > 0
    ? html`<span class="state bad">장애 ${faultCount}건</span>`
    : agencyHandles.hours.isOpen(code)
    ? html`<span class="state good">정상</span>`
    : html`<span class="state care">운영시간 아님</span>`;
  return html`
    <tr>
      <td>${agencies[code].name} <span class="muted">${code}</span></td>
      <td>${state}</td>
      <td>${products.filter((product) => product.agency === code).length}종</td>
      <td>${loginCount}</td>
    </tr>
  `;
}
