import { html, type Markup } from "../html.ts";
import TransferIsland from "../islands/transfer.ts";
import type { View } from "../view.ts";
import { CertificateIslandPage } from "./island_page.ts";

/** 휴대전화로 옮기기. */
export function TransferPage(props: { readonly view: View; readonly now: Date }): Markup {
  return CertificateIslandPage({
    ...props,
    title: "휴대전화로 옮기기",
    note: "컴퓨터와 휴대전화 사이에 인증서를 옮깁니다",
    island: "transfer",
    component: TransferIsland,
    isInner: true,
    after: html`
      <p class="quiet">
        인증서는 코드로 암호화해 보내고, 서버는 코드의 앞 여섯 자리만 압니다. 나머지 열 자리를 모르면
        아무도 열 수 없으며, 5분이 지나거나 한 번 받으면 지워집니다.
      </p>
    `,
  });
}
