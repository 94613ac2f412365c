import { type Html, html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { SectionHead } from "../ui/card.ts";
import { LineList } from "../ui/line_list.ts";
import { ItemActions } from "./item_actions.ts";
import type { ProgressItem } from "./progress_data.ts";
import type { ProgressPanelProps } from "./progress_panel.ts";
import { hasCorrections, ReissueForm } from "./reissue_form.ts";
import { submitPaths } from "./submit_paths.ts";

/** The documents of one agency. */
export function ProgressGroup(
  props: ProgressPanelProps & { agencyName: string; items: readonly ProgressItem[] },
): Markup {
  return html`
    <section class="progress-group">
      ${SectionHead({ title: props.agencyName, aside: `${props.items.length}건` })}
      <div class="card card-flush">
        ${LineList({
          lines: props.items.map((item) => ({
            id: `item-${item.id}`,
            title: html`<span>${item.name}</span>`,
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
      return [
        Badge({ tone: "good", children: "PDF" }),
        Download(props, item),
      ];
    case "notProvided":
      return [Badge({ tone: "neutral", children: "미제공" }), Fact("데이터만 제출됨")];
    case "failed":
      return [
        Badge({ tone: "bad", children: "실패" }),
        item.canReissue && !hasCorrections(item) ? ReissueForm({ ...props, item }) : null,
      ];
    case "queued":
      return Badge({ tone: "neutral", children: "대기" });
    case "waitingAgency":
      return [Badge({ tone: "care", children: "처리중" }), Fact("발급기관 대기")];
    case "authWait":
      return item.failure?.class === "confirmAgain"
        ? Badge({ tone: "care", children: "확인 필요" })
        : Badge({ tone: "care", children: "추가인증" });
    case "issued":
      return [Badge({ tone: "info", children: "처리중" }), Fact("기관에 보내는 중")];
    case "running":
      return [Badge({ tone: "info", children: "처리중" }), Running(props, item)];
  }
}

function Fact(words: string): Markup {
  return html`<span class="line-fact">${words}</span>`;
}

function Running(props: ProgressPanelProps, item: ProgressItem): Html {
  if (item.startedAt === undefined) return null;
  const elapsedMs = item.drawnAt - item.startedAt + props.elapsedMs;
  return Fact(`${Math.max(0, Math.floor(elapsedMs / 1_000))}초째`);
}

function Download(props: ProgressPanelProps, item: ProgressItem): Html {
  if (item.document === undefined) return null;
  if (item.document.destroyed) return Fact("보관 기간이 지나 파기함");
  if (!item.document.hasPdf) return Fact("데이터만 제출됨");
  return html`
    <a
      href=${submitPaths.pdf(props.data.id, item.id)}
      aria-label=${`${item.name} PDF 받기`}
      download=${item.document.fileName}
    >PDF 받기</a>
  `;
}
