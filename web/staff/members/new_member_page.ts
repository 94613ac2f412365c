import type { OrganisationRole } from "@maru/auth";
import type { FieldError } from "../../forms/mod.ts";
import { html, type Markup } from "../../html.ts";
import { Button, ButtonRow, LinkButton } from "../../ui/button.ts";
import { Card } from "../../ui/card.ts";
import { Form } from "../../ui/form.ts";
import { FormErrors } from "../../ui/form_errors.ts";
import { PageTitle } from "../../ui/page_title.ts";
import { TextInput } from "../../ui/text_input.ts";
import type { View } from "../../view.ts";
import { type MemberSession, staffPaths } from "../context.ts";
import { StaffLayout } from "../layout.ts";
import { RoleChoice } from "./role_choice.ts";

export interface NewMemberPageProps {
  readonly view: View;
  readonly session: MemberSession;
  readonly roles: readonly OrganisationRole[];
  readonly typed: { readonly name: string; readonly role: string };
  readonly errors?: readonly FieldError[];
  readonly idempotencyKey: string;
}

/** 사용자 추가: a name and a role; ID and password come from us. */
export function NewMemberPage(props: NewMemberPageProps): Markup {
  const errorOf = (field: string) => props.errors?.find((error) => error.field === field)?.message;
  return StaffLayout({
    view: props.view,
    session: props.session,
    title: "사용자 추가",
    current: staffPaths.members,
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "사용자 추가",
          note: "아이디와 첫 비밀번호는 추가한 뒤 보여 드립니다",
        })}
        ${FormErrors({ errors: props.errors })}
        ${Card({
          children: Form({
            view: props.view,
            action: staffPaths.members,
            idempotencyKey: props.idempotencyKey,
            children: html`
              ${TextInput({
                name: "name",
                label: "이름",
                value: props.typed.name,
                lengthMax: 40,
                error: errorOf("name"),
              })}
              ${RoleChoice({
                roles: props.roles,
                value: props.typed.role,
                error: errorOf("role"),
              })}
              <p class="quiet">
                일부 권한만 주시려면${" "}
                <a href=${staffPaths.roles}>역할과 권한</a>에서 역할을 먼저 만들어 주십시오.
              </p>
              ${ButtonRow({
                children: [
                  Button({ kind: "primary", wide: true, children: "추가" }),
                  LinkButton({ href: staffPaths.members, wide: true, children: "취소" }),
                ],
              })}
            `,
          }),
        })}
      </div>
    `,
  });
}
