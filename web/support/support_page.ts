import { html, type Markup } from "../html.ts";
import { paths } from "../paths.ts";
import { Card } from "../ui/card.ts";
import { HELP_DESK_PHONE } from "../ui/footer.ts";
import { Layout } from "../ui/layout.ts";
import { LineList } from "../ui/line_list.ts";
import { PageTitle } from "../ui/page_title.ts";
import type { View } from "../view.ts";
import { type Question, questions } from "./questions.ts";

export function SupportPage(props: { readonly view: View }): Markup {
  return Layout({
    view: props.view,
    title: "고객지원",
    children: [
      PageTitle({ title: "고객지원" }),
      html`<div class="two-columns two-columns-top">${Contact()}${Elsewhere()}</div>`,
      html`<h2 class="section-title" id="certificate">인증서는 이렇게 쓰입니다</h2>`,
      CertificateUse(),
      html`<h2 class="section-title" id="questions">자주 묻는 질문</h2>`,
      html`<div class="questions">${questions.map(QuestionItem)}</div>`,
    ],
  });
}

function Contact(): Markup {
  return Card({
    title: "전화 문의",
    children: [
      html`<p class="contact-phone"><a href="tel:0237711100">${HELP_DESK_PHONE}</a></p>`,
      html`
        <p class="quiet">
          과세기간과 신고 여부를 확인했는데도 ‘실패’가 계속되면 전화해 주십시오. 제출 내역의 접수번호나 오류
          화면의 요청번호를 알려 주시면 바로 찾아볼 수 있습니다.
        </p>
      `,
    ],
  });
}

function Elsewhere(): Markup {
  return Card({
    title: "바로 찾기",
    children: LineList({
      lines: [
        { title: html`<a href=${paths.history}>제출 내역과 재발급</a>` },
        { title: html`<a href=${paths.certificates}>인증서 가져오기·변환·옮기기</a>` },
        { title: html`<a href=${paths.errorCodes}>오류 코드 안내</a>` },
      ],
    }),
  });
}

function CertificateUse(): Markup {
  return Card({
    children: html`
      <ol class="explained">
        <li>
          <strong>로그인</strong>
          <p>
            비밀번호와 개인키는 이 브라우저 안에서만 쓰입니다. 서버가 보낸 한 번짜리 문자열에 브라우저가 서명하고,
            서명과 인증서, 서버만 열 수 있게 봉한 인증서 식별값(R)을 보냅니다. 입력하신 번호는 인증서의 주인이
            맞는지 확인하는 데 씁니다.
          </p>
        </li>
        <li>
          <strong>발급</strong>
          <p>
            ‘발급 및 제출’을 누르면 발급기관 로그인에 필요한 인증서 파일(암호화된 상태 그대로)과, 중계기관의
            공개키로 브라우저에서 암호화한 비밀번호를 보냅니다. 마루의 서버는 그 비밀번호를 열 수 없습니다.
          </p>
        </li>
        <li>
          <strong>파기</strong>
          <p>이 묶음은 해당 제출에만 쓰이고, 길어도 30분 안에 파기됩니다.</p>
        </li>
      </ol>
    `,
  });
}

function QuestionItem(question: Question): Markup {
  return html`
    <details class="question" id=${question.id}>
      <summary>${question.question}</summary>
      ${question.answer.map((paragraph) => html`<p>${paragraph}</p>`)}
    </details>
  `;
}
