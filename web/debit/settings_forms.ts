import type { Contract, ItemRequest } from "@maru/debit";
import { html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { Button } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { formatDate } from "../ui/date_text.ts";
import { Form } from "../ui/form.ts";
import { formatWon } from "../ui/money.ts";
import { LineList } from "../ui/line_list.ts";
import { Select } from "../ui/select.ts";
import { TextInput } from "../ui/text_input.ts";
import { customerPaths } from "./customer_paths.ts";
import { errorAt } from "./customer_values.ts";
import { dueDayText } from "./customer_words.ts";
import type { SettingsPageProps } from "./settings_page.ts";

/** Puts an item into a contract, at the fees of its others, or changes its 집금주기. */
export function ItemForm(props: SettingsPageProps, contract: Contract): Markup {
  const isRefused = props.refused === contract.id;
  const errors = isRefused ? props.errors : undefined;
  const typed = isRefused ? props.typed : undefined;
  // Several contracts stand on one page: each form's fields are named by its contract.
  const name = (field: string) => `${field}-${contract.id}`;
  return Card({
    title: "집금항목 넣기",
    level: 3,
    children: Form({
      view: props.view,
      action: customerPaths.contractItems(contract.id),
      children: html`
        <p class="quiet">${feeWords(contract)}</p>
        <div class="debit-fields">
          ${Select({
            name: name("itemCode"),
            label: "항목",
            emptyLabel: "선택해 주십시오",
            value: typed?.["itemCode"] ?? "",
            error: errorAt(errors, name("itemCode")),
            hint: "이미 있는 항목을 고르시면 집금주기를 바꿉니다.",
            options: props.items.map(({ code, name }) => ({ value: code, label: name })),
          })}
          ${Select({
            name: name("collectionDay"),
            label: "집금주기",
            value: typed?.["collectionDay"] ?? "",
            error: errorAt(errors, name("collectionDay")),
            options: contract.dueDays.map((day) => ({
              value: String(day),
              label: `매월 ${dueDayText(day)}`,
            })),
          })}
        </div>
        ${Button({ children: "항목 저장" })}
      `,
    }),
  });
}

/** What an item that is put in will cost, before it is. */
function feeWords({ items: [first] }: Contract): string {
  if (first === undefined) {
    return "첫 항목의 수수료는 운영자가 정합니다. 운영자에게 문의해 주십시오.";
  }
  const { itemName, successFeeWon, failureFeeWon } = first;
  return [
    `새로 넣는 항목에는 ‘${itemName}’ 항목과 같은 수수료가 붙습니다:`,
    `성공 ${formatWon(successFeeWon)}, 실패 ${formatWon(failureFeeWon)}.`,
    "전에 뺀 항목을 다시 넣으시면 그때의 수수료가 붙습니다.",
    "다른 수수료로 계약하시려면 넣기 전에 운영자에게 문의해 주십시오.",
  ].join(" ");
}

const REQUEST_STATES = {
  open: { tone: "info", text: "확인 중" },
  accepted: { tone: "good", text: "등록" },
  refused: { tone: "bad", text: "거절" },
} as const satisfies Record<ItemRequest["state"], unknown>;

/** 항목등록 요청: asks the operator for an item that is missing in the list. */
export function ItemRequests(props: SettingsPageProps): Markup {
  const { requests } = props;
  const errors = props.refused === "request" ? props.errors : undefined;
  const typed = props.refused === "request" ? props.typed : undefined;
  return Card({
    title: "항목등록 요청",
    children: html`
      <div class="stack">
        ${requests.length === 0 ? null : LineList({
          lines: requests.map((request) => ({
            title: request.name,
            note: formatDate(request.requestedAt, "date"),
            aside: Badge({
              tone: REQUEST_STATES[request.state].tone,
              children: REQUEST_STATES[request.state].text,
            }),
            below: request.answer ?? request.reason,
          })),
        })}
        ${props.canEdit
          ? Form({
            view: props.view,
            action: customerPaths.itemRequests,
            idempotencyKey: props.idempotencyKey,
            children: html`
              ${TextInput({
                name: "name",
                label: "요청할 항목",
                value: typed?.["name"] ?? "",
                lengthMax: 40,
                hint: "목록에 없는 항목의 이름. 운영자가 확인하고 넣어 드립니다.",
                error: errorAt(errors, "name"),
              })}
              ${TextInput({
                name: "reason",
                label: "요청 사유",
                value: typed?.["reason"] ?? "",
                lengthMax: 200,
                error: errorAt(errors, "reason"),
              })}
              ${Button({ children: "요청 보내기" })}
            `,
          })
          : null}
      </div>
    `,
  });
}
