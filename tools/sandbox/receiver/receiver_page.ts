import { html } from "hono/html";
import { koreanTime, type Markup, page } from "../page.ts";
import { modes, type ReceiverSettings } from "./behaviour.ts";
import { type Delivery, type DeliverySummary, summarise } from "./deliveries.ts";
import { findPdfs } from "./envelope.ts";
import type { Verification } from "./signature.ts";

const RELOAD_SECONDS = 10;
const SHOWN_MAX = 200;

const verificationWords = {
  "valid": { words: "서명 확인", tone: "good" },
  "no-secret": { words: "확인하지 않음 (비밀값 미등록)", tone: "care" },
  "missing": { words: "서명 없음", tone: "bad" },
  "malformed": { words: "서명 형식 오류", tone: "bad" },
  "expired": { words: "서명 시각 초과", tone: "bad" },
  "mismatch": { words: "서명 불일치", tone: "bad" },
} as const satisfies Record<Verification, { words: string; tone: string }>;

export function receiversPage(
  receivers: readonly { readonly name: string; readonly summary: DeliverySummary }[],
): Markup {
  return page({
    title: "기관 수신 서버",
    lead:
      "기관이 웹훅을 받는 서버입니다. 주소 /receiver/이름 으로 보내면 그 이름의 서버가 생깁니다.",
    body: receivers.length === 0
      ? html`
        <section class="card">
          <p>아직 받은 요청이 없습니다.</p>
        </section>
      `
      : html`
        <section class="card scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">이름</th>
                <th scope="col">요청</th>
                <th scope="col">수신</th>
                <th scope="col">두 번 받은 서류</th>
              </tr>
            </thead>
            <tbody>${receivers.map(({ name, summary }) =>
              html`
                <tr>
                  <td><a href="/receiver/${name}">${name}</a></td>
                  <td>${summary.requestCount}건</td>
                  <td>${summary.keptCount}건</td>
                  <td>${summary.documentsDeliveredTwice.length}건</td>
                </tr>
              `
            )}</tbody>
          </table>
        </section>
      `,
  });
}

export function receiverPage(
  { name, settings, deliveries }: {
    readonly name: string;
    readonly settings: ReceiverSettings;
    readonly deliveries: readonly Delivery[];
  },
): Markup {
  const summary = summarise(deliveries);
  return page({
    title: `기관 수신 서버: ${name}`,
    lead: "이 기관이 받은 웹훅입니다. 새로 받은 것이 위에 있습니다.",
    reloadSeconds: RELOAD_SECONDS,
    body: [
      html`
        <section class="card">
          <dl class="facts">
            <dt>받은 요청</dt>
            <dd>${summary.requestCount}건 (저장 ${summary.keptCount}건)</dd>
            <dt>같은 알림을 다시 받음</dt>
            <dd>${Object.keys(summary.repeatedEnvelopes).length}건</dd>
            <dt>두 번 받은 서류</dt>
            <dd>${duplicateState(summary)}</dd>
            <dt>서명 비밀값</dt>
            <dd>${settings.secret === ""
              ? "등록하지 않아 서명을 확인하지 않고 받습니다"
              : "등록됨"}</dd>
            <dt>응답 방식</dt>
            <dd>${modes[settings.mode]}${settings.remainingCount === undefined
              ? ""
              : ` · ${settings.remainingCount}번 남음`}</dd>
          </dl>
        </section>
      `,
      secretForm(name),
      behaviourForm(name, settings),
      html`<section class="card scroll"><h2>받은 요청</h2>${
        deliveryTable(name, deliveries)
      }</section>`,
    ],
  });
}

function duplicateState(summary: DeliverySummary): Markup {
  const count = summary.documentsDeliveredTwice.length;
  return count === 0
    ? html`<span class="state good">없음</span>`
    : html`<span class="state bad">${count}건: ${
      summary.documentsDeliveredTwice.join(", ")
    }</span>`;
}

function secretForm(name: string): Markup {
  return html`
    <section class="card">
      <h2>서명 비밀값 등록</h2>
      <form class="row" method="post" action="/receiver/${name}/secret">
        <label>웹훅을 등록할 때 받은 비밀값<br><input name="secret" size="40" autocomplete="off" required></label>
        <button type="submit">등록</button>
      </form>
    </section>
  `;
}

