import type { DocumentType, ProductInput } from "@maru/submission";
import type { FieldError } from "../forms/mod.ts";
import { type Html, html, type Markup } from "../html.ts";
import { fieldId } from "../ui/field.ts";
import { hasPeriod, periodRuleOptions } from "./period_rules.ts";

export interface DocumentChoicesProps {
  readonly product: ProductInput;
  readonly catalogue: readonly DocumentType[];
  readonly errors?: readonly FieldError[];
}

/** The catalogue by agency; a ticked document has its rules beside it. */
export function DocumentChoices(props: DocumentChoicesProps): Html {
  const agencies = [...new Set(props.catalogue.map((type) => type.agencyName))];
  const wrong = props.errors?.find((error) => error.field === "documents")?.message;
  return html`
    <div id=${fieldId("documents")} tabindex="-1">
      ${wrong ? html`<p class="field-error">${wrong}</p>` : null}
      ${agencies.map((agency) =>
        html`
          <fieldset class="document-choices">
            <legend>${agency}</legend>
            ${props.catalogue
              .filter((type) => type.agencyName === agency)
              .map((type) => DocumentChoice(props, type))}
          </fieldset>
        `
      )}
    </div>
  `;
}

function DocumentChoice(props: DocumentChoicesProps, type: DocumentType): Markup {
  const chosen = props.product.documents.find((each) => each.documentCode === type.code);
  const field = `period:${type.code}`;
  const wrong = props.errors?.find((error) => error.field === field)?.message;
  return html`
    <div class="document-choice">
      <label class="checkbox-line">
        <input
          type="checkbox"
          class="checkbox-input"
          name="documents"
          value=${type.code}
          checked=${chosen !== undefined}
        />
        <span>${type.name}</span>
      </label>
      <span class="document-choice-rules">
        ${hasPeriod(type.periodKind)
          ? [
            PeriodRule({ type, field, chosen: chosen?.periodExpression ?? "" }),
            Tick({
              name: `changeable:${type.code}`,
              label: "기간 변경 가능",
              documentName: type.name,
              checked: chosen?.periodChangeable ?? true,
            }),
          ]
          : null}
        ${Tick({
          name: `required:${type.code}`,
          label: "필수",
          documentName: type.name,
          checked: chosen?.required ?? true,
        })}
      </span>
      ${wrong ? html`<p class="field-error">${wrong}</p>` : null}
    </div>
  `;
}

function PeriodRule(
  props: { readonly type: DocumentType; readonly field: string; readonly chosen: string },
): Markup {
  const { type, field } = props;
  const chosen = props.chosen === "" ? type.periodDefault : props.chosen;
  const options = periodRuleOptions(type.periodKind, [type.periodDefault, chosen]);
  return html`
    <select
      class="input select input-small"
      id=${fieldId(field)}
      name=${field}
      aria-label=${`${type.name} 기본 기간`}
    >
      ${options.map(({ value, label }) =>
        html`<option value=${value} selected=${value === chosen}>${label}</option>`
      )}
    </select>
  `;
}

function Tick(props: {
  readonly name: string;
  readonly label: string;
  readonly documentName: string;
  readonly checked: boolean;
}): Markup {
  return html`
    <label class="checkbox-line checkbox-small">
      <input type="checkbox" class="checkbox-input" name=${props.name} checked=${props.checked} />
      <span><span class="visually-hidden">${`${props.documentName} `}</span>${props.label}</span>
    </label>
  `;
}
