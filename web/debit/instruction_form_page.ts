import type { Bank, Contract, CustomerRow, Instruction } from "@maru/debit";
import type { FieldError } from "../forms/mod.ts";
import { type Html, html, type Markup } from "../html.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import type { FieldProps } from "../ui/field.ts";
import { Form } from "../ui/form.ts";
import { Notice } from "../ui/notice.ts";
import { Select } from "../ui/select.ts";
import { TextInput, type TextInputProps } from "../ui/text_input.ts";
import type { View } from "../view.ts";
import { debitPaths } from "./context.ts";
import { errorAt } from "./customer_values.ts";
import { dueDayText, FIELD_LABELS, withoutLabel } from "./customer_words.ts";
import type { InstructionField, TypedInstruction } from "./instruction_form.ts";
import { type ChangedLine, ConflictNotice, OpenedFields } from "./version_conflict.ts";

export interface InstructionFormProps {
  readonly view: View;
  readonly customer: CustomerRow;
  readonly contract: Contract | undefined;
  readonly banks: readonly Bank[];
  readonly typed: TypedInstruction;
  readonly errors?: readonly FieldError[];
  /** What the bank said of the holder. */
  readonly note?: Html;
  readonly saved?: Instruction;
  readonly version?: number;
  /** What the form was opened with, where it changes an instruction. */
  readonly opened?: TypedInstruction;
  /** Somebody else saved while the form was open. */
  readonly changed?: readonly ChangedLine<InstructionField>[];
  readonly idempotencyKey: string;
  readonly action: string;
}

/** 이체정보: what is collected, when, and from which account. */
export function InstructionForm(props: InstructionFormProps): Markup {
  const { saved } = props;
  const version = props.version ?? saved?.version;
  return Form({
    view: props.view,
    action: props.action,
    idempotencyKey: props.idempotencyKey,
    children: html`
      ${version === undefined
        ? null
        : html`<input type="hidden" name="version" value=${String(version)} />`}
      ${props.opened === undefined ? null : OpenedFields(props.opened)}
      ${Card({ title: "이체 조건", children: Terms(props) })}
      ${Card({ title: "이체 계좌", children: Account(props) })}
      <div class="button-row">
        ${Button({
          kind: "primary",
          wide: true,
          name: "act",
          value: "save",
          children: saved === undefined ? "등록" : "저장",
        })}
        ${Button({ wide: true, name: "act", value: "check", children: "예금주 조회" })}
        ${LinkButton({
          href: debitPaths.customer(props.customer.id),
          kind: "plain",
          wide: true,
          children: "취소",
        })}
      </div>
    `,
  });
}

/** What somebody else changed meanwhile; nothing where nobody did. */
export function ChangedInstruction(props: InstructionFormProps): Html {
  const { changed, saved, banks, contract } = props;
  if (changed === undefined || saved === undefined) return null;
  return ConflictNotice<InstructionField>({
    lines: changed,
    labelOf: (field) => FIELD_LABELS[field],
    textOf: (field, value) => {
      if (field === "bankCode") return banks.find(({ code }) => code === value)?.name ?? value;
      if (field === "dueDay") return dueDayText(Number(value));
      const item = contract?.items.find(({ itemCode }) =>
        field === "itemCode" && itemCode === value
      );
      return item?.itemName ?? value;
    },
    reopenHref: debitPaths.instruction(saved.id),
  });
}

function Terms(props: InstructionFormProps): Markup {
  const { contract, saved } = props;
  const items = contract?.items ?? [];
  return html`
    <div class="debit-fields">
      ${Select({
        ...field(props, "itemCode"),
        emptyLabel: "선택해 주십시오",
        options: items.map(({ itemCode, itemName }) => ({ value: itemCode, label: itemName })),
      })}
      ${Select({
        ...field(props, "dueDay"),
        emptyLabel: "선택해 주십시오",
        hint: "말일에 이체하는 계약이면 말일을 고를 수 있습니다.",
        options: (contract?.dueDays ?? []).map((day) => ({
          value: String(day),
          label: dueDayText(day),
        })),
      })}
      ${text(props, "limitWon", {
        inputMode: "numeric",
        hint: "원 단위. 한 번에 이보다 많이 출금하지 않습니다.",
      })}
      ${text(props, "monthlyWon", { inputMode: "numeric", hint: "원 단위. 한도 이하" })}
      ${text(props, "discountRate", {
        required: false,
        hint: "퍼센트. 면제는 100, 소수 둘째 자리까지",
      })}
      ${text(props, "discountWon", {
        required: false,
        inputMode: "numeric",
        hint: "비워 두시면 할인율로 계산합니다 (원 미만 버림).",
      })}
      ${text(props, "firstMonth", { type: "month" })}
      ${text(props, "lastMonth", {
        required: false,
        type: "month",
        hint: "비워 두시면 계속 이체합니다.",
      })}
      ${text(props, "manager", { required: false, lengthMax: 40 })}
      ${saved === undefined ? null : TextInput({
        name: "payerNumberShown",
        label: "납부자번호",
        value: saved.payerNumber,
        readOnly: true,
        required: false,
      })}
    </div>
  `;
}

function Account(props: InstructionFormProps): Markup {
  const { saved } = props;
  return html`
    <div class="stack-tight">
      ${props.note}
      ${saved === undefined ? null : Notice({
        tone: "info",
        children: [
          `지금 ${saved.bankName} ${saved.accountMasked}. 계좌를 바꾸실 때만 은행, 계좌번호, `,
          "예금주의 사업자번호/생년월일을 입력해 주십시오. 바꾸시면 지금 계좌의 해지와 새 계좌의 신청을 " +
          "은행에 함께 보내고, 새 계좌는 신청완료 뒤부터 이체합니다.",
        ],
      })}
      <div class="debit-fields">
        ${Select({
          ...field(props, "bankCode"),
          emptyLabel: "선택해 주십시오",
          options: props.banks.map(({ code, name }) => ({ value: code, label: name })),
        })}
        ${text(props, "account", {
          required: saved === undefined,
          inputMode: "numeric",
          lengthMax: 30,
        })}
        ${text(props, "holder", { lengthMax: 40, hint: "통장에 적힌 이름 그대로" })}
        ${text(props, "holderIdentity", {
          required: saved === undefined,
          inputMode: "numeric",
          lengthMax: 14,
          hint: "사업자번호 10자리 또는 생년월일 6자리",
        })}
      </div>
    </div>
  `;
}

function text(
  props: InstructionFormProps,
  name: InstructionField,
  more: Omit<TextInputProps, keyof FieldProps | "value"> & Pick<FieldProps, "hint" | "required">,
): Markup {
  return TextInput({ ...field(props, name), ...more });
}

function field(props: InstructionFormProps, name: InstructionField) {
  return {
    name,
    label: FIELD_LABELS[name],
    value: props.typed[name],
    error: withoutLabel(errorAt(props.errors, name), FIELD_LABELS[name]),
  };
}
