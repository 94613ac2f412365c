import { html } from "hono/html";
import type { FaultRule, SandboxContext } from "../../context.ts";
import type { Markup } from "../../page.ts";
import { faultLabels } from "../../panel/labels.ts";
import { houseFaults } from "../faults/house_faults.ts";
import { fileKindWords, serviceWords } from "./words.ts";

/** The switches of the clearing house, the lines and the holder check, and a form for one more. */
export function houseFaultsCard(context: SandboxContext): Markup {
  const rules = context.faults.list().filter((rule) => Object.hasOwn(serviceWords, rule.service));
  return html`
    <section class="card" id="faults">
      <h2>장애 스위치</h2>
      ${rules.length === 0
        ? html`<p class="muted">켜진 장애가 없습니다.</p>`
        : html`<div class="scroll">${ruleTable(rules)}</div>`}
      <form method="post" action="/clearing-house/faults" class="fields">
        <label>장애<select name="kind" required>${houseFaults.map((kind) =>
          html`<option value="${kind}">${faultLabels[kind]}</option>`
        )}</select></label>
        <label>상대<select name="service">${Object.entries(serviceWords).map(([service, words]) =>
          html`<option value="${service}">${words}</option>`
        )}</select></label>
        <label>파일<select name="document"><option value="">모든 파일</option>${Object.entries(
          fileKindWords,
        ).map(([kind, words]) => html`<option value="${kind}">${kind} ${words}</option>`)}
        </select></label>
        <label>은행 코드<input name="subject" inputmode="numeric" maxlength="10" /></label>
        <label>횟수<input name="count" type="number" min="1" /></label>
        <label>지연(밀리초)<input name="delayMs" type="number" min="1" /></label>
        <button type="submit">켜기</button>
      </form>
      <p class="muted">횟수를 비우면 끌 때까지 계속됩니다. 은행 코드는 직접 회선에만 쓰입니다.</p>
    </section>
  `;
}

function ruleTable(rules: readonly FaultRule[]): Markup {
  return html`
    <table>
      <thead>
        <tr>
          <th scope="col">장애</th>
          <th scope="col">상대</th>
          <th scope="col">파일</th>
          <th scope="col">남은 횟수</th>
          <th scope="col">끄기</th>
        </tr>
      </thead>
      <tbody>${rules.map((rule) =>
        html`
          <tr>
            <td><span class="state bad">${faultLabels[rule.kind]}</span></td>
            <td>${serviceWords[rule.service]} ${rule.subject ?? ""}</td>
            <td>${rule.document ?? "모든 파일"}</td>
            <td>${rule.remainingCount ?? "계속"}</td>
            <td>
              <form method="post" action="/clearing-house/faults/${rule.id}/removal">
                <button type="submit" class="small">끄기</button></form>
            </td>
          </tr>
        `
      )}</tbody>
    </table>
  `;
}
