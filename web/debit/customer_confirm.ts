import { type Html, html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { Form } from "../ui/form.ts";
import type { View } from "../view.ts";

/** A danger that is pressed twice: the first press shows what it means. */
export function CustomerConfirm(props: {
  readonly view: View;
  readonly action: string;
  readonly summary: string;
  readonly text: string;
  readonly button: string;
  /** Hidden fields that say what is meant. */
  readonly fields?: Html;
}): Markup {
  return html`
    <details class="confirm">
      <summary>${props.summary}</summary>
      ${Form({
        view: props.view,
        action: props.action,
        inline: true,
        children: html`
          ${props.fields}
          <span>${props.text}</span>
          ${Button({
            kind: "danger",
            size: "small",
            children: props.button,
            label: `${props.summary}: ${props.button}`,
          })}
        `,
      })}
    </details>
  `;
}
