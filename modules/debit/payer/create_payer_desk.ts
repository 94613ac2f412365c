import { maskAccount } from "../settings/fields/mask_account.ts";
import { cleanNumber } from "../customers/clean.ts";
import { CODE_LIMIT, type Codes, createCodes } from "./codes.ts";
import { consentPdf } from "./consent_pdf.ts";
import { consentText } from "./consent_text.ts";
import { createLinks } from "./links.ts";
import type { PayerDeps, PayerDesk, PayerParts } from "./payer_desk.ts";
import { readView } from "./read_view.ts";
import { createSessions, type Sessions } from "./sessions.ts";

/** 납부자 페이지. */
export function createPayerDesk(parts: PayerParts, deps: PayerDeps): PayerDesk {
  const { kernel } = parts;
  const codes = createCodes(parts);
  const sessions = createSessions(parts, codes);
  return {
    ...createLinks(parts),
    sendCode: sessions.sendCode,
    open: sessions.open,
    close: sessions.close,
    view: async (session) => await readView(kernel, await sessions.find(session)),
    consentText: async (session, input) =>
      await consentText(kernel, await sessions.find(session), input),
    async sendConsentCode(session) {
      const link = await sessions.find(session);
      const value = link.linkId;
      await kernel.rateLimits.consume({ ...CODE_LIMIT, name: "debit.payer.consentCode", value });
      await codes.send(link, "consent");
    },
    changeAccount: createAccountChange(parts, deps, { sessions, codes }),
  };
}

function createAccountChange(
  { kernel }: PayerParts,
  { customers }: PayerDeps,
  { sessions, codes }: { readonly sessions: Sessions; readonly codes: Codes },
): PayerDesk["changeAccount"] {
  return async (session, { code, address, ...input }) => {
    const link = await sessions.find(session);
    // It names the payer's own instructions alone.
    const text = await consentText(kernel, link, input);
    const codeId = await codes.check(link, { purpose: "consent", code });
    const { merchantId, customerId, mobile } = link;
    const evidence = consentPdf([
      ...text.split("\n"),
      `계좌번호: ${maskAccount(cleanNumber(input.account))}`,
      "",
      `동의 시각: ${kernel.clock.now().toISOString()}`,
      `확인 방법: 휴대폰 ${maskMobile(mobile)}으로 보낸 인증번호 입력 (${codeId})`,
      `접속 주소: ${address}`,
    ]);
    const actor = `payer:${customerId}`;
    return await kernel.transaction(async (tx) => {
      await codes.use(tx, link, codeId);
      const changed = await customers.changeAccount(tx, {
        ...input,
        merchantId,
        evidence: { kind: 4, extension: "pdf", bytes: evidence },
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
}

/** All but the last four digits. */
function maskMobile(mobile: string): string {
  return `${"*".repeat(Math.max(0, mobile.length - 4))}${mobile.slice(-4)}`;
}
