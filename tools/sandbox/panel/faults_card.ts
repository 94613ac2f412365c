import { html } from "hono/html";
import { agencies } from "../agencies/product.ts";
import { products } from "../agencies/products.ts";
import { faultKinds, type FaultRule } from "../context.ts";
import type { Markup } from "../page.ts";
import { faultLabels } from "./labels.ts";
import type { PanelView } from "./panel_page.ts";

/** The failure switches: what is on, and a form for one more. */
export function faultsCard({ context, error }: PanelView): Markup {
  const rules = context.faults.list();
  return html`
    <section class="card" id="faults">
      <h2>장애 스위치</h2>
      ${error === undefined ? "" : html`<p class="error" role="alert">${error}</p>`}
      ${rules.length === 0 ? html`<p class="muted">켜진 장애가 없습니다.</p>` : ruleTable(rules)}
      <form method="post" action="/panel/faults" class="fields">
        <label>장애<select name="kind" required>${faultKinds.map((kind) =>
          html`<option value="${kind}">${faultLabels[kind]}</option>`
        )}</select></label>
        <label>기관<select name="service"><option value="*">모든 기관</option>${Object.entries(
          agencies,
        ).map(([code, agency]) =>
          html`<option value="${code}">${agency.name}</option>`
        )}<option value="messages">알림톡·문자</option><option value="receiver">기관 수신 서버</option>
          <option value="clearing">금융결제원</option><option value="bank-line">은행 직접 회선</option>
        </select></label>
        <label>서류<select name="document"><option value="">모든 서류</option>${products.map((
          row,
        ) => html`<option value="${row.code}">${row.name}</option>`)}</select></label>
        <label>사업자·주민등록번호<input name="subject" inputmode="numeric" /></label>
        <label>횟수<input name="count" type="number" min="1" size="6" /></label>
        <label>지연(밀리초)<input name="delayMs" type="number" min="1" size="8" /></label>
        <button type="submit" class="primary">켜기</button>
      </form>
      <p class="muted">횟수를 비우면 끌 때까지 계속됩니다.</p>
    </section>
  `;
}

function ruleTable(rules: readonly FaultRule[]): Markup {
  return html`
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>장애</th>
            <th>기관</th>
            <th>서류·대상</th>
            <th>남은 횟수</th>
            <th>끄기</th>
          </tr>
        </thead>
        <tbody>${rules.map((rule) =>
          html`
            <tr>
              <td><span class="state bad">${faultLabels[rule.kind]}</span></td>
              <td>${rule.service === "*" ? "모든 기관" : serviceName(rule.service)}</td>
              <td>${rule.document ?? "모든 서류"} ${rule.subject ?? ""}</td>
              <td>${rule.remainingCount ?? "계속"}</td>
              <td>
                <form method="post" action="/panel/faults/${rule.id}/removal">
                        <button type="submit" class="small">끄기</button></form>
              </td>
            </tr>
          `
        )}</tbody>
      </table>
    </div>
    <form method="post" action="/panel/faults/removal" class="row">
      <button type="submit" class="small">모두 끄기</button>
    </form>
  `;
}

function serviceName(service: string): string {
  const known = Object.entries(agencies).find(([code]) => code === service);
  return known?.[1].name ?? service;
}
