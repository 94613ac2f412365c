import type { SubmitterType } from "@maru/auth";
import { digitsOf, isBusinessNumber, isMobilePhone, isResidentNumber } from "./numbers.ts";
import {
  type ProprietorCertificate,
  type SubmitterKind,
  submitterTypeOf,
  TYPE_RULES,
} from "./submitter_choice.ts";

/** Everything that is typed or chosen on the login page, beside the certificate. */
export interface LoginForm {
  readonly kind: SubmitterKind;
  readonly proprietorCertificate: ProprietorCertificate;
  readonly password: string;
  readonly businessNumber: string;
  readonly residentNumber: string;
  readonly manageNumber: string;
  readonly managePassword: string;
  readonly submitterName: string;
  readonly phone: string;
  readonly isKept: boolean;
}

export type LoginFormText = {
  [K in keyof LoginForm]: LoginForm[K] extends boolean ? never : K;
}[keyof LoginForm];

export const EMPTY_LOGIN_FORM: LoginForm = {
  kind: "corporation",
  proprietorCertificate: "representative",
  password: "",
  businessNumber: "",
  residentNumber: "",
  manageNumber: "",
  managePassword: "",
  submitterName: "",
  phone: "",
  isKept: false,
};

/** One thing to correct; `field` is the name of its control. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** What is lacking or wrong, in the order of the page. */
export function checkLoginForm(
  form: LoginForm,
  { hasCertificate, isCloud }: { hasCertificate: boolean; isCloud: boolean },
): FieldProblem[] {
  const rule = TYPE_RULES[submitterTypeOf(form)];
  const problems: FieldProblem[] = [];
  const ask = (field: string, isWell: boolean, message: string) => {
    if (!isWell) problems.push({ field, message });
  };
  if (!isCloud) {
    ask("certificate", hasCertificate, "로그인할 인증서를 선택해 주십시오.");
    ask("password", form.password !== "", "인증서 비밀번호를 입력해 주십시오.");
  }
  if (rule.asksBusinessNumber) ask(...businessNumberProblem(form.businessNumber));
  if (rule.residentNumberLabel !== undefined) {
    ask(...residentNumberProblem(form.residentNumber, rule.residentNumberLabel));
  }
  if (rule.asksManagement) {
    ask("manageNumber", form.manageNumber.trim() !== "", "관리번호를 입력해 주십시오.");
    ask("managePassword", form.managePassword !== "", "관리번호의 비밀번호를 입력해 주십시오.");
  }
  ask("submitterName", form.submitterName.trim() !== "", "제출자 성명을 입력해 주십시오.");
  ask(...phoneProblem(form.phone));
  return problems;
}

/** The fields that the chosen type asks for, as the server and the worker take them. */
export interface LoginFields {
  readonly submitterType: SubmitterType;
  readonly businessNumber?: string;
  readonly residentNumber?: string;
  readonly manageNumber?: string;
  readonly managePassword?: string;
  readonly submitterName: string;
  readonly phone: string;
}

export function fieldsOf(form: LoginForm): LoginFields {
  const submitterType = submitterTypeOf(form);
  const rule = TYPE_RULES[submitterType];
  return {
    submitterType,
    ...(rule.asksBusinessNumber ? { businessNumber: digitsOf(form.businessNumber) } : {}),
    ...(rule.residentNumberLabel === undefined
      ? {}
      : { residentNumber: digitsOf(form.residentNumber) }),
    ...(rule.asksManagement
      ? { manageNumber: form.manageNumber.trim(), managePassword: form.managePassword }
      : {}),
    submitterName: form.submitterName.trim(),
    phone: digitsOf(form.phone),
  };
}

type Asked = [field: string, isWell: boolean, message: string];

function businessNumberProblem(typed: string): Asked {
  const digits = digitsOf(typed);
  const message = digits === ""
    ? "사업자등록번호를 입력해 주십시오."
    : digits.length === 10
    ? "없는 사업자등록번호입니다. 사업자등록증의 번호를 다시 확인해 주십시오."
    : "사업자등록번호는 숫자 10자리입니다.";
  return ["businessNumber", isBusinessNumber(typed), message];
}

function residentNumberProblem(typed: string, label: string): Asked {
  const digits = digitsOf(typed);
  const message = digits === ""
    ? `${label}를 입력해 주십시오.`
    : digits.length === 13
    ? `${label}의 생년월일과 일곱째 자리를 다시 확인해 주십시오.`
    : `${label}는 숫자 13자리입니다.`;
  return ["residentNumber", isResidentNumber(typed), message];
}

function phoneProblem(typed: string): Asked {
  const message = digitsOf(typed) === ""
    ? "휴대폰 번호를 입력해 주십시오."
    : "휴대폰 번호를 다시 확인해 주십시오. 010으로 시작하는 숫자 11자리입니다.";
  return ["phone", isMobilePhone(typed), message];
}
