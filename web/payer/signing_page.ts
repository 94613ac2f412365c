import type { Bank } from "@maru/debit";
import { html, type Markup } from "../html.ts";
import ConsentIsland from "../islands/consent.ts";
import { Island, Layout, LinkButton, Notice, PageTitle } from "../ui/mod.ts";
import type { View } from "../view.ts";
import { payerPaths } from "./paths.ts";

/** 출금 계좌 변경, signed with a certificate in this browser. */
export function SigningPage(
  { view, instructionId, banks, now }: {
    readonly view: View;
    readonly instructionId: string;
    readonly banks: readonly Bank[];
    readonly now: Date;
  },
): Markup {
  return Layout({
    view,
    title: "공동인증서로 출금 계좌 변경",
    width: "narrow",
    children: html`
      <div class="payer">
        ${PageTitle({
          title: "공동인증서로 출금 계좌 변경",
          note: "새 계좌 예금주의 공동인증서로 출금 동의서에 전자서명합니다.",
        })}
        <noscript>
          ${Notice({
            tone: "care",
            title: "자바스크립트가 필요합니다.",
            children:
              "인증서는 이 브라우저 안에서만 다룹니다. 자바스크립트를 켜시거나 휴대폰 인증번호로 동의해 주십시오.",
          })}
        </noscript>
        ${Island({
          view,
          name: "consent",
          component: ConsentIsland,
          props: {
            instructionId,
            banks: banks.map(({ code, name }) => ({ value: code, label: name })),
            workerUrl: view.assets.url("workers/certificate.js"),
            serverTime: now.toISOString(),
          },
        })}
        ${LinkButton({
          href: payerPaths.account(instructionId),
          full: true,
          children: "휴대폰 인증번호로 동의하기",
        })}
        ${LinkButton({ href: payerPaths.home, kind: "plain", full: true, children: "돌아가기" })}
      </div>
    `,
  });
}
