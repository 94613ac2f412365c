import { html } from "hono/html";
import { agencies, isAgencyCode } from "../agencies/product.ts";
import type { Cast } from "../cast/cast.ts";
import { addressOf, type Member } from "../cast/member.ts";
import { formatBusinessNumber } from "../cast/numbers.ts";
import { type Markup, page } from "../page.ts";
import { memberKindLabels } from "./labels.ts";

/** Everyone in the sandbox, with what a person has to type for them. All of it is made up. */
export function castPage(cast: Cast): Markup {
  const kinds = Object.keys(memberKindLabels) as (keyof typeof memberKindLabels)[];
  return page({
    title: "등장인물",
    lead: "모두 지어낸 회사와 사람입니다. 번호는 시험할 때 그대로 입력합니다.",
    body: kinds.map((kind) => kindCard(kind, cast.list().filter((member) => member.kind === kind))),
  });
}

function kindCard(kind: keyof typeof memberKindLabels, members: readonly Member[]): Markup {
  return html`
    <section class="card">
      <h2>${memberKindLabels[kind]}</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>이름</th>
              <th>번호</th>
              <th>대표자</th>
              <th>주소</th>
              <th>특이사항</th>
            </tr>
          </thead>
          <tbody>${members.map((member) =>
            html`
              <tr>
                <td>${member.name}</td>
                <td>${numbersOf(member)}</td>
                <td>${member.kind === "person" ? "본인" : member.representative}</td>
                <td>${addressOf(member)}</td>
                <td>${remarksOf(member)}</td>
              </tr>
            `
          )}</tbody>
        </table>
      </div>
    </section>
  `;
}

function numbersOf(member: Member): Markup {
  const resident = (digits: string) => `${digits.slice(0, 6)}-${digits.slice(6)}`;
  return member.kind === "person"
    ? html`<code>${resident(member.number)}</code>`
    : html`<code>${formatBusinessNumber(member.number)}</code><br />
      <span class="muted">대표자 ${resident(member.representativeResidentNumber)}</span>`;
}

function remarksOf(member: Member): Markup {
  const absent = member.notRegisteredAt.filter(isAgencyCode).map((code) => agencies[code].name);
  return html`
    ${member.hasArrears
      ? html`
        <span class="state bad">체납</span>
      `
      : ""}
    ${absent.length > 0
      ? html`
        <span class="state care">${absent.join(", ")} 미가입</span>
      `
      : ""}
    ${member.kind === "proprietor" && member.taxation === "exempt"
      ? html`<span class="state">면세</span>`
      : ""}
    ${member.kind === "tax-agent"
      ? html`관리번호 <code>${member.manageNumber}</code> 비밀번호 <code>${member.managePassword}</code><br />
        <span class="muted">수임업체 ${member.clients.map(formatBusinessNumber).join(", ")}</span>`
      : ""}
  `;
}
