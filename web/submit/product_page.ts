import type { SubmitterSession } from "@maru/auth";
import type { ProductView } from "@maru/submission";
import { type Html, html, type Markup } from "../html.ts";
import RequestIsland from "../islands/request.ts";
import { Card } from "../ui/card.ts";
import { DefinitionList } from "../ui/definition_list.ts";
import { Island } from "../ui/island.ts";
import { Layout } from "../ui/layout.ts";
import { LineList } from "../ui/line_list.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Steps } from "../ui/steps.ts";
import { LinkButton } from "../ui/button.ts";
import type { View } from "../view.ts";
import { loginHref } from "./context.ts";
import type { RequestData } from "./request_data.ts";
import { submitPaths } from "./submit_paths.ts";
import { businessNumberWords, SUBMITTER_WORDS } from "./words.ts";

export const STEPS = ["본인 확인", "서류 확인", "발급 및 제출"] as const;

/** Before the login: what is asked, and the way in. */
export function ProductLandingPage(props: { view: View; product: ProductView }): Markup {
  const { product } = props;
  return Layout({
    view: props.view,
    title: product.name,
    width: "narrow",
    children: html`
      <div class="stack">
        ${PageTitle({ title: product.name, note: `${product.institutionName}에 제출합니다` })}
        <div class="landing-words">
          ${product.description === "" ? null : html`<p class="lead">${product.description}</p>`}
          ${LinkButton({
            href: loginHref(submitPaths.product(product.slug)),
            kind: "primary",
            full: true,
            children: "인증서로 로그인",
          })}
        </div>
        ${Documents(product)}
        ${HometaxNotice()}
      </div>
    `,
  });
}

/** After the login: who submits, the list, the consents, the one button. */
export function RequestPage(props: {
  view: View;
  product: ProductView;
  session: SubmitterSession;
  data: RequestData;
}): Markup {
  const { product, session, view } = props;
  return Layout({
    view,
    title: product.name,
    width: "medium",
    children: html`
      <div class="stack">
        ${Steps({ steps: STEPS, current: 1 })}
        ${PageTitle({
          title: "제출할 서류를 확인해 주십시오",
          note: `${product.institutionName} · ${product.name}`,
        })}
        ${Card({ title: "제출 정보", children: DefinitionList({ items: facts(session) }) })}
        ${session.submitterType === "proprietorByBusiness"
          ? Notice({
            tone: "care",
            children: "사업자 인증서로 로그인하면 일부 서류 발급이 제한됩니다.",
          })
          : null}
        ${Island({ view, name: "request", component: RequestIsland, props: { data: props.data } })}
        <noscript>
          ${Notice({
            tone: "care",
            children: "발급 및 제출에는 자바스크립트가 필요합니다. 브라우저 설정에서 켜 주십시오.",
          })}
        </noscript>
      </div>
    `,
  });
}

/** Products that may be submitted to. */
export function ProductListPage(props: {
  view: View;
  products: readonly {
    slug: string;
    name: string;
    institutionName: string;
    documentCount: number;
  }[];
}): Markup {
  return Layout({
    view: props.view,
    title: "서류제출",
    width: "medium",
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "어디에 제출하십니까?",
          note: "기관에서 받은 링크나 QR 코드가 있으면 그 주소로 바로 들어오실 수 있습니다",
        })}
        ${props.products.length === 0
          ? Notice({ tone: "info", children: "지금 접수하는 상품이 없습니다." })
          : Card({
            flush: true,
            children: LineList({
              lines: props.products.map((product) => ({
                title: html`<a href=${submitPaths.product(product.slug)}>${product.name}</a>`,
                note: product.institutionName,
                aside: `서류 ${product.documentCount}건`,
              })),
            }),
          })}
      </div>
    `,
  });
}

function Documents(product: ProductView): Markup {
  return Card({
    title: `제출할 서류 ${product.documents.length}건`,
    children: LineList({
      lines: product.documents.map((document) => ({
        title: document.name,
        note: document.agencyName,
        aside: document.period.chosen?.label ?? "",
      })),
    }),
  });
}

export function HometaxNotice(): Html {
  return Notice({
    tone: "info",
    children:
      "홈택스/위택스 서류를 제출하려면 그곳에 공동인증서 등록과 회원가입이 먼저 되어 있어야 합니다.",
  });
}

function facts(session: SubmitterSession): { term: Html; value: Html }[] {
  return [
    { term: "이용자 유형", value: SUBMITTER_WORDS[session.submitterType] },
    { term: session.businessNumber ? "상호" : "성명", value: session.subjectName },
    ...(session.businessNumber
      ? [{ term: "사업자등록번호", value: businessNumberWords(session.businessNumber) }]
      : []),
    ...(session.client
      ? [{
        term: "수임업체",
        value: `${session.client.name} (${businessNumberWords(session.client.businessNumber)})`,
      }]
      : []),
    {
      term: "제출자",
      value: [
        `${session.submitterName} · `,
        html`<span class="nowrap">${session.phoneMasked}</span>`,
      ],
    },
  ];
}
