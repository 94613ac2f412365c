import type { DocumentType } from "@maru/submission";
import { html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { Button } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { Checkbox } from "../ui/checkbox.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Select } from "../ui/select.ts";
import { Table } from "../ui/table.ts";
import { TextInput } from "../ui/text_input.ts";
import type { FieldError } from "../forms/mod.ts";
import type { View } from "../view.ts";
import { hasPeriod, periodRuleOptions, periodRuleWords } from "../console/period_rules.ts";
import { OperatorLayout, operatorPaths } from "./context.ts";

/** 서류 목록: the catalogue. */
export function CataloguePage(props: { view: View; types: readonly DocumentType[] }): Markup {
  return OperatorLayout({
    view: props.view,
    title: "서류 목록",
    children: html`
      <div class="stack">
        ${PageTitle({ title: "서류 목록", note: `${props.types.length}종` })}
        ${Table({
          caption: "서류 목록",
          rows: props.types,
          empty: { title: "서류가 없습니다." },
          columns: [
            {
              key: "name",
              title: "서류",
              telling: true,
              rowHeader: true,
              cell: (type) =>
                html`<a href=${operatorPaths.documentType(type.code)}>${type.name}</a>`,
            },
            { key: "agency", title: "발급기관", telling: true, cell: (type) => type.agencyName },
            {
              key: "period",
              title: "기간",
              cell: (type) => periodRuleWords(type.periodDefault) || "-",
            },
            { key: "sources", title: "출처", cell: (type) => sourceWords(type) },
            { key: "pdf", title: "PDF", cell: (type) => type.hasPdf ? "있음" : "데이터만" },
            {
              key: "seconds",
              title: "예상",
              align: "right",
              cell: (type) => `${type.expectedSeconds}초`,
            },
            {
              key: "active",
              title: "상태",
              telling: true,
              cell: (type) =>
                type.active
                  ? Badge({ tone: "good", children: "사용" })
                  : Badge({ tone: "neutral", children: "중지" }),
            },
          ],
        })}
      </div>
    `,
  });
}

const SOURCES: Readonly<Record<string, string>> = { codef: "연계 발급", upload: "직접 올리기" };

/** The ways to a document, in the order in which they are tried. */
function sourceWords(type: DocumentType): string {
  return type.sources.map((source) => SOURCES[source] ?? source).join(" → ");
}

export interface DocumentTypeTyped {
  readonly expectedSeconds: string;
  readonly periodDefault: string;
  readonly active: boolean;
}

/** One document type: what operators may change. */
export function DocumentTypePage(props: {
  view: View;
  type: DocumentType;
  /** What was typed and refused. */
  typed?: DocumentTypeTyped;
  saved: boolean;
  errors?: readonly FieldError[];
}): Markup {
  const { type } = props;
  const shown = props.typed ?? { ...type, expectedSeconds: String(type.expectedSeconds) };
  const errorAt = (field: string) => props.errors?.find((error) => error.field === field)?.message;
  return OperatorLayout({
    view: props.view,
    title: type.name,
    current: operatorPaths.catalogue,
    children: html`
      <div class="stack">
        ${PageTitle({ title: type.name, note: `${type.agencyName} · ${type.code}` })}
        ${props.saved
          ? html`<div class="notice notice-good" role="status">저장했습니다.</div>`
          : null}
        ${FormErrors({ errors: props.errors })}
        ${Card({
          children: Form({
            view: props.view,
            action: operatorPaths.documentType(type.code),
            children: html`
              ${TextInput({
                name: "expectedSeconds",
                label: "예상 시간(초)",
                inputMode: "numeric",
                value: shown.expectedSeconds,
                error: errorAt("expectedSeconds"),
              })}
              ${hasPeriod(type.periodKind)
                ? Select({
                  name: "periodDefault",
                  label: "기본 기간",
                  value: shown.periodDefault,
                  options: periodRuleOptions(type.periodKind, [
                    type.periodDefault,
                    shown.periodDefault,
                  ]),
                  hint: "상품에서 따로 정하지 않으면 이 기간으로 발급합니다.",
                  error: errorAt("periodDefault"),
                })
                : html`<input type="hidden" name="periodDefault" value=${type.periodDefault} />`}
              ${Checkbox({
                name: "active",
                label: "상품에 넣을 수 있습니다",
                checked: shown.active,
                isSwitch: true,
              })}
              ${Button({ kind: "primary", children: "저장" })}
            `,
          }),
        })}
      </div>
    `,
  });
}
