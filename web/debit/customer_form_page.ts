import type { Contract } from "@maru/debit";
import type { FieldError } from "../forms/mod.ts";
import { type Html, html, type Markup } from "../html.ts";
import { Breadcrumb } from "../ui/breadcrumb.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import type { FieldProps } from "../ui/field.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Select } from "../ui/select.ts";
import { TextInput, type TextInputProps } from "../ui/text_input.ts";
import type { View } from "../view.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { type CustomerField, REGION_OPTIONS, type TypedCustomer } from "./customer_form.ts";
import { customerPaths } from "./customer_paths.ts";
import { errorAt } from "./customer_values.ts";
import { FIELD_LABELS, KIND_WORDS, withoutLabel } from "./customer_words.ts";
import { type ChangedLine, ConflictNotice, OpenedFields } from "./version_conflict.ts";

export interface CustomerFormProps {
  readonly view: View;
  readonly typed: TypedCustomer;
  readonly contracts: readonly Contract[];
  readonly errors?: readonly FieldError[];
  /** Absent: a new customer. */
  readonly saved?: {
    readonly id: string;
    readonly name: string;
    readonly version: number;
    readonly identityMasked: string;
  };
  /** What the form was opened with, where it changes a customer. */
  readonly opened?: TypedCustomer;
  /** Somebody else saved while the form was open. */
  readonly changed?: readonly ChangedLine<CustomerField>[];
  readonly idempotencyKey: string;
}

/** 고객 등록, 고객 수정. */
export function CustomerFormPage(props: CustomerFormProps): Markup {
  const { view, saved } = props;
  const title = saved === undefined ? "고객 등록" : "고객 수정";
  return DebitLayout({
    view,
    title,
    current: debitPaths.customers,
    children: html`
      <div class="stack debit-form">
        ${Breadcrumb({
          items: [
            { label: "고객관리", href: debitPaths.customers },
            ...saved === undefined
              ? []
              : [{ label: saved.name, href: debitPaths.customer(saved.id) }],
            { label: title },
          ],
        })}
        ${PageTitle({
          title,
          ...saved === undefined ? { note: "등록하신 뒤 이체정보를 이어서 입력합니다." } : {},
        })}
        ${FormErrors({ errors: props.errors })} ${Changed(props)}
        ${Form({
          view,
          action: saved === undefined ? debitPaths.customers : debitPaths.customer(saved.id),
          idempotencyKey: props.idempotencyKey,
          children: html`
            ${saved === undefined
              ? null
              : html`<input type="hidden" name="version" value=${String(saved.version)} />`}
            ${props.opened === undefined ? null : OpenedFields(props.opened)}
            ${Card({ title: "기본 정보", children: Basics(props) })}
            ${Card({ title: "연락처와 주소", children: Contacts(props) })}
            <div class="button-row">
              ${Button({
                kind: "primary",
                wide: true,
                children: saved === undefined ? "등록" : "저장",
              })}
              ${LinkButton({
                href: saved === undefined ? debitPaths.customers : debitPaths.customer(saved.id),
                wide: true,
                children: "취소",
              })}
            </div>
          `,
        })}
      </div>
    `,
  });
}

function Changed({ changed, saved, contracts }: CustomerFormProps): Html {
  if (changed === undefined || saved === undefined) return null;
  return ConflictNotice<CustomerField>({
    lines: changed,
    labelOf: (field) => FIELD_LABELS[field],
    textOf: (field, value) => {
      if (field === "contractId") return contracts.find(({ id }) => id === value)?.name ?? "";
      return field === "kind" ? kindText(value) : value;
    },
    reopenHref: customerPaths.edit(saved.id),
  });
}

function kindText(value: string): string {
  return Object.entries(KIND_WORDS).find(([kind]) => kind === value)?.[1] ?? value;
}

function Basics(props: CustomerFormProps): Markup {
  const { typed, saved } = props;
  return html`
    <div class="debit-fields">
      ${Select({
        ...field(props, "contractId"),
        options: props.contracts.map(({ id, name }) => ({ value: id, label: name })),
      })}
      ${text(props, "number", { lengthMax: 20, hint: "업체에서 정한 번호, 20자까지" })}
      ${text(props, "name", { lengthMax: 60 })}
      ${Select({
        ...field(props, "kind"),
        options: Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label })),
      })}
      ${TextInput({
        ...field(props, "identity"),
        value: typed.identity,
        inputMode: "numeric",
        required: false,
        hint: saved === undefined || saved.identityMasked === ""
          ? "사업자번호 10자리 또는 생년월일 6자리. 주민등록번호는 받지 않습니다."
          : `지금 ${saved.identityMasked}. 바꾸실 때만 입력해 주십시오.`,
      })}
      ${text(props, "grade", { required: false, lengthMax: 20 })}
      ${text(props, "representative", { required: false, hint: "사업자만", lengthMax: 60 })}
      ${text(props, "industryCode", {
        required: false,
        hint: "업종 이름의 일부나 코드. 예: 음악학원, 85501",
      })}
      ${text(props, "joinedOn", { required: false, type: "date" })}
    </div>
  `;
}

function Contacts(props: CustomerFormProps): Markup {
  return html`
    <div class="debit-fields">
      ${text(props, "mobile", { required: false, inputMode: "tel", hint: "안내를 받을 번호" })}
      ${text(props, "phone", { required: false, inputMode: "tel" })}
      ${text(props, "email", { required: false, inputMode: "email", lengthMax: 100 })}
      ${Select({
        ...field(props, "region"),
        required: false,
        emptyLabel: "선택하지 않음",
        options: REGION_OPTIONS,
      })}
      ${text(props, "postcode", {
        required: false,
        inputMode: "numeric",
        lengthMax: 6,
        hint: "숫자 5자리",
      })}
      ${text(props, "address", { required: false, lengthMax: 200 })}
      ${text(props, "addressDetail", { required: false, lengthMax: 100 })}
    </div>
  `;
}

function text(
  props: CustomerFormProps,
  name: CustomerField,
  more: Omit<TextInputProps, keyof FieldProps | "value"> & Pick<FieldProps, "hint" | "required">,
): Markup {
  return TextInput({ ...field(props, name), ...more });
}

function field(props: CustomerFormProps, name: CustomerField) {
  return {
    name,
    label: FIELD_LABELS[name],
    value: props.typed[name],
    error: withoutLabel(errorAt(props.errors, name), FIELD_LABELS[name]),
  };
}
