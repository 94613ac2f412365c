import { html, type Markup } from "../html.ts";
import { HELP_DESK_PHONE } from "../ui/footer.ts";
import { Layout } from "../ui/layout.ts";
import { PageTitle } from "../ui/page_title.ts";
import type { View } from "../view.ts";

export function AccessibilityPage(props: { readonly view: View }): Markup {
  return Layout({
    view: props.view,
    title: "접근성 안내",
    children: [
      PageTitle({ title: "접근성 안내" }),
      html`
        <div class="prose">
          <p>
            마루는 누구나 혼자서 서류를 제출할 수 있도록 웹 콘텐츠 접근성 지침(WCAG) 2.2의 AA 수준을 목표로
            만듭니다.
          </p>
          <h2>이렇게 쓸 수 있습니다</h2>
          <ul>
            <li>키보드만으로 모든 기능을 쓸 수 있습니다. 첫 Tab 키는 ‘본문 바로가기’입니다.</li>
            <li>상태는 색만이 아니라 낱말로도 알립니다.</li>
            <li>
              화면 아래 ‘고대비로 보기’를 누르면 글자와 선이 진해집니다. 기기에서 고대비를 켜 두었으면 자동으로
              적용됩니다.
            </li>
            <li>글자를 200%까지 키우거나 폭 360px 화면에서 보아도 옆으로 밀지 않고 읽을 수 있습니다.</li>
            <li>
              스크립트를 꺼도 안내와 제출 내역을 볼 수 있습니다. 다만 인증서의 서명은 브라우저 안에서 하므로
              로그인과 제출에는 스크립트가 필요합니다.
            </li>
          </ul>
          <h2>불편한 점을 알려 주십시오</h2>
          <p>쓰기 어려운 곳이 있으면 고객센터 ${HELP_DESK_PHONE}으로 알려 주십시오. 고치겠습니다.</p>
        </div>
      `,
    ],
  });
}
