import type { FieldError } from "../forms/mod.ts";
import { html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { PageTitle } from "../ui/page_title.ts";
import { TextInput } from "../ui/text_input.ts";
import type { View } from "../view.ts";
import { consolePaths } from "./context.ts";
import { ConsoleLayout } from "./layout.ts";

/** 보관 기간: after it the documents are destroyed, and that is logged. */
export function SettingsPage(props: {
  view: View;
  retentionDays: string;
  canEdit: boolean;
  saved: boolean;
  errors?: readonly FieldError[];
}): Markup {
  return ConsoleLayout({
    view: props.view,
    title: "보관 기간",
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "보관 기간",
          note: "기간이 지나면 서류를 파기하고 파기 기록을 남깁니다",
        })}
        ${props.saved
          ? html`<div class="notice notice-good" role="status">저장했습니다.</div>`
          : null}
        ${FormErrors({ errors: props.errors })}
        ${Card({
          children: Form({
            view: props.view,
            action: consolePaths.settings,
            children: html`
              <fieldset class="plain-fieldset" disabled=${!props.canEdit}>
                ${TextInput({
                  name: "retentionDays",
                  label: "보관 일수",
                  inputMode: "numeric",
                  value: props.retentionDays,
                  hint: "1일부터 3,650일까지. 앞으로 발급되는 서류부터 적용합니다.",
                  error: props.errors?.[0]?.message,
                })}
                ${props.canEdit ? Button({ kind: "primary", children: "저장" }) : null}
              </fieldset>
            `,
          }),
        })}
      </div>
    `,
  });
}
