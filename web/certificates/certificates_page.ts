import { html, type Markup } from "../html.ts";
import CertificatesIsland from "../islands/certificates.ts";
import { loginPaths } from "../login/login_paths.ts";
import { Card } from "../ui/card.ts";
import { LinkButton } from "../ui/button.ts";
import type { View } from "../view.ts";
import { CertificateHelp } from "./certificate_help.ts";
import { CertificateIslandPage } from "./island_page.ts";

/** 인증서 관리. */
export function CertificatesPage(props: { readonly view: View; readonly now: Date }): Markup {
  return CertificateIslandPage({
    ...props,
    title: "인증서 관리",
    note: "가져오기, 변환, 휴대전화로 옮기기를 모두 이 브라우저 안에서 합니다",
    island: "certificates",
    component: CertificatesIsland,
    isInner: false,
    after: [
      html`
        <div class="certificate-menu">
          ${Card({
            title: "인증서 변환",
            children: html`
              <p class="quiet">pfx와 signCert·signPri를 서로 바꿉니다.</p>
              <div class="button-row">
                ${LinkButton({ href: loginPaths.converter, size: "small", children: "변환하기" })}
              </div>
            `,
          })}
          ${Card({
            title: "휴대전화로 옮기기",
            children: html`
              <p class="quiet">컴퓨터와 휴대전화 사이에 코드로 옮깁니다.</p>
              <div class="button-row">
                ${LinkButton({ href: loginPaths.transfer, size: "small", children: "옮기기" })}
              </div>
            `,
          })}
        </div>
      `,
      CertificateHelp(),
    ],
  });
}
