import type { PeriodChoice } from "@maru/submission";
import { type Html, html } from "../html.ts";

export interface PeriodFieldsProps {
  /** Makes the ids unique on the page. */
  readonly prefix: string;
  readonly documentName: string;
  readonly choice: PeriodChoice;
  readonly from?: string;
  readonly to?: string;
  readonly onChange?: (name: PeriodEnd, value: string) => void;
}

export type PeriodEnd = "periodFrom" | "periodTo";

/** First and last value of a document's period; its words alone where there is none to choose. */
export function PeriodFields(props: PeriodFieldsProps): Html {
  const { choice } = props;
  if (!isChoosable(choice)) {
    return choice.chosen ? html`<span class="period-text">${choice.chosen.label}</span>` : null;
  }
  return html`
    <span class="period-fields">
      ${PeriodField({
        ...props,
        name: "periodFrom",
        value: props.from ?? choice.chosen?.from ?? "",
        label: "시작",
      })}
      <span aria-hidden="true">~</span>
      ${PeriodField({
        ...props,
        name: "periodTo",
        value: props.to ?? choice.chosen?.to ?? "",
        label: "끝",
      })}
    </span>
  `;
}

export function isChoosable(choice: PeriodChoice): boolean {
  return choice.changeable && (choice.kind === "range" || choice.options.length > 0);
}

type FieldProps = PeriodFieldsProps & { name: PeriodEnd; value: string; label: string };

function PeriodField(props: FieldProps): Html {
  return props.choice.kind === "range" ? DayField(props) : UnitField(props);
}

/** Days are typed or picked from the browser's own calendar. */
function DayField(props: FieldProps): Html {
  const { earliest, latest } = props.choice;
  return html`
    <input
      type="date"
      class="input input-small"
      id=${`${props.name}-${props.prefix}`}
      name=${props.name}
      aria-label=${labelOf(props)}
      value=${dayWithDashes(props.value)}
      min=${earliest && dayWithDashes(earliest)}
      max=${latest && dayWithDashes(latest)}
      onChange=${(event: Event) =>
        props.onChange?.(
          props.name,
          dayWithoutDashes((event.currentTarget as HTMLInputElement).value),
        )}
    />
  `;
}

function UnitField(props: FieldProps): Html {
  return html`
    <select
      class="input select input-small"
      id=${`${props.name}-${props.prefix}`}
      name=${props.name}
      aria-label=${labelOf(props)}
      onChange=${(event: Event) =>
        props.onChange?.(props.name, (event.currentTarget as HTMLSelectElement).value)}
    >
      ${props.choice.options.map((option) =>
        html`
          <option value=${option.value} selected=${option.value === props.value}>
            ${option.label}
          </option>
        `
      )}
    </select>
  `;
}

function labelOf(props: FieldProps): string {
  return `${props.documentName} 기간 ${props.label}`;
}

/** `20261120` as a date field wants it. */
function dayWithDashes(digits: string): string {
  return digits.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
}

/** A date field's value as periods are written; years, halves and months stay as they are. */
export function dayWithoutDashes(value: string): string {
  return value.replaceAll("-", "");
}
