import { html } from "hono/html";
import type { Markup } from "../../page.ts";
import { bankName, memberBanks } from "../banks/bank_list.ts";
import type { AccountRule } from "../banks/account_rules.ts";
import type { House } from "../house.ts";

const RULES_SHOWN_MAX = 50;

const stageWords = { registration: "계좌신청", debit: "출금", holder: "실명조회" } as const;

const codeWords = {
  "0000": "정상",
  "0012": "계좌 없음",
  "0014": "생년월일·사업자번호 불일치",
  "0017": "출금 미신청 계좌",
  "0021": "잔액 부족",
  "0031": "해약 계좌",
  "0034": "지급정지·사고신고",
  "0035": "압류",
  "0038": "거래중지",
  "0041": "은행 시스템 오류",
} as const;

/** What single accounts do. */
export function accountsCard({ rules }: House): Markup {
  const known = rules.list().toReversed();
  return html`
    <section class="card" id="accounts">
      <h2>계좌</h2>
      <p class="muted">정하지 않은 계좌는 모두 정상입니다. 끝자리가 7799와 코드(예: 77990021)이면 그 코드로
        불능이고, 77973021이면 세 번째 출금부터 정상입니다.</p>
      <form method="post" action="/clearing-house/accounts" class="fields">
        <label>은행${bankSelect()}</label>
        <label>계좌번호<input name="accountNumber" inputmode="numeric" required maxlength="16" /></label>
        <label>예금주<input name="holder" maxlength="40" /></label>
        <label>생년월일·사업자번호<input name="birthOrBusinessNumber" inputmode="numeric" maxlength="10" /></label>
        <label>결과<select name="code"><option value="">정하지 않음</option>${Object.entries(
          codeWords,
        )
          .map(([code, words]) => html`<option value="${code}">${code} ${words}</option>`)}
        </select></label>
        <label>단계<select name="at"><option value="">코드에 따름</option>${Object.entries(
          stageWords,
        )
          .map(([stage, words]) => html`<option value="${stage}">${words}</option>`)}
        </select></label>
        <label>정상이 되는 회차<input name="succeedsOnTry" type="number" min="1" /></label>
        <button type="submit">정하기</button>
      </form>
      ${known.length === 0 ? "" : html`
        <div class="scroll">${ruleTable(known.slice(0, RULES_SHOWN_MAX))}</div>
        <form method="post" action="/clearing-house/accounts/removal" class="row">
          <p class="muted">모두 ${known.length.toLocaleString("ko-KR")}개</p>
          <button type="submit" class="small">모두 지우기</button>
        </form>
      `}
    </section>
  `;
}

function ruleTable(rules: readonly AccountRule[]): Markup {
  return html`
    <table>
      <thead>
        <tr>
          <th scope="col">은행</th>
          <th scope="col">계좌번호</th>
          <th scope="col">예금주</th>
          <th scope="col">결과</th>
          <th scope="col">단계</th>
        </tr>
      </thead>
      <tbody>${rules.map((rule) =>
        html`
          <tr>
            <td>${bankName(rule.bankCode)}</td>
            <td><code>${rule.accountNumber}</code></td>
            <td>${rule.holder ?? ""}</td>
            <td>${rule.code ?? ""}${rule.succeedsOnTry === undefined
              ? ""
              : ` · ${rule.succeedsOnTry}회차부터 정상`}</td>
            <td>${rule.at === undefined ? "" : stageWords[rule.at]}</td>
          </tr>
        `
      )}</tbody>
    </table>
  `;
}

/** A person at a bank's counter; it goes out with the next EB11. */
export function counterCard(): Markup {
  return html`
    <section class="card" id="counter">
      <h2>은행 창구</h2>
      <p
        class="muted">고객이 은행에서 직접 신청하거나 해지한 내역은 다음 영업일 11:00에 EB11로 나갑니다.</p>
      <form method="post" action="/clearing-house/applications" class="fields">
        <label>은행${bankSelect()}</label>
        <label>계좌번호<input name="accountNumber" inputmode="numeric" required maxlength="16" /></label>
        <label>납부자번호<input name="payerNumber" required maxlength="20" /></label>
        <label>생년월일·사업자번호<input name="birthOrBusinessNumber" inputmode="numeric" required maxlength="10" /></label>
        <label>신청 구분<select name="kind"><option value="1">신규</option><option value="3">해지</option>
          <option value="7">임의해지</option></select></label>
        <label>보내는 곳<select name="rail"><option value="clearing">금융결제원</option>
          <option value="line">은행 직접 회선</option></select></label>
        <label>계좌이동<select name="isMove"><option value="">아님</option><option value="on">계좌이동</option>
        </select></label>
        <button type="submit">신청하기</button>
      </form>
    </section>
  `;
}

function bankSelect(): Markup {
  return html`<select name="bankCode">${
    memberBanks().map((bank) => html`<option value="${bank}">${bank} ${bankName(bank)}</option>`)
  }</select>`;
}
