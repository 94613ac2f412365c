import { html, type Markup } from "../html.ts";
import ConverterIsland from "../islands/converter.ts";
import type { View } from "../view.ts";
import { CertificateIslandPage } from "./island_page.ts";

/** 인증서 변환. */
export function ConverterPage(props: { readonly view: View; readonly now: Date }): Markup {
  return CertificateIslandPage({
    ...props,
    title: "인증서 변환",
    note: "pfx와 signCert·signPri를 서로 바꿉니다. 설치할 프로그램이 없습니다",
    island: "converter",
    component: ConverterIsland,
    isInner: true,
    after: html`
      <p class="quiet">
        변환은 모두 이 브라우저 안에서 합니다. 파일도 비밀번호도 서버로 보내지 않습니다. 본인확인에
        쓰는 값(R값)도 그대로 옮깁니다.
      </p>
    `,
  });
}
