import { type Html, html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { TOKEN_NAME } from "./form_names.ts";
import { InputFieldLine } from "./input_fields.ts";
import { isChoosable, PeriodFields } from "./period_fields.ts";
import type { ProgressItem } from "./progress_data.ts";
import type { ProgressPanelProps } from "./progress_panel.ts";
import { submitPaths } from "./submit_paths.ts";

type ItemProps = ProgressPanelProps & { readonly item: ProgressItem };

/** Starts the name of a field that corrects an input. */
export const INPUT_PREFIX = "input:";

/** 재발급 of one document, with what may be corrected first. */
export function ReissueForm(props: ItemProps): Markup {
  const { item, data } = props;
  return html`
    <form
      class=${hasCorrections(item) ? "item-form" : "form-inline"}
      method="post"
      action=${submitPaths.reissue(data.id)}
      data-reissue="1"
      novalidate
    >
      ${Hidden({ ...props, itemIds: [item.id], key: props.keys[item.id] ?? "" })}
      ${Corrections(props)}
      ${Button({ size: "small", children: "재발급", label: `${item.name} 재발급` })}
    </form>
  `;
}

/** Several documents at once, as they were asked for the first time. */
export function ReissueAllForm(
  props: ProgressPanelProps & { readonly items: readonly ProgressItem[]; readonly label: string },
): Markup {
  const isConfirmation = props.data.needsBundle;
  return html`
    <form
      class="form-inline"
      method="post"
      action=${submitPaths.reissue(props.data.id)}
      data-reissue=${isConfirmation ? "confirm" : "1"}
    >
      ${Hidden({
        ...props,
        itemIds: props.items.map((item) => item.id),
        key: props.keys["all"] ?? "",
      })}
      ${Button({ kind: "primary", size: "small", children: props.label })}
    </form>
  `;
}

/** Whether the person can change something before asking again. */
export function hasCorrections(item: ProgressItem): boolean {
  return (item.periodChoice !== undefined && isChoosable(item.periodChoice)) ||
    (item.inputFields ?? []).length > 0;
}

function Corrections({ item }: ItemProps): Html {
  return [
    ...(item.inputFields ?? []).map((field) =>
      InputFieldLine({
        id: `correction-${item.id}-${field.name}`,
        name: INPUT_PREFIX + field.name,
        field,
        value: field.suggested ?? "",
      })
    ),
    item.periodChoice === undefined || !isChoosable(item.periodChoice) ? null : PeriodFields({
      prefix: item.id,
      documentName: item.name,
      choice: item.periodChoice,
    }),
  ];
}

function Hidden(
  props: ProgressPanelProps & { readonly itemIds: readonly string[]; readonly key: string },
): Html {
  return [
    html`<input type="hidden" name=${TOKEN_NAME} value=${props.formToken} />`,
    html`<input type="hidden" name="_key" value=${props.key} />`,
    ...props.itemIds.map((id) => html`<input type="hidden" name="item" value=${id} />`),
  ];
}
