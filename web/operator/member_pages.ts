import type { Organisation, StaffAccount } from "@maru/auth";
import type { FieldError } from "../forms/mod.ts";
import { type Html, html, type Markup } from "../html.ts";
import { IssuedPassword } from "../staff/members/issued.ts";
import { Confirmed } from "../staff/members/member_page.ts";
import { ROLE_WORDS } from "../staff/words.ts";
import { Button, ButtonRow, LinkButton } from "../ui/button.ts";
import { formatBusinessNumber } from "../ui/business_number.ts";
import { Card } from "../ui/card.ts";
import { DefinitionList } from "../ui/definition_list.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import { TextInput } from "../ui/text_input.ts";
import type { View } from "../view.ts";
import { OperatorLayout, operatorPaths } from "./context.ts";
import { memberPaths } from "./member_paths.ts";
import { StateCell } from "./staff_page.ts";
import { StaffSearch } from "./staff_search.ts";

/** One account: a new password, and second factors taken away. */
export function AccountPage(
  props: { view: View; account: StaffAccount; idempotencyKey: string },
): Markup {
  const { view, account, idempotencyKey } = props;
  return OperatorLayout({
    view,
    title: "계정",
    current: operatorPaths.staff,
    children: html`
      <div class="stack">
        ${PageTitle({ title: account.name })}
        ${Card({
          children: DefinitionList({
            items: [
              { term: "아이디", value: html`<span class="code">${account.loginId}</span>` },
              { term: "권한", value: ROLE_WORDS[account.role] },
              { term: "기관·업체", value: account.organisationName ?? "-" },
              { term: "상태", value: StateCell(account) },
            ],
          }),
        })}
        ${account.isDisabled ? null : Card({
          title: "로그인을 못 할 때",
          children: html`
            <div class="stack-tight">
              <p class="quiet">본인인지 전화로 확인한 뒤에 해 주십시오.</p>
              ${Confirmed({
                view,
                action: memberPaths.password(account.id),
                summary: "비밀번호 재설정",
                text: "새 비밀번호를 한 번 보여 드리고, 지금 로그인된 곳은 모두 끝납니다.",
                button: "재설정합니다",
                idempotencyKey,
              })}
              ${Confirmed({
                view,
                action: memberPaths.secondFactor(account.id),
                summary: "2단계 인증 초기화",
                text: "인증 앱, 패스키, 복구 코드를 모두 지웁니다.",
                button: "초기화합니다",
              })}
            </div>
          `,
        })}
      </div>
    `,
  });
}

/** ID and one-time password, to be handed over. */
export function IssuedPage(
  props: {
    view: View;
    title: string;
    note: string;
    /** Without a password it was shown before. */
    issued: { loginId: string; password: string | undefined };
  },
): Markup {
  return OperatorLayout({
    view: props.view,
    title: props.title,
    current: operatorPaths.staff,
    children: html`
      <div class="stack">
        ${PageTitle({ title: props.title, note: props.note })} ${IssuedPassword(props.issued)}
        <div>
          ${LinkButton({
            href: operatorPaths.staff,
            kind: "primary",
            children: "계정 목록으로",
          })}
        </div>
      </div>
    `,
  });
}

export interface NewAdministratorProps {
  readonly view: View;
  readonly text: string;
  readonly organisations: readonly Organisation[];
  /** The one that was chosen. */
  readonly organisation?: Organisation;
  readonly name: string;
  readonly idempotencyKey: string;
  readonly errors?: readonly FieldError[];
}

/** 업체 관리자 만들기: first the organisation, then the person. */
export function NewAdministratorPage(props: NewAdministratorProps): Markup {
  return OperatorLayout({
    view: props.view,
    title: "업체 관리자 만들기",
    current: operatorPaths.staff,
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "업체 관리자 만들기",
          note: "아이디(숫자 8자리)와 첫 비밀번호는 만든 뒤 보여 드립니다",
        })}
        ${FormErrors({ errors: props.errors })}
        ${props.organisation === undefined ? Choice(props) : Person(props, props.organisation)}
      </div>
    `,
  });
}

function Choice(props: NewAdministratorProps): Html {
  return Table({
    caption: "업체",
    rows: props.organisations,
    empty: {
      title: "찾는 업체가 없습니다.",
      text: "이름이나 사업자등록번호의 일부로 찾아 주십시오.",
    },
    filters: StaffSearch({
      action: memberPaths.newAdministrator,
      label: "업체 이름, 사업자등록번호",
      text: props.text,
    }),
    columns: [
      {
        key: "name",
        title: "업체",
        telling: true,
        rowHeader: true,
        cell: (each) =>
          html`<a href=${`${memberPaths.newAdministrator}?organisation=${each.id}`}>${each.name}</a>`,
      },
      {
        key: "number",
        title: "사업자등록번호",
        cell: (each) => formatBusinessNumber(each.businessNumber ?? "-"),
      },
      {
        key: "accounts",
        title: "계정",
        telling: true,
        align: "right",
        cell: (each) => `${each.accountCount}개`,
      },
    ],
  });
}

function Person(props: NewAdministratorProps, organisation: Organisation): Html {
  return Card({
    title: organisation.name,
    children: Form({
      view: props.view,
      action: memberPaths.administrators,
      idempotencyKey: props.idempotencyKey,
      children: html`
        <input type="hidden" name="organisationId" value=${organisation.id} />
        ${TextInput({
          name: "name",
          label: "관리자 이름",
          value: props.name,
          lengthMax: 40,
          error: props.errors?.find((error) => error.field === "name")?.message,
        })}
        ${ButtonRow({
          children: [
            Button({ kind: "primary", wide: true, children: "만들기" }),
            LinkButton({
              href: memberPaths.newAdministrator,
              wide: true,
              children: "다른 업체 고르기",
            }),
          ],
        })}
      `,
    }),
  });
}
