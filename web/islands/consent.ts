/**
 * 출금 동의: the new account, the text that is agreed to, and the certificate that signs it. The key is
 * opened in the worker alone.
 *
 * @module
 */
import { usePicker } from "../certificates/source_picker.ts";
import { html, type Markup } from "../html.ts";
import { AccountStep } from "../payer/account_step.ts";
import { SignStep } from "../payer/sign_step.ts";
import { useConsent } from "../payer/use_consent.ts";

export interface ConsentIslandProps {
  readonly instructionId: string;
  readonly banks: readonly { readonly value: string; readonly label: string }[];
  readonly workerUrl: string;
  /** ISO 8601; the server's clock decides what has expired. */
  readonly serverTime: string;
}

export default function ConsentIsland(props: ConsentIslandProps): Markup {
  const { workerUrl, instructionId, banks, serverTime } = props;
  const picker = usePicker({ hasStored: true });
  const consent = useConsent({ workerUrl, instructionId, picker });
  return html`
    <div class="card">
      ${consent.asked === undefined
        ? AccountStep({ consent, banks })
        : SignStep({ consent, picker, text: consent.asked.text, now: new Date(serverTime) })}
    </div>
  `;
}
