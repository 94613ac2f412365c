import type { DocumentType, ProductInput } from "@maru/submission";
import type { FieldError } from "../forms/mod.ts";
import { type Html, html, type Markup } from "../html.ts";
import { SUBMITTER_WORDS } from "../submit/words.ts";
import { Button } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { Checkbox } from "../ui/checkbox.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import { TextInput } from "../ui/text_input.ts";
import type { View } from "../view.ts";
import { consolePaths } from "./context.ts";
import { DocumentChoices } from "./document_choices.ts";
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
        ${FormErrors({ errors: props.errors?.map(named) })}
        ${Form({
          view,
          action: consolePaths.product(product.id ?? "new"),
          children: html`
            ${props.canEdit
              ? null
              : Notice({ tone: "info", children: "관리자만 상품을 바꿀 수 있습니다." })}
            <fieldset class="plain-fieldset" disabled=${!props.canEdit}>
              ${Card({ title: "상품", children: Words(props) })}
              ${Card({ title: "제출할 수 있는 사람", children: SubmitterTypes(props) })}
              ${Card({
                title: "제출 서류",
                aside: "기간은 기본값이며, 변경을 허용하면 제출하는 분이 바꿀 수 있습니다",
                children: DocumentChoices(props),
              })}
              ${props.canEdit ? Button({ kind: "primary", children: "저장" }) : null}
            </fieldset>
          `,
        })}
      </div>
    `,
  });
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  name: "상품 이름",
  slug: "주소 이름",
  description: "설명",
};

/** In the summary a message stands alone, so it begins with its field's name. */
function named(error: FieldError): FieldError {
  const words = FIELD_WORDS[error.field];
  return words === undefined ? error : { ...error, message: `${words}: ${error.message}` };
}

function LinkCard(link: string): Markup {
  return Card({
    title: "고객에게 보낼 링크",
    children: html`
      <div class="link-card">
        ${QrCode({ text: link, label: "상품 링크 QR 코드" })}
        <div class="link-card-words">
          <p><a href=${link}>${link}</a></p>
          <p class="quiet">
            문자나 전자우편에 이 주소를 넣거나, 안내문에 QR 코드를 넣어 주십시오. 받은 분은 인증서로
            로그인해 바로 서류를 제출합니다.
          </p>
        </div>
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
      hint: "고객에게 보낼 주소의 끝부분입니다. 영문 소문자, 숫자, 붙임표로 적습니다.",
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
      isSwitch: true,
    }),
  ];
}

function SubmitterTypes(props: ProductPageProps): Html {
  const wrong = props.errors?.find((error) => error.field === "submitterTypes")?.message;
  return html`
    <div id="field-submitterTypes" tabindex="-1" class=${wrong ? "field field-wrong" : "field"}>
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
