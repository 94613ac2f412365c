import type { PeriodChoice } from "@maru/submission";
import { type Html, html } from "../html.ts";

export interface PeriodFieldsProps {
  /** Makes the ids unique on the page. */
  readonly prefix: string;
  readonly documentName: string;
  readonly choice: PeriodChoice;
  readonly from?: string;
  readonly to?: string;
  readonly onChange?: (name: "periodFrom" | "periodTo", value: string) => void;
}

/** First and last value of a document's period; nothing where there is none to choose. */
export function PeriodFields(props: PeriodFieldsProps): Html {
  const { choice } = props;
  if (choice.options.length === 0) {
    return choice.chosen ? html`<span class="period-text">${choice.chosen.label}</span>` : null;
  }
  return html`
    <span class="period-fields">
      ${Choice({
        ...props,
        name: "periodFrom",
        value: props.from ?? choice.chosen?.from ?? "",
        label: "시작",
      })}
      <span aria-hidden="true">–</span>
      ${Choice({
        ...props,
        name: "periodTo",
        value: props.to ?? choice.chosen?.to ?? "",
        label: "끝",
      })}
    </span>
  `;
}

function Choice(
  props: PeriodFieldsProps & { name: "periodFrom" | "periodTo"; value: string; label: string },
): Html {
  return html`
    <select
      class="input select input-small"
      id=${`${props.name}-${props.prefix}`}
      name=${props.name}
      aria-label=${`${props.documentName} 기간 ${props.label}`}
      disabled=${!props.choice.changeable}
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
