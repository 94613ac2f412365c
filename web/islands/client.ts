/**
 * 수임업체 확인: asks the agency, by way of our server, whether the client is the tax agent's.
 *
 * @module
 */
import { useState } from "preact/hooks";
import { html, type Markup } from "../html.ts";
import { heldBundle } from "./_bundle.ts";
import { sendJson } from "./_send.ts";

export interface ClientIslandProps {
  readonly sessionId: string;
  readonly checkHref: string;
  readonly returnPath: string;
  readonly loginHref: string;
}

export default function ClientIsland(props: ClientIslandProps): Markup {
  const [businessNumber, setBusinessNumber] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ title: string; next: string; href?: string }>();

  const check = async (event: Event) => {
    event.preventDefault();
    const digits = businessNumber.replaceAll(/\D/g, "");
    if (digits.length !== 10) {
      return setProblem({ title: "사업자등록번호를 확인해 주십시오.", next: "숫자 10자리입니다." });
    }
    const sealedBundle = heldBundle(props.sessionId);
    if (sealedBundle === undefined) {
      return setProblem({
        title: "인증서를 한 번 더 확인해 주십시오.",
        next: "보안을 위해 인증서 정보는 이 탭에서 25분까지만 보관합니다.",
        href: props.loginHref,
      });
    }
    setBusy(true);
    setProblem(undefined);
    const answered = await ask(props, digits, sealedBundle);
    if (answered === undefined) location.assign(props.returnPath);
    else {
      setBusy(false);
      setProblem(answered);
    }
  };

  return html`
    <form class="card form" onSubmit=${check} novalidate>
      <div class=${problem ? "field field-wrong" : "field"}>
        <label class="field-label" for="client-number">수임업체 사업자등록번호</label>
        <input
          class="input"
          id="client-number"
          inputmode="numeric"
          autocomplete="off"
          value=${businessNumber}
          aria-describedby=${problem ? "client-problem" : "client-hint"}
          aria-invalid=${problem ? "true" : undefined}
          onInput=${(event: Event) =>
            setBusinessNumber((event.currentTarget as HTMLInputElement).value)}
        />
        <p class="field-hint" id="client-hint">숫자 10자리를 입력해 주십시오.</p>
      </div>
      ${problem
        ? html`
          <div class="notice notice-bad" role="alert" id="client-problem">
            <strong>${problem.title}</strong>${` ${problem.next} `}
            ${problem.href ? html`<a href=${problem.href}>다시 로그인</a>` : null}
          </div>
        `
        : null}
      <button type="submit" class="button button-primary button-full" disabled=${busy}>
        ${busy ? "확인하고 있습니다…" : "수임업체 확인"}
      </button>
    </form>
  `;
}

async function ask(
  props: ClientIslandProps,
  businessNumber: string,
  sealedBundle: string,
): Promise<{ title: string; next: string; href?: string } | undefined> {
  try {
    const response = await sendJson(props.checkHref, { businessNumber, sealedBundle });
    if (response.ok) return undefined;
    const body = await response.json();
    return {
      title: body.title,
      next: body.detail,
      ...(response.status === 401 ? { href: props.loginHref } : {}),
    };
  } catch {
    return {
      title: "서버에 연결할 수 없습니다.",
      next: "인터넷 연결을 확인하고 다시 눌러 주십시오.",
    };
  }
}
