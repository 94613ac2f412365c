import { html, type Markup } from "../html.ts";
import type { Option } from "../ui/select.ts";

/** A choice in the toolbar of a table; its first entry leaves it open where `all` is said. */
export function SelectFilter(props: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  /** 은행 전체. */
  readonly all?: string;
}): Markup {
  return html`
    <select class="input select input-small" name=${props.name} aria-label=${props.label}>
      ${props.all === undefined ? null : html`<option value="">${props.all}</option>`}
      ${props.options.map(({ value, label }) =>
        html`<option value=${value} selected=${value === props.value}>${label}</option>`
      )}
    </select>
  `;
}

export function DateFilter(
  props: { readonly name: string; readonly label: string; readonly value: string },
): Markup {
  return html`
    <input
      class="input input-small"
      type="date"
      name=${props.name}
      value=${props.value}
      aria-label=${props.label}
    />
  `;
}

export function TextFilter(props: { readonly label: string; readonly value: string }): Markup {
  return html`
    <input
      class="input input-small"
      type="search"
      name="text"
      value=${props.value}
      aria-label=${props.label}
      placeholder=${props.label}
    />
  `;
}

/** A tick of a row, in a form elsewhere on the page. */
export function RowTick(
  props: {
    readonly form: string;
    readonly name: string;
    readonly value: string;
    readonly label: string;
    readonly checked?: boolean;
  },
): Markup {
  return html`
    <input
      type="checkbox"
      class="row-tick"
      form=${props.form}
      name=${props.name}
      value=${props.value}
      checked=${props.checked}
      aria-label=${props.label}
    />
  `;
}
