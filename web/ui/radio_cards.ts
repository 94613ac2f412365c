import { type Html, html, type Markup } from "../html.ts";
import { describedBy, fieldId, FieldNotes, type FieldProps } from "./field.ts";

export interface RadioCard {
  readonly value: string;
  readonly label: Html;
  readonly note?: Html;
  /** Stands at the right edge, a badge for instance. */
  readonly aside?: Html;
}

export interface RadioCardsProps extends FieldProps {
  readonly options: readonly RadioCard[];
  readonly value?: string;
  /** `row`: short words side by side; `list`: one below another, with notes. */
  readonly shape?: "row" | "list";
  /** The legend is only for screen readers where the page's heading asks the question. */
  readonly legendHidden?: boolean;
}

/** One choice of a few, each as a card that is pressed. */
export function RadioCards(props: RadioCardsProps): Markup {
  return html`
    <fieldset
      class=${`radio-cards radio-cards-${props.shape ?? "row"}`}
      aria-describedby=${describedBy(props)}
    >
      <legend class=${props.legendHidden ? "visually-hidden" : "field-label"}>
        ${props.label}
      </legend>
      <div class="radio-cards-options">
        ${props.options.map((option, index) => Card({ props, option, index }))}
      </div>
      ${FieldNotes(props)}
    </fieldset>
  `;
}

function Card(
  { props, option, index }: {
    readonly props: RadioCardsProps;
    readonly option: RadioCard;
    readonly index: number;
  },
): Markup {
  return html`
    <label class="radio-card">
      <input
        type="radio"
        class="radio-card-input"
        id=${index === 0 ? fieldId(props.name) : `${fieldId(props.name)}-${option.value}`}
        name=${props.name}
        value=${option.value}
        checked=${option.value === props.value}
        required=${props.required !== false}
      />
      <span class="radio-card-face">
        <span class="radio-card-words">
          <span class="radio-card-label">${option.label}</span>
          ${option.note === undefined
            ? null
            : html`<span class="radio-card-note">${option.note}</span>`}
        </span>
        ${option.aside}
      </span>
    </label>
  `;
}
