/**
 * Ticks of 이체의뢰: one tick for the whole page, how many are ticked on the buttons, and the ticks go
 * along to other pages and searches of the list.
 *
 * @module
 */
import { useEffect, useState } from "preact/hooks";
import {
  REQUEST_FORM,
  TICK_ALL_ID,
  TickButtons,
  type TickButtonsProps,
} from "../debit/request_ticks.ts";
import type { Markup } from "../html.ts";

export default function RequestTicksIsland(props: TickButtonsProps): Markup {
  const [count, setCount] = useState(props.count);
  useEffect(() => followTicks(setCount), []);
  return TickButtons({ ...props, count });
}

/** Tells the count now and after each change; answers how to stop. */
function followTicks(tell: (count: number) => void): () => void {
  const form = document.querySelector<HTMLFormElement>(`#${REQUEST_FORM}`);
  const all = document.querySelector<HTMLInputElement>(`#${TICK_ALL_ID}`);
  if (form === null) return () => {};
  const follow = () => {
    if (all !== null) showWhole(all, ticksOf(form));
    const ids = new FormData(form).getAll("id").map(String);
    carryAlong(ids);
    tell(ids.length);
  };
  const change = (event: Event) => {
    if (event.target === all && all !== null) {
      for (const tick of ticksOf(form)) tick.checked = all.checked;
    }
    follow();
  };
  document.addEventListener("change", change);
  // The browser gives ticks back to a page that one returns to, without telling of a change.
  globalThis.addEventListener("pageshow", follow);
  follow();
  return () => {
    document.removeEventListener("change", change);
    globalThis.removeEventListener("pageshow", follow);
  };
}

function ticksOf(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.elements].filter((element): element is HTMLInputElement =>
    element instanceof HTMLInputElement && element.type === "checkbox"
  );
}

function showWhole(all: HTMLInputElement, ticks: readonly HTMLInputElement[]): void {
  const ticked = ticks.filter(({ checked }) => checked).length;
  all.hidden = ticks.length === 0;
  all.checked = ticked > 0 && ticked === ticks.length;
  all.indeterminate = ticked > 0 && ticked < ticks.length;
}

/** Other pages and searches of the list are asked for with what is ticked on this one. */
function carryAlong(ids: readonly string[]): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".pagination a")) {
    const url = new URL(link.href);
    url.searchParams.delete("id");
    for (const id of ids) url.searchParams.append("id", id);
    link.href = url.pathname + url.search;
  }
  const filters = document.querySelector(".filter-form");
  for (const field of filters?.querySelectorAll('input[name="id"]') ?? []) field.remove();
  filters?.append(...ids.map(hiddenId));
}

function hiddenId(id: string): HTMLInputElement {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "id";
  field.value = id;
  return field;
}
