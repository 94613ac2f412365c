import { html, type Markup } from "../html.ts";
import type { RequestData } from "./request_data.ts";

export interface ConsentCardProps {
  readonly consents: RequestData["consents"];
  /** Kinds that are ticked. */
  readonly given: readonly string[];
  onConsent(kind: string, given: boolean): void;
}

/** What is agreed to with this submission, each text one press away, and all of them at once. */
export function ConsentCard(props: ConsentCardProps): Markup {
  const { consents, given, onConsent } = props;
  return html`
    <section class="card consents" aria-labelledby="consents-title">
      <h2 class="card-title" id="consents-title">약관과 개인정보 제공 동의</h2>
      ${ConsentBox({
        id: "consent-all",
        label: "모두 동의합니다",
        className: "consent-all",
        checked: consents.every((each) => given.includes(each.kind)),
        onChange: (checked) => consents.forEach((each) => onConsent(each.kind, checked)),
      })}
      ${consents.map((each) =>
        html`
          <div class="consent">
            ${ConsentBox({
              id: `consent-${each.kind}`,
              label: `${each.title} (필수)`,
              checked: given.includes(each.kind),
              onChange: (checked) => onConsent(each.kind, checked),
            })}
            <a
              class="consent-link"
              href=${`/terms/${each.kind}`}
              target="_blank"
              aria-label=${`${each.title} 전문 보기, 새 창`}
            >전문 보기</a>
          </div>
        `
      )}
    </section>
  `;
}

function ConsentBox(props: {
  readonly id: string;
  readonly label: string;
  readonly checked: boolean;
  readonly className?: string;
  onChange(checked: boolean): void;
}): Markup {
  return html`
    <label class=${`checkbox-line ${props.className ?? ""}`.trim()}>
      <input
        type="checkbox"
        class="checkbox-input"
        id=${props.id}
        checked=${props.checked}
        onChange=${(event: Event) =>
          props.onChange((event.currentTarget as HTMLInputElement).checked)}
      />
      <span>${props.label}</span>
    </label>
  `;
}
