import { type Html, html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { LineList } from "../ui/line_list.ts";
import type { ProgressItem } from "./progress_data.ts";
import type { ProgressPanelProps } from "./progress_panel.ts";
import { ItemActions } from "./item_actions.ts";
import { submitPaths } from "./submit_paths.ts";

/** The documents of one agency. */
export function ProgressGroup(
  props: ProgressPanelProps & { agencyName: string; items: readonly ProgressItem[] },
): Markup {
  return html`
    <section class="progress-group">
      <div class="section-head">
        <h2>${props.agencyName}</h2>
        <span class="section-count">${props.items.length}건</span>
      </div>
      <div class="card card-flush">
        ${LineList({
          lines: props.items.map((item) => ({
            id: `item-${item.id}`,
            title: item.name,
            ...(item.periodLabel === "" ? {} : { note: item.periodLabel }),
            aside: Aside(props, item),
            below: ItemActions({ ...props, item }),
          })),
        })}
      </div>
    </section>
  `;
}

function Aside(props: ProgressPanelProps, item: ProgressItem): Html {
  switch (item.state) {
    case "delivered":
      return [Badge({ tone: "good", children: "PDF" }), Download(props, item)];
    case "notProvided":
      return [
        Badge({ tone: "neutral", children: "미제공" }),
        html`<span class="line-fact">데이터만 제출됨</span>`,
      ];
    case "failed":
      return Badge({ tone: "bad", children: "실패" });
    case "queued":
      return Badge({ tone: "neutral", children: "대기" });
    case "waitingAgency":
      return [
        Badge({ tone: "care", children: "처리중" }),
        html`<span class="line-fact">발급기관 대기</span>`,
      ];
    case "authWait":
      return Badge({ tone: "care", children: "추가인증" });
    case "issued":
      return [
        Badge({ tone: "info", children: "처리중" }),
        html`<span class="line-fact">기관에 보내는 중</span>`,
      ];
    case "running":
      return [Badge({ tone: "info", children: "처리중" }), Running(props, item)];
  }
}

function Running(props: ProgressPanelProps, item: ProgressItem): Html {
  if (item.startedAt === undefined) return null;
  const seconds = Math.max(
    0,
    Math.floor((item.drawnAt - item.startedAt + props.elapsedMs) / 1_000),
  );
  return html`<span class="line-fact">${seconds}초째</span>`;
}

function Download(props: ProgressPanelProps, item: ProgressItem): Html {
  if (item.document === undefined) return null;
  if (item.document.destroyed) return html`<span class="line-fact">보관 기간이 지남</span>`;
  if (!item.document.hasPdf) return html`<span class="line-fact">데이터만 제출됨</span>`;
  return html`
    <a
      href=${submitPaths.pdf(props.data.id, item.id)}
      aria-label=${`${item.name} PDF 받기`}
      download=${item.document.fileName}
    >PDF 받기</a>
  `;
}