function behaviourForm(name: string, settings: ReceiverSettings): Markup {
  return html`
    <section class="card">
      <h2>응답 방식 바꾸기</h2>
      <form class="row" method="post" action="/receiver/${name}/behaviour">
        <label>방식<br><select name="mode">${Object.entries(modes).map(([mode, words]) =>
          mode === settings.mode
            ? html`<option value="${mode}" selected>${words}</option>`
            : html`<option value="${mode}">${words}</option>`
        )}</select></label>
        <label>횟수 (비우면 계속)<br><input name="remainingCount" inputmode="numeric" size="8"></label>
        <label>지연 (밀리초)<br><input name="delayMs" inputmode="numeric" size="10"></label>
        <button type="submit" class="primary">바꾸기</button>
      </form>
    </section>
  `;
}

function deliveryTable(name: string, deliveries: readonly Delivery[]): Markup {
  if (deliveries.length === 0) return html`<p>아직 받은 요청이 없습니다.</p>`;
  const shown = deliveries.slice(-SHOWN_MAX).reverse();
  return html`
    <table>
      <thead>
        <tr>
          <th scope="col">번호</th>
          <th scope="col">시각</th>
          <th scope="col">알림</th>
          <th scope="col">서류</th>
          <th scope="col">서명</th>
          <th scope="col">저장</th>
          <th scope="col">응답</th>
        </tr>
      </thead>
      <tbody>${shown.map((delivery) =>
        html`
          <tr>
            <td><a href="/receiver/${name}/deliveries/${delivery.id}">${delivery.id}</a></td>
            <td>${koreanTime(delivery.receivedAt)}</td>
            <td>${delivery.envelope.type ??
              "형식 없음"}<br><span class="muted">${delivery.envelope.id ?? ""}</span></td>
            <td>${delivery.envelope.documentIds.length}건</td>
            <td>${verificationState(delivery.verification)}</td>
            <td>${delivery.isKept ? "저장" : "버림"}</td>
            <td>${delivery.answeredStatus ?? "응답 없음"}</td>
          </tr>
        `
      )}</tbody>
    </table>
  `;
}

export function deliveryPage(
  { name, delivery, body }: {
    readonly name: string;
    readonly delivery: Delivery;
    readonly body: unknown;
  },
): Markup {
  const pdfs = findPdfs(body);
  return page({
    title: `${name} 수신 ${delivery.id}번`,
    body: [
      html`
        <p><a href="/receiver/${name}">목록으로</a></p>
        <section class="card">
          <dl class="facts">
            <dt>받은 시각</dt>
            <dd>${koreanTime(delivery.receivedAt)}</dd>
            <dt>알림</dt>
            <dd>${delivery.envelope.type ?? "형식 없음"} · ${delivery.envelope.id ??
              "번호 없음"}</dd>
            <dt>서류 번호</dt>
            <dd>${delivery.envelope.documentIds.join(", ") || "없음"}</dd>
            <dt>서명</dt>
            <dd>${verificationState(delivery.verification)}</dd>
            <dt>응답</dt>
            <dd>${delivery.answeredStatus ?? "응답 없음"} · ${delivery.isKept
              ? "저장함"
              : "저장하지 않음"}</dd>
            <dt>본문</dt>
            <dd>${delivery.bodyLength.toLocaleString("ko-KR")}바이트 · SHA-256 <code>${delivery
              .bodySha256}</code></dd>
          </dl>
        </section>
      `,
      pdfs.length === 0 ? html`` : html`
        <section class="card">
          <h2>PDF</h2>
          <ul>${pdfs.map((pdf, index) =>
            pdf.url === undefined
              ? html`<li><a href="/receiver/${name}/deliveries/${delivery.id}/pdf/${index}">PDF 열기</a> <span class="muted">${pdf.path}</span></li>`
              : html`<li><a href="${pdf.url}" rel="noopener">보낸 쪽의 PDF 주소</a> <span class="muted">${pdf.path}</span></li>`
          )}</ul>
        </section>
      `,
      html`
        <section class="card">
          <h2>데이터</h2>
          <pre>${shortened(body)}</pre>
        </section>
        <section class="card">
          <h2>머리글</h2>
          <pre>${Object.entries(delivery.headers).map(([header, value]) =>
            `${header}: ${value}\n`
          )}</pre>
        </section>
      `,
    ],
  });
}

function verificationState(verification: Verification): Markup {
  const { words, tone } = verificationWords[verification];
  return html`<span class="state ${tone}">${words}</span>`;
}

/** The body with long base64 texts cut, so that the data can be read. */
function shortened(body: unknown): string {
  if (body === undefined) return "JSON이 아닙니다.";
  return JSON.stringify(
    body,
    (_, value) =>
      typeof value === "string" && value.length > 400
        ? `${value.slice(0, 40)}… (${value.length.toLocaleString("ko-KR")}자)`
        : value,
    2,
  );
}
