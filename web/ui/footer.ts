import { html, type Markup } from "../html.ts";
import { paths } from "../paths.ts";
import type { View } from "../view.ts";
import { Button } from "./button.ts";
import { Form } from "./form.ts";

/** The help desk's number. */
export const HELP_DESK_PHONE = "02-3771-1100";

export function Footer(props: { readonly view: View }): Markup {
  const { view } = props;
  return html`
    <footer class="footer">
      <div class="footer-inner">
        <p class="footer-contact">
          ${view.text("footer.contact")} <a href="tel:0237711100">${HELP_DESK_PHONE}</a>
        </p>
        <nav class="footer-links" aria-label=${view.text("nav.aside")}>
          <a href=${paths.support}>${view.text("nav.support")}</a>
          <a href=${paths.terms("service")}>${view.text("footer.terms")}</a>
          <a href=${paths.terms("personalData")}>${view.text("footer.privacy")}</a>
          <a href=${paths.errorCodes}>${view.text("footer.errors")}</a>
          <a href=${paths.accessibility}>${view.text("footer.accessibility")}</a>
          <a href=${paths.console}>${view.text("footer.console")}</a>
        </nav>
        ${ContrastSwitch({ view })}
        ${view.language === "en"
          ? html`<p class="footer-note">${view.text("footer.koreanOnly")}</p>`
          : null}
      </div>
    </footer>
  `;
}

/** A preference is a change, so it is a form and not a link. */
function ContrastSwitch(props: { readonly view: View }): Markup {
  const wanted = props.view.contrast === "high" ? "normal" : "high";
  return Form({
    view: props.view,
    action: paths.contrast,
    inline: true,
    children: [
      html`<input type="hidden" name="return" value=${props.view.path} />`,
      Button({
        name: "contrast",
        value: wanted,
        size: "small",
        kind: "plain",
        children: props.view.text(`contrast.${wanted}`),
      }),
    ],
  });
}
