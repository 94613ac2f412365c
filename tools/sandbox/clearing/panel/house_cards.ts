import { html } from "hono/html";
import { koreanTime, type Markup } from "../../page.ts";
import { summariseBooks } from "../control/book_summary.ts";
import { upcomingResults } from "../exchange/due_work.ts";
import type { House } from "../house.ts";

/** The time, and the way to the next result. */
export function clockCard(house: House): Markup {
  const [next] = upcomingResults(house);
  return html`
    <section class="card" id="clock">
      <h2>업무 시각</h2>
      <dl class="facts">
        <dt>지금</dt>
        <dd><strong>${koreanTime(house.context.now())}</strong> (한국 시간)</dd>
        <dt>다음 결과</dt>
        <dd>${next === undefined
          ? "기다리는 결과가 없습니다."
          : html`${koreanTime(next.at)} · ${next.what}`}</dd>
      </dl>
      ${next === undefined ? "" : html`
        <form method="post" action="/clearing-house/clock" class="row">
          <button type="submit" class="primary">다음 결과 시각으로 옮기기</button>
        </form>
      `}
    </section>
  `;
}

/** What the banks took from payers' accounts. */
export function booksCard({ books }: House): Markup {
  const { totals, doubled } = summariseBooks(books, { hasEntries: false });
  return html`
    <section class="card" id="books">
      <h2>은행 장부</h2>
      <dl class="facts">
        <dt>출금</dt>
        <dd>${totals.count.toLocaleString("ko-KR")}건
          ${totals.amountWon.toLocaleString("ko-KR")}원</dd>
        <dt>한 달에 두 번 출금된 납부자</dt>
        <dd>${doubled.length === 0
          ? html`<span class="state good">없음</span>`
          : html`<span class="state bad">${doubled.length.toLocaleString("ko-KR")}명</span>`}</dd>
      </dl>
      <p class="muted">전체 장부: <a href="/sandbox/clearing/books">/sandbox/clearing/books</a></p>
    </section>
  `;
}

/** Days that the clearing house closes beside the known holidays. */
export function holidaysCard({ calendar }: House): Markup {
  const added = calendar.added();
  return html`
    <section class="card" id="holidays">
      <h2>휴일 추가</h2>
      ${added.length === 0 ? html`<p class="muted">추가한 휴일이 없습니다.</p>` : html`
        <ul class="plain">${added.map(({ date, name }) =>
          html`<li class="row">${date} ${name}
            <form method="post" action="/clearing-house/holidays/${date}/removal">
              <button type="submit" class="small">지우기</button></form></li>`
        )}</ul>
      `}
      <form method="post" action="/clearing-house/holidays" class="fields">
        <label>날짜<input name="date" type="date" required /></label>
        <label>이름<input name="name" required maxlength="40" value="임시공휴일" /></label>
        <button type="submit">추가하기</button>
      </form>
    </section>
  `;
}

/** How results without failures look. */
export function settingsCard({ settings }: House): Markup {
  const isAbsent = settings.current.withoutFailures === "absent";
  return html`
    <section class="card" id="settings">
      <h2>불능이 없는 결과</h2>
      <form method="post" action="/clearing-house/settings" class="row">
        <p>${isAbsent
          ? "불능이 없으면 결과 파일을 만들지 않습니다 (404)."
          : "불능이 없어도 머리와 꼬리만 있는 결과 파일을 만듭니다."}</p>
        <input type="hidden" name="withoutFailures" value="${isAbsent ? "trailer" : "absent"}" />
        <button type="submit" class="small">${isAbsent ? "파일 만들기" : "파일 없애기"}</button>
      </form>
    </section>
  `;
}
