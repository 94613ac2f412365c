import { html } from "hono/html";
import { koreanTime, type Markup } from "../../page.ts";
import type { ExchangedFile } from "../exchange/exchanged_file.ts";
import { longName } from "../file_name.ts";
import type { House } from "../house.ts";
import { fileKindWords, placeWords, refusalWords, statusWords } from "./words.ts";

const SHOWN_MAX = 200;

/** Files that went one way or the other, by day, the newest day first. */
export function filesCard({ store, context }: House): Markup {
  const files = store.list().toSorted((left, right) =>
    left.day === right.day ? (left.at < right.at ? 1 : -1) : (left.day < right.day ? 1 : -1)
  );
  return html`
    <section class="card" id="files">
      <h2>주고받은 파일</h2>
      ${files.length === 0 ? html`<p class="muted">아직 주고받은 파일이 없습니다.</p>` : html`
        <div class="scroll">
          <table class="roomy">
            <thead>
              <tr>
                <th scope="col">거래일</th>
                <th scope="col">파일</th>
                <th scope="col">상대</th>
                <th scope="col">건수</th>
                <th scope="col">금액</th>
                <th scope="col">상태</th>
                <th scope="col">시각</th>
              </tr>
            </thead>
            <tbody>${files.slice(0, SHOWN_MAX).map((file) => fileRow(file, context.now()))}</tbody>
          </table>
        </div>
        ${files.length > SHOWN_MAX
          ? html`
            <p
              class="muted">최근 ${SHOWN_MAX}개만 보입니다. 전체: <a href="/sandbox/clearing/files">/sandbox/clearing/files</a></p>
          `
          : ""}
      `}
    </section>
  `;
}

function fileRow(file: ExchangedFile, now: Date): Markup {
  const isWaiting = file.direction === "result" && new Date(file.availableAt) > now;
  const { words, tone } = isWaiting
    ? { words: "결과 시각 전", tone: "care" }
    : statusWords[file.status];
  const refusal = file.direction === "sent" ? file.refusal : undefined;
  return html`
    <tr>
      <td>${file.day}</td>
      <td><a href="/sandbox/clearing/files/${file.id}">${longName(file.kind, file.day)}</a><br />
        <span class="muted">${file.direction === "sent" ? "받음" : "보냄"} · ${fileKindWords[
          file.kind
        ]}</span></td>
      <td>${placeWords(file.place)}</td>
      <td>${file.recordCount.toLocaleString("ko-KR")}${file.errorCount > 0
        ? html`<br /><span class="muted">반려 ${file.errorCount.toLocaleString("ko-KR")}</span>`
        : ""}</td>
      <td>${file.totalWon.toLocaleString("ko-KR")}원</td>
      <td><span class="state ${tone}">${words}</span>${refusal === undefined
        ? ""
        : html`<br /><span class="muted">${refusal.code} ${
          refusalWords[refusal.code] ?? ""
        }</span>`}</td>
      <td>${koreanTime(file.direction === "sent" ? file.at : file.availableAt).slice(5, 16)}</td>
    </tr>
  `;
}
