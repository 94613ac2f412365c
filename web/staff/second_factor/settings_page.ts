import type { SecondFactorState, StaffSession } from "@maru/auth";
import type { FieldError } from "../../forms/mod.ts";
import { type Html, html, type Markup } from "../../html.ts";
import { Button, LinkButton } from "../../ui/button.ts";
import { Card } from "../../ui/card.ts";
import { Form } from "../../ui/form.ts";
import { FormErrors } from "../../ui/form_errors.ts";
import { Notice } from "../../ui/notice.ts";
import { PageTitle } from "../../ui/page_title.ts";
import { TextInput } from "../../ui/text_input.ts";
import type { View } from "../../view.ts";
import { staffPaths } from "../context.ts";
import { StaffLayout } from "../layout.ts";
import { withReturn } from "../staff_paths.ts";
import { CodeAppCard, RecoveryCard } from "./code_cards.ts";
import { PasskeyCard } from "./passkey_card.ts";

export interface FactorSettingsProps {
  readonly view: View;
  readonly session: StaffSession;
  readonly factors: SecondFactorState;
  /** Where the person came from; empty where from nowhere. */
  readonly returnPath: string;
  readonly errors?: readonly FieldError[];
}

/** 2단계 인증: what the account has; whoever proved himself may add and remove. */
export function FactorSettingsPage(props: FactorSettingsProps): Markup {
  const { factors, session } = props;
  return StaffLayout({
    view: props.view,
    session,
    title: "2단계 인증",
    current: staffPaths.secondFactorSettings,
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "2단계 인증",
          note: "현금수납과 정산처럼 돈을 다루는 일에 비밀번호와 함께 확인합니다",
        })}
        ${FormErrors({ errors: props.errors })} ${State(props)}
        ${factors.mayChange ? null : ProofFirst(props)}
        ${CodeAppCard(props)}
        ${factors.passkeyHost === undefined ? null : PasskeyCard(props)}
        ${session.secondFactor.isEnrolled ? RecoveryCard(props) : null}
      </div>
    `,
  });
}

function State({ session, factors, returnPath }: FactorSettingsProps): Html {
  if (!session.secondFactor.isEnrolled && returnPath !== "") {
    return Notice({
      tone: "care",
      title: "하시려던 일은 2단계 인증을 등록한 뒤에 할 수 있습니다.",
      children:
        "돈이나 계좌번호, 다른 사람의 비밀번호를 다루는 화면은 비밀번호가 새어 나가도 남이 쓰지 " +
        "못하도록 한 번 더 확인합니다. 인증 앱이나 패스키 가운데 하나를 등록하시면 하던 일로 돌아갑니다.",
    });
  }
  if (!session.secondFactor.isEnrolled) {
    return Notice({
      tone: "care",
      title: "아직 등록하지 않았습니다.",
      children: "인증 앱이나 패스키 가운데 하나를 등록해 주십시오.",
    });
  }
  if (factors.mayChange && returnPath !== "") {
    return Notice({
      tone: "good",
      title: "확인되었습니다.",
      children: LinkButton({ href: returnPath, size: "small", children: "하던 일로 돌아가기" }),
    });
  }
  return null;
}

/** Nobody adds or removes a factor in a session that was left open. */
function ProofFirst(props: FactorSettingsProps): Html {
  const { view, session, returnPath } = props;
  if (session.secondFactor.isEnrolled) {
    const settings = withReturn(staffPaths.secondFactorSettings, returnPath);
    return Notice({
      tone: "info",
      title: "바꾸시려면 2단계 인증을 먼저 확인해 주십시오.",
      children: LinkButton({
        href: withReturn(staffPaths.secondFactor, settings),
        size: "small",
        children: "2단계 인증 확인",
      }),
    });
  }
  return Card({
    title: "비밀번호를 한 번 더 확인해 주십시오",
    children: Form({
      view,
      action: withReturn(staffPaths.passwordProof, returnPath),
      children: html`
        ${TextInput({
          name: "password",
          label: "비밀번호",
          type: "password",
          autocomplete: "current-password",
          hint: "확인한 뒤 10분 안에 등록하실 수 있습니다.",
          error: props.errors?.find((each) => each.field === "password")?.message,
        })}
        ${Button({ kind: "primary", children: "비밀번호 확인" })}
      `,
    }),
  });
}
