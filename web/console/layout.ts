import type { Html, Markup } from "../html.ts";
import { WorkLayout } from "../ui/work_layout.ts";
import type { View } from "../view.ts";
import { CONSOLE_MENU, consolePaths } from "./context.ts";

/** Every page of the institution's console. */
export function ConsoleLayout(
  props: { view: View; title: string; current?: string; children: Html },
): Markup {
  return WorkLayout({
    view: props.view,
    title: props.title,
    area: "기관 콘솔",
    areaHref: consolePaths.home,
    menu: CONSOLE_MENU,
    ...(props.current === undefined ? {} : { current: props.current }),
    children: props.children,
  });
}
