import type { ComponentType } from "preact";
import { type Html, html, type Markup } from "../html.ts";
import { paths } from "../paths.ts";
import { Breadcrumb } from "../ui/breadcrumb.ts";
import { Island } from "../ui/island.ts";
import { Layout } from "../ui/layout.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import type { View } from "../view.ts";

/** What the islands of certificates are given. */
interface WorkProps {
  readonly workerUrl: string;
  readonly serverTime: string;
}

/** A page of 인증서 관리: a title, one island, and words that need no script. */
export function CertificateIslandPage(props: {
  readonly view: View;
  readonly title: string;
  readonly note: string;
  readonly island: string;
  readonly component: ComponentType<WorkProps>;
  readonly now: Date;
  readonly isInner: boolean;
  readonly before?: Html;
  readonly after?: Html;
}): Markup {
  const { view, title } = props;
  return Layout({
    view,
    title,
    width: "narrow",
    children: html`
      <div class="stack">
        ${props.isInner
          ? Breadcrumb({
            items: [{ label: "인증서 관리", href: paths.certificates }, { label: title }],
          })
          : null}
        ${PageTitle({ title, note: props.note })}
        <noscript>
          ${Notice({
            tone: "care",
            title: "자바스크립트가 필요합니다.",
            children:
              "인증서는 이 브라우저 안에서만 다루므로, 브라우저 설정에서 자바스크립트를 켜 주십시오.",
          })}
        </noscript>
        ${props.before}
        ${Island({
          view,
          name: props.island,
          component: props.component,
          props: {
            workerUrl: view.assets.url("workers/certificate.js"),
            serverTime: props.now.toISOString(),
          },
        })}
        ${props.after}
      </div>
    `,
  });
}
