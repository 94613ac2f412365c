import type { AgencyHealth } from "@maru/submission";
import type { FieldError } from "../forms/mod.ts";
import { html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { PageTitle } from "../ui/page_title.ts";
import { TextInput } from "../ui/text_input.ts";
import type { View } from "../view.ts";
import { OperatorLayout, operatorPaths } from "./context.ts";

/** 발급기관: when it is open. Outside these hours its documents wait and do not fail. */
export function AgencyPage(props: {
  view: View;
  agency: AgencyHealth;
  saved: boolean;
  errors?: readonly FieldError[];
}): Markup {
  const { agency } = props;
  const error = props.errors?.[0]?.message;
  return OperatorLayout({
    view: props.view,
    title: agency.name,
    current: operatorPaths.home,
    children: html`
      <div class="stack">
        ${PageTitle({ title: agency.name, note: "이용 시간 밖의 서류는 실패하지 않고 기다립니다" })}
        ${props.saved
          ? html`<div class="notice notice-good" role="status">저장했습니다.</div>`
          : null}
        ${FormErrors({ errors: props.errors })}
        ${Card({
          title: "이용 시간",
          children: Form({
            view: props.view,
            action: operatorPaths.agency(agency.code),
            children: html`
              ${TextInput({
                name: "opensAt",
                label: "여는 시각",
                value: agency.opensAt,
                hint: "00:00부터 24:00까지, 예: 08:00",
                lengthMax: 5,
                error,
              })}
              ${TextInput({
                name: "closesAt",
                label: "닫는 시각",
                value: agency.closesAt,
                lengthMax: 5,
              })}
              ${Button({ kind: "primary", children: "저장" })}
            `,
          }),
        })}
      </div>
    `,
  });
}
