import type { BadRow, Import, ImportColumn } from "@maru/debit";
import { type Html, html, type Markup } from "../html.ts";
import { Breadcrumb } from "../ui/breadcrumb.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { formatDate } from "../ui/date_text.ts";
import { Form } from "../ui/form.ts";
import { groupDigits } from "../ui/money.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Progress } from "../ui/progress.ts";
import { StatCards } from "../ui/stat_cards.ts";
import type { View } from "../view.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { CustomerConfirm } from "./customer_confirm.ts";
import { customerPaths } from "./customer_paths.ts";
import { BadRows } from "./import_bad_rows.ts";
import { ImportState, refusalText } from "./import_words.ts";

export interface ImportPageProps {
  readonly view: View;
  readonly found: Import;
  readonly columns: readonly ImportColumn[];
  readonly badRows: readonly BadRow[];
  /** Row behind which the next page of bad rows begins. */
  readonly nextAfterRow?: number;
  readonly isFirstPage: boolean;
  readonly canEdit: boolean;
}

/** One import: how far it is, what is wrong, and what shall be done. */
export function ImportPage(props: ImportPageProps): Markup {
  const { view, found } = props;
  return DebitLayout({
    view,
    title: found.fileName,
    current: debitPaths.imports,
    children: html`
      <div class="stack">
        ${Breadcrumb({
          items: [{ label: "일괄등록", href: debitPaths.imports }, { label: found.fileName }],
        })}
        ${PageTitle({
          title: html`<span class="debit-file">${found.fileName}</span>`,
          note: `${formatDate(found.createdAt, "dateTime")} · ${found.actorName}`,
          actions: ImportState(found),
        })}
        ${Counts(found)} ${Now(props)} ${found.badCount === 0 || found.state === "reading"
          ? null
          : BadRows(props)}
      </div>
    `,
  });
}

function Counts(found: Import): Html {
  if (found.state === "refused") return null;
  const number = (count: number) => `${groupDigits(count)}건`;
  return StatCards({
    cards: [
      { label: "전체", value: number(found.rowCount) },
      { label: "맞는 행", value: number(found.goodCount), note: "새로 등록할 고객" },
      {
        label: "잘못된 행",
        value: number(found.badCount),
        tone: found.badCount > 0 ? "bad" : "plain",
        note: "고쳐야 등록할 수 있습니다",
      },
      { label: "이미 등록한 행", value: number(found.sameCount), note: "다시 등록하지 않습니다" },
    ],
  });
}

/** What happens now, or what to do. */
function Now(props: ImportPageProps): Html {
  const { found } = props;
  switch (found.state) {
    case "reading":
      return Moving({
        ...props,
        text: `파일을 읽고 검사하고 있습니다. 지금까지 ${
          groupDigits(found.rowCount)
        }행을 읽었습니다.`,
      });
    case "applying":
      return Moving({ ...props, text: "고객을 등록하고 있습니다." });
    case "checked":
      return Decision(props);
    case "done":
      return Notice({
        tone: "good",
        title: `${groupDigits(found.appliedCount)}건을 등록했습니다.`,
        children: html`<a href=${debitPaths.customers}>고객관리에서 보기</a>`,
      });
    case "refused":
      return Notice({
        tone: "bad",
        title: "파일을 읽지 못했습니다.",
        children: [
          refusalText(found),
          html`<a class="debit-line" href=${debitPaths.imports}>다시 올리기</a>`,
        ],
      });
    case "cancelled":
      return Notice({
        tone: "care",
        title: "취소한 일괄등록입니다.",
        children: found.appliedCount === 0
          ? "등록한 고객이 없습니다."
          : `멈추기 전에 ${groupDigits(found.appliedCount)}건을 등록했습니다.`,
      });
  }
}

/** The page asks again by itself, with or without scripts: see the route's Refresh header. */
function Moving(
  { view, found, text, canEdit }: ImportPageProps & { readonly text: string },
): Markup {
  return Card({
    title: text,
    children: html`
      <div class="stack-tight">
        ${found.state === "applying"
          ? Progress({
            value: found.appliedCount,
            max: Math.max(1, found.goodCount),
            label: "등록한 고객",
            facts: [
              {
                label: "등록",
                value: `${groupDigits(found.appliedCount)} / ${groupDigits(found.goodCount)}`,
              },
            ],
          })
          : html`<progress class="progress-bar" aria-label=${text}></progress>`}
        <p class="quiet">
          화면이 몇 초마다 바뀝니다. 닫으셔도 계속됩니다.
          ${" "}<a href=${debitPaths.import(found.id)}>지금 상태 보기</a>
        </p>
        ${canEdit
          ? Cancel({
            view,
            found,
            text: "지금까지 등록한 고객은 그대로 둡니다.",
            summary: "그만하기",
          })
          : null}
      </div>
    `,
  });
}

function Decision(props: ImportPageProps): Html {
  const { view, found, canEdit } = props;
  const { goodCount, badCount } = found;
  if (goodCount === 0) {
    return Notice({
      tone: "care",
      title: "새로 등록할 행이 없습니다.",
      children: badCount > 0
        ? "잘못된 행을 원본 파일에서 고쳐 다시 올려 주십시오."
        : "모두 이미 등록한 행입니다.",
    });
  }
  if (!canEdit) {
    return Notice({ tone: "info", title: "고객관리 권한이 있는 분이 등록할 수 있습니다." });
  }
  return Card({
    title: badCount === 0 ? "잘못된 행이 없습니다" : "맞는 행만 등록하시겠습니까?",
    children: html`
      <div class="stack-tight">
        <p class="quiet">
          ${badCount === 0
            ? "등록하시면 고객마다 계좌신청이 바로 시작됩니다."
            : "등록하시면 고객마다 계좌신청이 바로 시작됩니다. 잘못된 행은 나중에 고쳐 올리셔도 됩니다."}
        </p>
        <div class="button-row">
          ${Form({
            view,
            action: customerPaths.importApply(found.id),
            inline: true,
            children: Button({
              kind: "primary",
              wide: true,
              name: "which",
              value: badCount === 0 ? "all" : "good",
              children: badCount === 0
                ? `${groupDigits(goodCount)}건 모두 등록`
                : `맞는 ${groupDigits(goodCount)}건만 등록`,
            }),
          })}
          ${LinkButton({ href: debitPaths.imports, wide: true, children: "다른 파일 올리기" })}
        </div>
        ${Cancel({ view, found, text: "검사한 결과를 버립니다.", summary: "이 일괄등록 취소" })}
      </div>
    `,
  });
}

function Cancel(
  { view, found, text, summary }: {
    readonly view: View;
    readonly found: Import;
    readonly text: string;
    readonly summary: string;
  },
): Markup {
  const action = customerPaths.importCancel(found.id);
  return CustomerConfirm({ view, action, summary, text, button: "취소합니다" });
}
