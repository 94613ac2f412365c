import { html } from "hono/html";
import { koreanTime, type Markup, page } from "../page.ts";

const buttons = [
  { name: "advanceMs", value: 60_000 * 10, label: "10분 뒤" },
  { name: "advanceMs", value: 3_600_000, label: "1시간 뒤" },
  { name: "to", value: "tomorrow-11", label: "내일 11:00" },
  { name: "to", value: "next-monday-9", label: "다음 월요일 09:00" },
  { name: "to", value: "month-end-9", label: "이달 말일 09:00" },
  { name: "advanceMs", value: 86_400_000 * 365, label: "1년 뒤" },
] as const;

export function clockPage(
  state: { readonly offsetMs: number; readonly now: string },
  error?: string,
): Markup {
  return page({
    title: "시계",
    lead: "시연 중인 모든 업무 시각을 함께 옮깁니다. 실제 컴퓨터의 시각은 바뀌지 않습니다.",
    body: html`
      <section class="card">
        <dl class="facts">
          <dt>지금 업무 시각</dt>
          <dd><strong>${koreanTime(state.now)}</strong> (한국 시간)</dd>
          <dt>실제 시각과의 차이</dt>
          <dd>${difference(state.offsetMs)}</dd>
        </dl>
      </section>
      ${error === undefined ? "" : html`<p class="error" role="alert">${error}</p>`}
      <section class="card">
        <h2>앞으로 옮기기</h2>
        <form method="post" action="/clock" class="row">
      ${buttons.map((button) =>
        html`<button type="submit" name="${button.name}" value="${button.value}">${button.label}</button>`
      )}
        </form>
      </section>
      <section class="card">
        <h2>마감과 결과를 거쳐 가기</h2>
        <p>자동이체는 마감 시각에 파일을 보내고 결과 시각에 받습니다. 단번에 건너뛰면 그날의 마감을 놓칩니다.</p>
        <form method="post" action="/clock" class="row">
          <input type="hidden" name="walk" value="on">
          <button type="submit" class="primary" name="to"
            value="tomorrow-11">내일 11:00까지 거쳐 가기 (1분 이내)</button>
          <button type="submit" name="to" value="next-monday-9">다음 월요일 09:00까지 거쳐 가기</button>
        </form>
      </section>
      <section class="card">
        <h2>시각 정하기</h2>
        <div class="row">
          <form method="post" action="/clock">
            <label>날짜와 시각 (한국 시간)<br><input type="datetime-local" name="now" required></label>
            <button type="submit" class="primary">이 시각으로 맞추기</button>
          </form>
          <form method="post"
            action="/clock"><button type="submit" name="to" value="real">실제 시각으로 되돌리기</button></form>
        </div>
      </section>
    `,
  });
}

function difference(offsetMs: number): string {
  if (offsetMs === 0) return "없음 (실제 시각과 같습니다)";
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const parts = [
    days > 0 ? `${days}일` : "",
    hours > 0 ? `${hours}시간` : "",
    minutes % 60 > 0 ? `${minutes % 60}분` : "",
  ].filter((part) => part !== "");
  return `${parts.join(" ") || "1분 미만"} ${offsetMs > 0 ? "빠름" : "느림"}`;
}
