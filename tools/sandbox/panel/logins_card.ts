import { html } from "hono/html";
import type { Agencies } from "../agencies/mod.ts";
import { agencies } from "../agencies/product.ts";
import { koreanTime, type Markup } from "../page.ts";

/** Who is inside an agency right now, and the button of a person who logs in there themselves. */
export function loginsCard({ logins }: Agencies): Markup {
  const live = logins.list();
  return html`
    <section class="card" id="logins">
      <h2>기관에 로그인 중</h2>
      ${live.length === 0 ? html`<p class="muted">지금 로그인한 사람이 없습니다.</p>` : html`
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th>이름</th>
                <th>기관</th>
                <th>계정</th>
                <th>시작</th>
                <th>끼어들기</th>
              </tr>
            </thead>
            <tbody>${live.map((login) =>
              html`
                <tr>
                  <td>${login.displayName}</td>
                  <td>${agencies[login.agency].name}</td>
                  <td><code>${login.account.slice(0, 28)}</code></td>
                  <td>${koreanTime(login.startedAt).slice(11)}</td>
                  <td>
                    <form method="post" action="/panel/logins/elsewhere">
                                <input type="hidden" name="agency" value="${login.agency}" />
                                <input type="hidden" name="account" value="${login.account}" />
                                <button type="submit" class="small">기관에서 직접 로그인</button></form>
                  </td>
                </tr>
              `
            )}</tbody>
          </table>
        </div>
      `}
      <p class="muted">기관에서 직접 로그인하면 진행 중인 작업은 중복 로그인으로 끝납니다(CF-12201).</p>
    </section>
  `;
}
