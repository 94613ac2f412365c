import type { ConsentDocument } from "@maru/auth";
import type { FieldError } from "../forms/mod.ts";
import { html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { Checkbox } from "../ui/checkbox.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { Layout } from "../ui/layout.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Steps } from "../ui/steps.ts";
import type { View } from "../view.ts";
import { STEPS } from "./product_page.ts";
import { TermsText } from "../terms/terms_text.ts";
import { submitPaths } from "./submit_paths.ts";
import { agreementWords } from "./words.ts";

/** 최초 이용: the terms of the service and the collection of personal data, once. */
export function WelcomePage(props: {
  view: View;
  consents: readonly ConsentDocument[];
  returnPath: string;
  errors?: readonly FieldError[];
}): Markup {
  return Layout({
    view: props.view,
    title: "약관 동의",
    width: "narrow",
    children: html`
      <div class="stack">
        ${Steps({ steps: STEPS, current: 0 })}
        ${PageTitle({
          title: "처음 오셨습니다. 약관에 동의해 주십시오",
          note: "다음부터는 묻지 않습니다",
        })}
        ${FormErrors({ errors: props.errors })}
        ${Form({
          view: props.view,
          action: submitPaths.welcome,
          children: html`
            <input type="hidden" name="return" value=${props.returnPath} />
            ${props.consents.map((consent) =>
              html`
                <section class="card consent-text">
                  <h2 class="card-title">${consent.title}</h2>
                  <div class="consent-body terms-text" tabindex="0" role="region" aria-label=${consent
                    .title}>
                    ${TermsText({ body: consent.body, level: 3 })}
                  </div>
                  ${Checkbox({
                    name: consent.kind,
                    label: `${agreementWords(consent.title)}합니다`,
                    error: props.errors?.find((error) => error.field === consent.kind)?.message,
                  })}
                </section>
              `
            )}
            ${Button({ kind: "primary", full: true, children: "동의하고 계속" })}
          `,
        })}
      </div>
    `,
  });
}
