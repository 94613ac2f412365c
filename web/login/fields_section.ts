import { LiveInput, type LiveInputProps } from "../certificates/live_field.ts";
import { type Problem, problemAt } from "../certificates/problem.ts";
import { html, type Markup } from "../html.ts";
import type { LoginForm, LoginFormText } from "./login_form.ts";
import { formatBusinessNumber, formatPhone, formatResidentNumber } from "./numbers.ts";
import { submitterTypeOf, TYPE_RULES } from "./submitter_choice.ts";

export interface FieldsSectionProps {
  readonly form: LoginForm;
  readonly problems: readonly Problem[];
  readonly onChange: (change: Partial<LoginForm>) => void;
  readonly isNumberShown: boolean;
  readonly onToggleNumber: () => void;
}

/** What the chosen type asks for, and who submits. */
export function FieldsSection(props: FieldsSectionProps): Markup {
  const { form } = props;
  const rule = TYPE_RULES[submitterTypeOf(form)];
  return html`
    <div class="login-fields">
      ${rule.asksBusinessNumber ? BusinessNumber(props) : null}
      ${rule.residentNumberLabel === undefined
        ? null
        : ResidentNumber(props, rule.residentNumberLabel)}
      ${rule.asksManagement ? Management(props) : null}
      <div class="field-row">
        ${LiveInput({
          ...liveText(props, "submitterName"),
          label: "제출자 성명",
          autocomplete: "name",
          lengthMax: 50,
        })}
        ${LiveInput({
          ...liveText(props, "phone", formatPhone),
          label: "휴대폰 번호",
          type: "tel",
          inputMode: "tel",
          autocomplete: "tel-national",
          hint: "이 번호로 진행 상황을 알림톡으로 보내 드립니다.",
        })}
      </div>
    </div>
  `;
}

function BusinessNumber(props: FieldsSectionProps): Markup {
  return LiveInput({
    ...liveText(props, "businessNumber", formatBusinessNumber),
    label: props.form.kind === "taxAgent" ? "세무대리인 사업자등록번호" : "사업자등록번호",
    inputMode: "numeric",
  });
}

function ResidentNumber(props: FieldsSectionProps, label: string): Markup {
  return LiveInput({
    ...liveText(props, "residentNumber", formatResidentNumber),
    label,
    inputMode: "numeric",
    hint:
      "인증서의 주인인지 확인하고 서류를 신청하는 데만 씁니다. 암호화해서 보내고, 쓰고 나면 지웁니다.",
    mask: { isShown: props.isNumberShown, onToggle: props.onToggleNumber },
  });
}

function Management(props: FieldsSectionProps): Markup {
  return html`
    <div class="field-row">
      ${LiveInput({ ...liveText(props, "manageNumber"), label: "관리번호", lengthMax: 20 })}
      ${LiveInput({
        ...liveText(props, "managePassword"),
        label: "관리번호 비밀번호",
        type: "password",
        lengthMax: 60,
        hint: "홈택스에 전하는 값이며, 마루는 읽을 수 없습니다.",
      })}
    </div>
  `;
}

/** Value, error and change of one text of the form. */
export function liveText(
  { form, problems, onChange }: Pick<FieldsSectionProps, "form" | "problems" | "onChange">,
  name: LoginFormText,
  format: (typed: string) => string = (typed) => typed,
): Pick<LiveInputProps, "name" | "value" | "onInput" | "error"> {
  return {
    name,
    value: form[name],
    error: problemAt(problems, name),
    onInput: (typed) => onChange({ [name]: format(typed) }),
  };
}
