import { html, type Markup } from "../html.ts";
import { Notice } from "../ui/notice.ts";
import { RadioCards } from "../ui/radio_cards.ts";
import type { LoginForm } from "./login_form.ts";
import {
  type ProprietorCertificate,
  SUBMITTER_KINDS,
  type SubmitterKind,
  submitterTypeOf,
  TYPE_RULES,
} from "./submitter_choice.ts";

export interface TypeSectionProps {
  readonly form: LoginForm;
  readonly onChange: (change: Partial<LoginForm>) => void;
}

/** 누구로 제출하십니까? and, of sole proprietors, with which certificate. */
export function TypeSection({ form, onChange }: TypeSectionProps): Markup {
  const type = submitterTypeOf(form);
  return html`
    <div class="login-type">
      <div
        class="login-kinds"
        onChange=${(event: Event) => onChange({ kind: valueOf(event) as SubmitterKind })}
      >
        ${RadioCards({
          name: "submitterKind",
          label: "이용자 유형",
          legendHidden: true,
          options: SUBMITTER_KINDS,
          value: form.kind,
        })}
      </div>
      ${form.kind === "proprietor" ? ProprietorCards({ form, onChange }) : null}
      ${type === "proprietorByBusiness"
        ? Notice({
          tone: "care",
          title: "일부 서류 발급이 제한됩니다.",
          children:
            "발급할 수 없는 서류는 다음 화면의 목록에서 알려 드립니다. 모두 발급하려면 대표자 인증서로 로그인해 주십시오.",
        })
        : null}
      <p class="quiet" id="type-certificates">
        쓸 수 있는 인증서: <strong>${TYPE_RULES[type].certificates}</strong>
      </p>
    </div>
  `;
}

function ProprietorCards({ form, onChange }: TypeSectionProps): Markup {
  return html`
    <div
      class="login-proprietor"
      onChange=${(event: Event) =>
        onChange({ proprietorCertificate: valueOf(event) as ProprietorCertificate })}
    >
      ${RadioCards({
        name: "proprietorCertificate",
        label: "어느 인증서로 로그인하십니까?",
        options: [
          { value: "representative", label: "대표자 인증서" },
          { value: "business", label: "사업자 인증서" },
        ],
        value: form.proprietorCertificate,
      })}
    </div>
  `;
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement).value;
}
