import { html, raw } from "hono/html";
import { renderSVG } from "uqr";
import type { DemoCertificate } from "../ca/demo_certificate.ts";
import { demoPin } from "../ca/mod.ts";
import { type Markup, page } from "../page.ts";
import type { CloudScope, SigningRequest, SigningState, SigningStateName } from "./protocol.ts";

const scopeWords: Record<CloudScope, string> = {
  randomNum: "본인확인 값 (식별번호 확인에만 쓰이며 암호화해 보냅니다)",
  residentNumber: "주민등록번호 (암호화해 보냅니다)",
};

const endings: Record<Exclude<SigningStateName, "waiting">, { title: string; words: string }> = {
  signed: { title: "인증을 마쳤습니다", words: "요청한 화면으로 돌아가면 이어서 진행됩니다." },
  refused: { title: "인증하지 않았습니다", words: "요청한 화면에서 다시 시작할 수 있습니다." },
  expired: {
    title: "시간이 지났습니다",
    words: "5분 안에 마쳐야 합니다. 요청한 화면에서 다시 시작해 주세요.",
  },
};

/** Phone and PIN, what is asked for, and one button. */
export function signPage(
  { request, state, phone, error, origin }: {
    readonly request: SigningRequest;
    readonly state: SigningState;
    readonly phone?: string;
    readonly error?: string;
    /** Where the browser came to, for the QR code of another device. */
    readonly origin: string;
  },
): Markup {
  return page({
    title: "금융인증서로 인증",
    isNarrow: true,
    body: html`
      <section class="card">
        <h2>${request.title}</h2>
        <p class="muted">함께 제공하는 정보</p>
        <ul>${(request.scopes ?? []).map((scope) => html`<li>${scopeWords[scope]}</li>`)}</ul>
      </section>
      ${error === undefined ? "" : html`<p class="error" role="alert">${error}</p>`}
      <form class="card" method="post" action="/cloud/sign/${state.id}" autocomplete="off">
        <p><label for="phone">휴대폰 번호</label>
      <input id="phone" name="phone" inputmode="tel" required value="${phone ?? ""}"></p>
        <p><label for="pin">PIN 6자리</label>
      <input id="pin" name="pin" type="password" inputmode="numeric" pattern="[0-9]{6}" maxlength="6" required></p>
        <p><button type="submit" class="primary" name="answer" value="confirm">인증하기</button></p>
        <p><button type="submit" name="answer" value="refuse" formnovalidate>취소</button></p>
        <p
          class="muted">시험용 PIN은 <code>${demoPin}</code>입니다. 휴대폰 번호는 <a href="/cloud/certificates">금융인증서 목록</a>에 있습니다.</p>
      </form>
      <section class="card qr"><p class="muted">휴대폰에서 하려면 이 코드를 찍어 주세요.</p>
      ${raw(renderSVG(`${origin}/cloud/sign/${state.id}`))}</section>
    `,
  });
}

export function endPage(name: Exclude<SigningStateName, "waiting">): Markup {
  const { title, words } = endings[name];
  return page({
    title,
    body: html`
      <section class="card">
        <p>${words}</p>
      </section>
    `,
  });
}

/** Who has a cloud certificate. */
export function cloudCertificatesPage(certificates: readonly DemoCertificate[]): Markup {
  return page({
    title: "금융인증서",
    lead: "파일 없이 클라우드에 보관하는 인증서입니다. 휴대폰 번호와 PIN으로 씁니다.",
    body: html`
      <section class="card scroll">
        <p>PIN은 모두 <code>${demoPin}</code>입니다.</p>
        <table>
          <thead>
            <tr>
              <th scope="col">이름</th>
              <th scope="col">종류</th>
              <th scope="col">휴대폰</th>
              <th scope="col">설명</th>
            </tr>
          </thead>
          <tbody>${certificates.map(({ record }) =>
            html`
              <tr>
                <td>${record.name}</td>
                <td>${record.kindLabel}</td>
                <td>${record.phone}</td>
                <td>${record.note ?? ""}</td>
              </tr>
            `
          )}</tbody>
        </table>
      </section>
    `,
  });
}
