import type { DocumentType, ProductInput } from "@maru/submission";
import type { FieldError } from "../forms/mod.ts";
import { type Html, html, type Markup } from "../html.ts";
import { SUBMITTER_WORDS } from "../submit/words.ts";
import { Button } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { Checkbox } from "../ui/checkbox.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { PageTitle } from "../ui/page_title.ts";
import { TextInput } from "../ui/text_input.ts";
import type { View } from "../view.ts";
import { consolePaths } from "./context.ts";
import { ConsoleLayout } from "./layout.ts";
import { QrCode } from "./qr_code.ts";

export interface ProductPageProps {
  readonly view: View;
  readonly product: ProductInput;
  readonly catalogue: readonly DocumentType[];
  /** The whole address to send to customers; absent before the first save. */
  readonly link?: string;
  readonly canEdit: boolean;
  readonly saved: boolean;
  readonly errors?: readonly FieldError[];
}

/** One product: its words, who may submit, its documents with periods, its link and QR code. */
export function ProductPage(props: ProductPageProps): Markup {
  const { product, view } = props;
  return ConsoleLayout({
    view,
    title: product.name || "상품 만들기",
    current: consolePaths.products,
    children: html`
      <div class="stack">
        ${PageTitle({ title: product.id === undefined ? "상품 만들기" : product.name })}
        ${props.saved
          ? html`<div class="notice notice-good" role="status">저장했습니다.</div>`
          : null}
        ${props.link === undefined ? null : LinkCard(props.link)}
        ${FormErrors({ errors: props.errors })}
        ${Form({
          view,
          action: consolePaths.product(product.id ?? "new"),
          children: html`
            <fieldset class="plain-fieldset" disabled=${!props.canEdit}>
              ${Card({ title: "상품", children: Words(props) })}
              ${Card({ title: "제출할 수 있는 사람", children: SubmitterTypes(props) })}
              ${Card({ title: "제출 서류", children: Documents(props) })}
              ${props.canEdit ? Button({ kind: "primary", children: "저장" }) : null}
            </fieldset>
          `,
        })}
      </div>
    `,
  });
}

function LinkCard(link: string): Markup {
  return Card({
    title: "고객에게 보낼 링크",
    children: html`
      <div class="link-card">
        ${QrCode({ text: link, label: "상품 링크 QR 코드" })}
        <p><a href=${link}>${link}</a></p>
      </div>
    `,
  });
}

function Words(props: ProductPageProps): Html {
  const { product } = props;
  const errorAt = (field: string) => props.errors?.find((error) => error.field === field)?.message;
  return [
    TextInput({ name: "name", label: "상품 이름", value: product.name, error: errorAt("name") }),
    TextInput({
      name: "slug",
      label: "주소 이름",
      value: product.slug,
      hint: "영문 소문자, 숫자, 붙임표로 적습니다. 예: working-capital",
      error: errorAt("slug"),
    }),
    TextInput({
      name: "description",
      label: "설명",
      value: product.description,
      rows: 3,
      required: false,
      error: errorAt("description"),
    }),
    Checkbox({
      name: "active",
      label: "접수를 받습니다",
      checked: product.active,
      required: false,
    }),
  ];
}

function SubmitterTypes(props: ProductPageProps): Html {
  const wrong = props.errors?.find((error) => error.field === "submitterTypes")?.message;
  return html`
    <div id="field-submitterTypes" class=${wrong ? "field field-wrong" : "field"}>
      ${Object.entries(SUBMITTER_WORDS).map(([type, label]) =>
        html`
          <label class="checkbox-line">
            <input
              type="checkbox"
              class="checkbox-input"
              name="submitterTypes"
              value=${type}
              checked=${props.product.submitterTypes.some((each) => each === type)}
            />
            <span>${label}</span>
          </label>
        `
      )}
      ${wrong ? html`<p class="field-error">${wrong}</p>` : null}
    </div>
  `;
}

function Documents(props: ProductPageProps): Html {
  const agencies = [...new Set(props.catalogue.map((type) => type.agencyName))];
  const wrong = props.errors?.find((error) => error.field === "documents")?.message;
  return html`
    <div id="field-documents">
      ${wrong ? html`<p class="field-error">${wrong}</p>` : null}
      ${agencies.map((agency) =>
        html`
          <fieldset class="document-choices">
            <legend>${agency}</legend>
            ${props.catalogue.filter((type) => type.agencyName === agency).map((type) =>
              DocumentChoice(props, type)
            )}
          </fieldset>
        `
      )}
    </div>
  `;
}

function DocumentChoice(props: ProductPageProps, type: DocumentType): Markup {
  const chosen = props.product.documents.find((each) => each.documentCode === type.code);
  const hasPeriod = type.periodKind !== "none" && type.periodKind !== "asOfToday";
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
        ${hasPeriod
          ? html`
            <input
              class="input input-small"
              name=${`period:${type.code}`}
              value=${chosen?.periodExpression ?? ""}
              placeholder=${type.periodDefault}
              aria-label=${`${type.name} 기간 규칙`}
            />
            ${Tick(`changeable:${type.code}`, "변경 가능", chosen?.periodChangeable ?? true)}
          `
          : null}
        ${Tick(`required:${type.code}`, "필수", chosen?.required ?? true)}
      </span>
    </div>
  `;
}

function Tick(name: string, label: string, checked: boolean): Markup {
  return html`
    <label class="checkbox-line checkbox-small">
      <input type="checkbox" class="checkbox-input" name=${name} checked=${checked} />
      <span>${label}</span>
    </label>
  `;
}
