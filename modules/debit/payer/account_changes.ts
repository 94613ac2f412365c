import type { Kernel, Transaction } from "@maru/kernel";
import type { EvidenceInput } from "../customers/customer_desk.ts";
import type { Codes } from "./codes.ts";
import { consentPdf } from "./consent_pdf.ts";
import { consentText } from "./consent_text.ts";
import type { PayerLink } from "./links.ts";
import type { NewPayerAccount, PayerDeps, PayerDesk, PayerParts } from "./payer_desk.ts";
import type { Sessions } from "./sessions.ts";
import { CONSENT_TITLE, verifyConsent } from "./signed_consent.ts";
import { createSignings } from "./signings.ts";

/** A signature costs a look at the revocation list of its authority. */
const SIGNED_LIMIT = { max: 20, windowSeconds: 3_600 } as const;

/** 출금 계좌 변경, confirmed by a code or signed with a certificate. */
export function createAccountChanges(
  parts: PayerParts,
  { customers }: PayerDeps,
  { sessions, codes }: { readonly sessions: Sessions; readonly codes: Codes },
): Pick<PayerDesk, "changeAccount" | "prepareSignature" | "changeAccountSigned"> {
  const { kernel, verifier } = parts;
  const signings = createSignings(parts);
  const change = async (
    link: PayerLink,
    input: NewPayerAccount & { address: string },
    { evidence, use }: { evidence: EvidenceInput; use: (tx: Transaction) => Promise<void> },
  ) => {
    const { address, ...account } = input;
    const { merchantId, customerId } = link;
    const actor = `payer:${customerId}`;
    return await kernel.transaction(async (tx) => {
      await use(tx);
      const changed = await customers.changeAccount(tx, {
        ...account,
        merchantId,
        evidence,
        actor,
      });
      await kernel.accessLog.record(tx, {
        actor,
        tenantId: merchantId,
        address,
        action: "debit.payer.changeAccount",
        subject: input.instructionId,
      });
      return changed;
    });
  };
  return {
    async changeAccount(session, { code, ...input }) {
      const link = await sessions.find(session);
      // It names the payer's own instructions alone.
      const text = await consentText(kernel, link, input);
      const codeId = await codes.check(link, { purpose: { name: "consent", text }, code });
      const bytes = await consentPdf([
        ...text.split("\n"),
        "",
        `동의 시각: ${kernel.clock.now().toISOString()}`,
        `확인 방법: 휴대폰 ${maskMobile(link.mobile)}으로 보낸 인증번호 입력 (${codeId})`,
        `접속 주소: ${input.address}`,
      ]);
      return await change(link, input, {
        evidence: { kind: 4, extension: "pdf", bytes },
        use: (tx) => codes.use(tx, link, codeId),
      });
    },
    async prepareSignature(session, input) {
      const link = await sessions.find(session);
      const text = await consentToSign(kernel, link, input);
      const { nonce, askedAt } = await signings.ask(link);
      return { title: CONSENT_TITLE, text, nonce, at: askedAt.toISOString() };
    },
    async changeAccountSigned(session, { nonce, cms, origin, ...input }) {
      const link = await sessions.find(session);
      const { holder } = input;
      const body = await consentToSign(kernel, link, input);
      const name = "debit.payer.signed";
      await kernel.rateLimits.consume({ ...SIGNED_LIMIT, name, value: link.linkId });
      const signing = await signings.find(link, nonce);
      await verifyConsent(verifier, { cms, body, signing, origin, holder });
      return await change(link, input, {
        evidence: { kind: 3, extension: "der", bytes: cms },
        use: (tx) => signings.use(tx, link, nonce),
      });
    },
  };
}

/** The body of the document that is signed; it ends with its last line. */
async function consentToSign(
  kernel: Kernel,
  link: PayerLink,
  input: NewPayerAccount,
): Promise<string> {
  return `${await consentText(kernel, link, input)}\n`;
}

/** All but the last four digits. */
function maskMobile(mobile: string): string {
  return `${"*".repeat(Math.max(0, mobile.length - 4))}${mobile.slice(-4)}`;
}
