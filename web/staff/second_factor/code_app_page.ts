import type { StaffSession } from "@maru/auth";
import { QrCode } from "../../console/qr_code.ts";
import type { FieldError } from "../../forms/mod.ts";
import { html, type Markup } from "../../html.ts";
import { Button, ButtonRow, LinkButton } from "../../ui/button.ts";
import { Card } from "../../ui/card.ts";
import { CodeBlock } from "../../ui/code_block.ts";
import { Form } from "../../ui/form.ts";
import { FormErrors } from "../../ui/form_errors.ts";
import { Notice } from "../../ui/notice.ts";
import { PageTitle } from "../../ui/page_title.ts";
import { TextInput } from "../../ui/text_input.ts";
import type { View } from "../../view.ts";
import { staffPaths } from "../context.ts";
import { StaffLayout } from "../layout.ts";
import { withReturn } from "../staff_paths.ts";

export interface CodeAppPageProps {
  readonly view: View;
  readonly session: StaffSession;
  readonly waiting: { readonly secret: string; readonly uri: string };
  readonly returnPath: string;
  readonly errors?: readonly FieldError[];
}

/** 인증 앱 등록: the QR code, the same as text, and the first code. */
export function CodeAppPage(props: CodeAppPageProps): Markup {
  return StaffLayout({
    view: props.view,
    session: props.session,
    title: "인증 앱 등록",
    current: staffPaths.secondFactorSettings,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "인증 앱 등록" })} ${FormErrors({ errors: props.errors })}
        ${Card({
          title: "1. 앱에서 QR 코드를 찍어 주십시오",
          children: html`
            <div class="stack-tight">
              ${QrCode({ text: props.waiting.uri, label: "인증 앱에 등록할 QR 코드" })}
              ${CodeBlock({
                label: "찍을 수 없으시면 이 값을 앱에 입력해 주십시오",
                code: props.waiting.secret.replaceAll(/(.{4})(?=.)/g, "$1 "),
              })}
            </div>
          `,
        })}
        ${Card({
          title: "2. 앱에 보이는 코드를 입력해 주십시오",
          children: Form({
            view: props.view,
            action: withReturn(staffPaths.codeAppProof, props.returnPath),
            children: html`
              ${TextInput({
                name: "code",
                label: "코드",
                inputMode: "numeric",
                autocomplete: "one-time-code",
                lengthMax: 10,
                hint: "숫자 6자리입니다.",
                error: props.errors?.find((each) => each.field === "code")?.message,
              })}
              ${ButtonRow({
                children: [
                  Button({ kind: "primary", wide: true, children: "등록" }),
                  LinkButton({
                    href: withReturn(staffPaths.secondFactorSettings, props.returnPath),
                    wide: true,
                    children: "취소",
                  }),
                ],
              })}
            `,
          }),
        })}
      </div>
    `,
  });
}

/** The codes, this one time. */
export function RecoveryCodesPage(
  props: { view: View; session: StaffSession; codes: readonly string[] },
): Markup {
  return StaffLayout({
    view: props.view,
    session: props.session,
    title: "복구 코드",
    current: staffPaths.secondFactorSettings,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "복구 코드" })}
        ${Notice({
          tone: "care",
          title: "복구 코드는 지금 한 번만 보여 드립니다.",
          children: "종이에 적거나 인쇄하여 휴대전화와 따로 보관해 주십시오.",
        })}
        ${CodeBlock({ label: "하나를 한 번씩 쓸 수 있습니다", code: props.codes.join("\n") })}
        ${LinkButton({
          href: staffPaths.secondFactorSettings,
          kind: "primary",
          children: "적어 두었습니다",
        })}
      </div>
    `,
  });
}
