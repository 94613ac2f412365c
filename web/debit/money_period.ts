import type { BusinessDate, Kernel } from "@maru/kernel";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import { type Html, html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { firstOfMonth } from "./date_words.ts";
import { isDay } from "./money_fields.ts";

export interface Period {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  readonly today: BusinessDate;
}

/** The stretch of days that the address names; the first of this month until today by default. */
export function periodOf(kernel: Kernel, c: Context<WebEnv>): Period {
  const today = kernel.calendar.dateOf(kernel.clock.now());
  const [from, to] = [c.req.query("from"), c.req.query("to")];
  return {
    from: isDay(from) ? from : firstOfMonth(today),
    to: isDay(to) ? to : today,
    today,
  };
}

export interface FilterSelect {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** From, until, and choices beside them. */
export function PeriodFilter(props: {
  readonly action: string;
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  readonly selects?: readonly FilterSelect[];
  /** Goes along unseen. */
  readonly hidden?: Readonly<Record<string, string>>;
  readonly search?: { readonly label: string; readonly value: string };
}): Markup {
  return html`
    <form method="get" action=${props.action} class="filter-form">
      ${Object.entries(props.hidden ?? {}).map(([name, value]) =>
        html`<input type="hidden" name=${name} value=${value} />`
      )}
      ${props.search === undefined ? null : html`
        <input
          class="input input-small"
          type="search"
          name="text"
          value=${props.search.value}
          maxlength="60"
          aria-label=${props.search.label}
          placeholder=${props.search.label}
        />
      `}
      <span class="period-fields">
        <input class="input input-small" type="date" name="from" value=${props.from}
          aria-label="시작일" />
        <span aria-hidden="true">–</span>
        <input class="input input-small" type="date" name="to" value=${props.to}
          aria-label="종료일" />
      </span>
      ${(props.selects ?? []).map(FilterChoice)} ${Button({ size: "small", children: "찾기" })}
    </form>
  `;
}

export function FilterChoice(select: FilterSelect): Html {
  return html`
    <select class="input select input-small" name=${select.name} aria-label=${select.label}>
      ${select.options.map(({ value, label }) =>
        html`<option value=${value} selected=${value === select.value}>${label}</option>`
      )}
    </select>
  `;
}
