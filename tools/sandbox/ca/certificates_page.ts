import { html } from "hono/html";
import { koreanTime, type Markup, page } from "../page.ts";
import {
  type DemoCertificate,
  demoPassword,
  demoPin,
  type SubmitterType,
  submitterTypes,
} from "./demo_certificate.ts";
import { keyForms, pfxForms } from "./files.ts";

const states = {
  valid: { words: "유효", tone: "good" },
  expired: { words: "만료", tone: "care" },
  revoked: { words: "폐지", tone: "bad" },
} as const;

/** Every demo certificate by submitter type, with its numbers and all its files. */
export function certificatesPage(certificates: readonly DemoCertificate[], now: Date): Markup {
  const types = Object.keys(submitterTypes) as SubmitterType[];
  return page({
    title: "시험용 인증서",
    lead:
      "모의 인증기관이 발급한 인증서입니다. 사람과 회사는 모두 지어낸 것이고, 이 모의 환경 밖에서는 쓸 수 없습니다.",
    body: [
      html`
        <section class="card">
          <dl class="facts">
            <dt>인증서 비밀번호</dt>
            <dd><code>${demoPassword}</code> (모두 같습니다)</dd>
            <dt>금융인증서 PIN</dt>
            <dd><code>${demoPin}</code> (모두 같습니다)</dd>
            <dt>업무 시각</dt>
            <dd>${koreanTime(now)} · 시계를 옮기면 유효기간도 맞추어 다시 발급합니다.</dd>
            <dt>기관 인증서</dt>
            <dd><a href="/pki/root.der">최상위 인증서</a> · <a href="/pki/ca.der">인증기관 인증서</a> · <a href="/pki/ca.crl">폐지 목록(CRL)</a></dd>
          </dl>
        </section>
      `,
      ...types.map((type) =>
        section(type, certificates.filter(({ record }) => record.submitterType === type))
      ),
    ],
  });
}

function section(type: SubmitterType, certificates: readonly DemoCertificate[]): Markup {
  if (certificates.length === 0) return html``;
  return html`
    <section class="card scroll">
      <h2>${submitterTypes[type]}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">이름과 종류</th>
            <th scope="col">로그인할 때 적는 값</th>
            <th scope="col">상태</th>
            <th scope="col">파일</th>
            <th scope="col"><span class="muted">관리</span></th>
          </tr>
        </thead>
        <tbody>${certificates.map(row)}</tbody>
      </table>
    </section>
  `;
}

function row(demo: DemoCertificate): Markup {
  const { record, current } = demo;
  const { words, tone } = states[record.state];
  return html`
    <tr>
      <td><strong>${record.name}</strong><br>${record.kindLabel}${record.place === "cloud"
        ? " · 금융인증서(클라우드)"
        : ""}
    ${record.note === undefined ? "" : html`<br><span class="muted">${record.note}</span>`}</td>
      <td>${numbers(demo)}</td>
      <td><span class="state ${tone}">${words}</span><br><span class="muted">${koreanTime(
        current.notAfter,
      ).slice(0, 10)}까지</span></td>
      <td>${record.place === "cloud"
        ? html`<span class="muted">파일이 없는 인증서입니다.</span>`
        : files(record.id)}</td>
      <td>
        <form method="post" action="/pki/certificates/${record.id}/${record.state === "revoked"
          ? "renewal"
          : "revocation"}">
    <button type="submit" class="small">${record.state === "revoked"
      ? "다시 발급"
      : "폐지"}</button></form>
      </td>
    </tr>
  `;
}

function numbers({ record }: DemoCertificate): Markup {
  const lines = [
    record.businessNumber &&
    `사업자등록번호 ${record.businessNumber.replace(/^(\d{3})(\d{2})/, "$1-$2-")}`,
    record.residentNumber && `주민등록번호 ${record.residentNumber.replace(/^(\d{6})/, "$1-")}`,
    `휴대폰 ${record.phone}`,
    record.manageNumber && `관리번호 ${record.manageNumber}`,
    record.managePassword && `관리 비밀번호 ${record.managePassword}`,
  ].filter((line) => line !== undefined && line !== "");
  return html`${lines.map((line) => html`${line}<br>`)}`;
}

function files(id: string): Markup {
  const link = (form: string, label: string) =>
    html`<a href="/sandbox/certificates/${id}/${form}">${label}</a>`;
  return html`
    <div class="links">
    ${link("pair-a", "NPKI 폴더 (zip)")} ${link("cert", "signCert.der")} ${link(
      "all",
      "모든 형식 (zip)",
    )}
    </div>
    <div class="links"><span class="muted">signPri.key</span>
    ${Object.entries(keyForms).map(([name, { label }]) => link(`key-${name}`, label))}
    </div>
    <div class="links"><span class="muted">pfx</span>
    ${Object.entries(pfxForms).map(([name, { label }]) => link(`pfx-${name}`, label))}
    </div>
  `;
}
