import type { Holiday } from "@maru/kernel";
import { type Html, html, type Markup } from "../html.ts";
import { Button, ButtonRow, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { Form } from "../ui/form.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import type { View } from "../view.ts";
import { OperatorLayout, operatorPaths } from "./context.ts";
import type { HolidayEffect } from "./holiday_effect.ts";
import { holidayPaths } from "./holiday_paths.ts";
import { dateWithWeekday } from "./holiday_words.ts";

export interface HolidayChangeProps {
  readonly view: View;
  readonly change: "addition" | "removal";
  readonly holiday: Holiday;
  readonly effect: HolidayEffect;
}

/** What adding or removing a holiday will do, before it is done. */
export function HolidayChangePage(props: HolidayChangeProps): Markup {
  const { change, holiday } = props;
  const isAddition = change === "addition";
  return ConfirmPage({
    view: props.view,
    title: isAddition ? "공휴일 더하기" : "공휴일 빼기",
    heading: `${dateWithWeekday(holiday.date)} ${holiday.name}`,
    backHref: holidayPaths.year(holiday.date.slice(0, 4)),
    action: isAddition ? holidayPaths.addition : holidayPaths.removal,
    button: isAddition ? "공휴일로 더합니다" : "영업일로 바꿉니다",
    fields: html`
      <input type="hidden" name="date" value=${holiday.date} />
      ${isAddition ? html`<input type="hidden" name="name" value=${holiday.name} />` : null}
    `,
    children: Effect(props),
  });
}

function Effect({ change, effect }: HolidayChangeProps): Html {
  if (effect.kind === "weekend") {
    return html`<p>주말이어서 영업일은 바뀌지 않습니다. 옮겨지는 의뢰도 없습니다.</p>`;
  }
  if (effect.kind === "uncovered") {
    return html`
      <p>이 연도는 아직 확정하지 않아 걸려 있는 의뢰가 없습니다. 공휴일 목록만 바뀝니다.</p>
    `;
  }
  return html`
    <ul>
      <li>
        ${change === "addition" ? "이 날은 쉬는 날이 됩니다." : "이 날은 영업일이 됩니다."}
        ${effect.next === undefined
          ? null
          : ` 다음 영업일은 ${dateWithWeekday(effect.next)}입니다.`}
      </li>
      <li>아직 보내지 않은 의뢰의 마감 시각과 결과 예정 시각을 다시 정합니다.</li>
      <li>일정이 바뀐 의뢰가 있는 업체에 바뀐 일정을 알립니다.</li>
      <li>이미 보낸 파일은 바뀌지 않습니다.</li>
    </ul>
  `;
}

/** What covering a year will do. */
export function CoveragePage(
  { view, year, holidayCount }: { view: View; year: number; holidayCount: number },
): Markup {
  return ConfirmPage({
    view,
    title: "연도 확정",
    heading: `${year}년, 공휴일 ${holidayCount}일`,
    backHref: holidayPaths.year(year),
    action: holidayPaths.coverage,
    button: `${year}년을 확정합니다`,
    fields: html`<input type="hidden" name="year" value=${String(year)} />`,
    children: html`
      ${Notice({ tone: "care", title: "확정은 되돌릴 수 없습니다." })}
      <ul>
        <li>관공서의 공휴일, 대체공휴일, 선거일을 모두 더했는지 월력요항과 견주어 주십시오.</li>
        <li>지금부터 ${String(year)}년에 걸리는 의뢰를 받고 일정을 계산합니다.</li>
        <li>빠뜨린 공휴일은 나중에 더할 수 있으며, 그때 의뢰의 일정을 다시 정합니다.</li>
      </ul>
    `,
  });
}

interface ConfirmProps {
  readonly view: View;
  readonly title: string;
  readonly heading: string;
  readonly backHref: string;
  readonly action: string;
  readonly button: string;
  readonly fields: Html;
  readonly children: Html;
}

function ConfirmPage(props: ConfirmProps): Markup {
  return OperatorLayout({
    view: props.view,
    title: props.title,
    current: operatorPaths.holidays,
    children: html`
      <div class="stack">
        ${PageTitle({ title: props.title, note: "아래를 확인하고 눌러 주십시오" })}
        ${Card({
          title: props.heading,
          children: html`
            <div class="stack">
              ${props.children}
              ${Form({
                view: props.view,
                action: props.action,
                children: html`
                  ${props.fields}
                  ${ButtonRow({
                    children: html`
                      ${Button({ kind: "primary", children: props.button })}
                      ${LinkButton({ href: props.backHref, children: "그만두기" })}
                    `,
                  })}
                `,
              })}
            </div>
          `,
        })}
      </div>
    `,
  });
}
