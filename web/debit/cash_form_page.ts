import type { CashCandidate } from "@maru/debit";
import type { FieldError } from "../forms/mod.ts";
import { type Html, html, type Markup } from "../html.ts";
import { Card } from "../ui/card.ts";
import { DefinitionList } from "../ui/definition_list.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { formatWon } from "../ui/money.ts";
import { PageTitle } from "../ui/page_title.ts";
import type { View } from "../view.ts";
import { FormEnd } from "./cash_pages.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { dateCell, monthWords } from "./date_words.ts";
import { type FieldTexts, FormFields } from "./money_form.ts";
import { cashCharge } from "./money_paths.ts";

export interface CashFormProps {
  readonly view: View;
  readonly candidate: CashCandidate;
  readonly values: FieldTexts;
  /** The receipt's own id: pressing twice takes once. */
  readonly key: string;
  readonly errors?: readonly FieldError[];
}

/** How much, when: all or a part. */
export function CashFormPage(props: CashFormProps): Markup {
  const { candidate } = props;
  return Frame(props, {
    title: "현금수납",
    children: html`
      ${FormErrors({ errors: props.errors })}
      ${Form({
        view: props.view,
        action: cashCharge(candidate.chargeId),
        idempotencyKey: props.key,
        children: html`
          ${FormFields({
            fields: [
              {
                name: "amountWon",
                label: "받은 금액(원)",
                inputMode: "numeric",
                hint: `${
                  formatWon(candidate.outstandingWon)
                }까지 적을 수 있습니다. 일부만 받아도 됩니다.`,
              },
              { name: "receivedOn", label: "받은 날", type: "date" },
              { name: "note", label: "메모", lengthMax: 100, required: false },
            ],
            values: props.values,
            errors: props.errors,
          })}
          ${FormEnd({ primary: "다음", backHref: debitPaths.cash })}
        `,
      })}
    `,
  });
}

/** What will be written, before it is. */
export function CashConfirmPage(
  props: Omit<CashFormProps, "errors"> & { amountWon: bigint },
): Markup {
  const { candidate, values } = props;
  const restWon = candidate.outstandingWon - props.amountWon;
  return Frame(props, {
    title: "현금수납 확인",
    children: html`
      ${DefinitionList({
        items: [
          { term: "받은 금액", value: html`<strong>${formatWon(props.amountWon)}</strong>` },
          { term: "받은 날", value: dateCell(values["receivedOn"] ?? "") },
          { term: "남는 미납", value: formatWon(restWon) },
          { term: "메모", value: values["note"] || "-" },
        ],
      })}
      ${Form({
        view: props.view,
        action: cashCharge(candidate.chargeId),
        idempotencyKey: props.key,
        children: html`
          ${["amountWon", "receivedOn", "note"].map((name) =>
            html`<input type="hidden" name=${name} value=${values[name] ?? ""} />`
          )}
          <input type="hidden" name="isConfirmed" value="on" />
          ${FormEnd({ primary: "수납합니다", backHref: cashCharge(candidate.chargeId) })}
        `,
      })}
    `,
  });
}

function Frame(
  { view, candidate }: { readonly view: View; readonly candidate: CashCandidate },
  { title, children }: { readonly title: string; readonly children: Html },
): Markup {
  return DebitLayout({
    view,
    title,
    current: debitPaths.cash,
    children: html`
      <div class="stack">
        ${PageTitle({
          title,
          note: `${candidate.customerName} · ${candidate.itemName} · ${
            monthWords(candidate.month)
          }`,
        })}
        ${Card({ children })}
      </div>
    `,
  });
}
