import { type OrganisationRole, type Right, RIGHTS } from "@maru/auth";
import type { FieldError } from "../../forms/mod.ts";
import { html, type Markup } from "../../html.ts";
import { Button, ButtonRow, LinkButton } from "../../ui/button.ts";
import { Card } from "../../ui/card.ts";
import { Checkbox } from "../../ui/checkbox.ts";
import { Form } from "../../ui/form.ts";
import { FormErrors } from "../../ui/form_errors.ts";
import { PageTitle } from "../../ui/page_title.ts";
import { Table } from "../../ui/table.ts";
import { TextInput } from "../../ui/text_input.ts";
import type { View } from "../../view.ts";
import { type MemberSession, staffPaths } from "../context.ts";
import { StaffLayout } from "../layout.ts";
import { RIGHT_HINTS, RIGHT_WORDS } from "../words.ts";

/** 역할과 권한: the organisation's roles with their rights. */
export function RolesPage(
  props: { view: View; session: MemberSession; roles: readonly OrganisationRole[] },
): Markup {
  return StaffLayout({
    ...props,
    title: "역할과 권한",
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "역할과 권한",
          note: "업체 관리자는 모든 권한을 가집니다",
          actions: LinkButton({
            href: staffPaths.newRole,
            kind: "primary",
            children: "역할 만들기",
          }),
        })}
        ${Table({
          caption: "역할",
          rows: props.roles,
          empty: {
            title: "만든 역할이 없습니다.",
            text: "사용자에게 필요한 만큼만 권한을 주려면 역할을 만들어 주십시오.",
          },
          columns: [
            {
              key: "name",
              title: "역할",
              telling: true,
              rowHeader: true,
              cell: (role) => html`<a href=${staffPaths.role(role.id)}>${role.name}</a>`,
            },
            {
              key: "rights",
              title: "권한",
              cell: (role) => role.rights.map((right) => RIGHT_WORDS[right]).join(", ") || "-",
            },
            {
              key: "members",
              title: "사용자",
              telling: true,
              align: "right",
              cell: (role) => `${role.memberCount}명`,
            },
          ],
        })}
      </div>
    `,
  });
}

export interface RolePageProps {
  readonly view: View;
  readonly session: MemberSession;
  /** Absent for a new one. */
  readonly role?: OrganisationRole;
  readonly typed: { readonly name: string; readonly rights: readonly Right[] };
  readonly errors?: readonly FieldError[];
}

/** A role's name and rights; a right that the manager has not cannot be ticked. */
export function RolePage(props: RolePageProps): Markup {
  const title = props.role === undefined ? "역할 만들기" : "역할 변경";
  const { role } = props;
  return StaffLayout({
    view: props.view,
    session: props.session,
    title,
    current: staffPaths.roles,
    children: html`
      <div class="stack">
        ${PageTitle({
          title,
          ...(role === undefined || role.memberCount === 0
            ? {}
            : { note: `${role.memberCount}명에게 바로 적용됩니다` }),
        })}
        ${FormErrors({ errors: props.errors })}
        ${Card({
          children: Form({
            view: props.view,
            action: role === undefined ? staffPaths.roles : staffPaths.role(role.id),
            children: html`
              ${TextInput({
                name: "name",
                label: "역할 이름",
                value: props.typed.name,
                lengthMax: 40,
                hint: "예: 수납 담당",
                error: props.errors?.find((error) => error.field === "name")?.message,
              })}
              ${RightChoices(props)}
              ${ButtonRow({
                children: [
                  Button({ kind: "primary", wide: true, children: "저장" }),
                  LinkButton({ href: staffPaths.roles, wide: true, children: "취소" }),
                ],
              })}
            `,
          }),
        })}
      </div>
    `,
  });
}

function RightChoices({ session, typed }: RolePageProps): Markup {
  return html`
    <fieldset class="field right-choices">
      <legend class="field-label">권한</legend>
      ${RIGHTS.filter((right) => session.rights.includes(right)).map((right) =>
        Checkbox({
          name: `right.${right}`,
          label: RIGHT_WORDS[right],
          hint: RIGHT_HINTS[right],
          checked: typed.rights.includes(right),
          isSwitch: true,
        })
      )}
    </fieldset>
  `;
}
