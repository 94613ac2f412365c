import { html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";

/** Looks for accounts or organisations by a part of their names. */
export function StaffSearch(props: { action: string; label: string; text: string }): Markup {
  return html`
    <form method="get" action=${props.action} class="filter-form">
      <input
        class="input input-small"
        type="search"
        name="text"
        value=${props.text}
        maxlength="60"
        aria-label=${props.label}
        placeholder=${props.label}
      />
      ${Button({ size: "small", children: "찾기" })}
    </form>
  `;
}
