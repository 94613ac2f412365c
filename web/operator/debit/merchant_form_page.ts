import type { Organisation } from "@maru/auth";
import { type FieldTexts, FormFields } from "../../debit/money_form.ts";
import type { FieldError } from "../../forms/mod.ts";
import { type Html, html, type Markup } from "../../html.ts";
import { IssuedPassword } from "../../staff/members/issued.ts";
import { Button, ButtonRow, LinkButton } from "../../ui/button.ts";
import { formatBusinessNumber } from "../../ui/business_number.ts";
import { Card } from "../../ui/card.ts";
import { Form } from "../../ui/form.ts";
import { FormErrors } from "../../ui/form_errors.ts";
import { PageTitle } from "../../ui/page_title.ts";
import { Table } from "../../ui/table.ts";
import type { View } from "../../view.ts";
import { OperatorLayout } from "../context.ts";
import { StaffSearch } from "../staff_search.ts";
import { MERCHANT_FIELDS } from "./merchant_fields.ts";
import { operatorDebitPaths as paths } from "./paths.ts";

export interface MerchantFormProps {
  readonly view: View;
  readonly values: FieldTexts;
  readonly errors?: readonly FieldError[];
}

export interface NewMerchantProps extends MerchantFormProps {
  readonly idempotencyKey: string;
  /** The organisation that becomes a merchant; without one a new one is made. */
  readonly organisation?: Organisation;
  readonly organisations: readonly Organisation[];
  readonly text: string;
}

/** 업체 등록: of an organisation that is there, or with a new one, and its first administrator. */
export function NewMerchantPage(props: NewMerchantProps): Markup {
  return OperatorLayout({
    view: props.view,
    title: "업체 등록",
    current: paths.merchants,
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "업체 등록",
          note: props.organisation === undefined
            ? "새 기관으로 등록합니다"
            : `${props.organisation.name}에 자동이체를 엽니다`,
        })}
        ${FormErrors({ errors: props.errors })} ${NewMerchantForm(props)}
        ${props.organisation === undefined ? Choice(props) : null}
      </div>
    `,
  });
}

function NewMerchantForm(props: NewMerchantProps): Html {
  const administrator = {
    name: "administratorName",
    label: "첫 관리자 이름",
    lengthMax: 40,
    hint: "아이디(숫자 8자리)와 첫 비밀번호는 등록한 뒤 한 번 보여 드립니다.",
  };
  return Card({
    children: Form({
      view: props.view,
      action: paths.merchants,
      idempotencyKey: props.idempotencyKey,
      children: html`
        <input type="hidden" name="organisationId" value=${props.organisation?.id ?? ""} />
        ${FormFields({
          fields: [...MERCHANT_FIELDS, administrator],
          values: props.values,
          errors: props.errors,
        })}
        ${ButtonRow({
          children: [
            Button({ kind: "primary", wide: true, children: "등록" }),
            LinkButton({ href: paths.merchants, wide: true, children: "취소" }),
          ],
        })}
      `,
    }),
  });
}

function Choice(props: NewMerchantProps): Html {
  return Table({
    caption: "이미 있는 기관",
    title: "이미 있는 기관에 여는 경우",
    rows: props.organisations,
    empty: { title: "찾는 기관이 없습니다." },
    filters: StaffSearch({
      action: paths.newMerchant,
      label: "기관 이름, 사업자등록번호",
      text: props.text,
    }),
    columns: [
      {
        key: "name",
        title: "기관",
        telling: true,
        rowHeader: true,
        cell: (each) =>
          html`<a href=${`${paths.newMerchant}?organisation=${each.id}`}>${each.name}</a>`,
      },
      {
        key: "number",
        title: "사업자등록번호",
        telling: true,
        cell: (each) => formatBusinessNumber(each.businessNumber ?? "-"),
      },
    ],
  });
}

/** 업체 정보 변경. */
export function MerchantFormPage(props: MerchantFormProps & { id: string; name: string }): Markup {
  return OperatorLayout({
    view: props.view,
    title: "업체 정보 변경",
    current: paths.merchants,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "업체 정보 변경", note: props.name })}
        ${FormErrors({ errors: props.errors })}
        ${Card({
          children: Form({
            view: props.view,
            action: paths.merchantForm(props.id),
            children: html`
              ${FormFields({ fields: MERCHANT_FIELDS, values: props.values, errors: props.errors })}
              ${ButtonRow({
                children: [
                  Button({ kind: "primary", wide: true, children: "저장" }),
                  LinkButton({ href: paths.merchant(props.id), wide: true, children: "취소" }),
                ],
              })}
            `,
          }),
        })}
      </div>
    `,
  });
}

/** What is handed over to the merchant, this one time. */
export function MerchantIssuedPage(props: {
  view: View;
  id: string;
  name: string;
  number: string;
  issued: { readonly loginId: string; readonly password: string };
}): Markup {
  return OperatorLayout({
    view: props.view,
    title: "업체를 등록했습니다",
    current: paths.merchants,
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "업체를 등록했습니다",
          note: `${props.name} · 업체번호 ${props.number}`,
        })}
        ${IssuedPassword(props.issued)}
        <div>
          ${LinkButton({
            href: paths.newContract(props.id),
            kind: "primary",
            children: "계약 추가하기",
          })}
        </div>
      </div>
    `,
  });
}
