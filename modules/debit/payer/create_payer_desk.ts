import { createAccountChanges } from "./account_changes.ts";
import { checkAccount } from "./check_account.ts";
import { CODE_LIMIT, createCodes } from "./codes.ts";
import { consentFacts, consentText } from "./consent_text.ts";
import { createLinks, findLink } from "./links.ts";
import type { PayerDeps, PayerDesk, PayerParts } from "./payer_desk.ts";
import { readView } from "./read_view.ts";
import { createSessions } from "./sessions.ts";
import { declarePayerSweep } from "./sweep.ts";

/** 납부자 페이지. */
export function createPayerDesk(parts: PayerParts, deps: PayerDeps): PayerDesk {
  const { kernel } = parts;
  declarePayerSweep(kernel);
  const codes = createCodes(parts);
  const sessions = createSessions(parts, codes);
  return {
    ...createLinks(parts),
    merchantOf: async (token) => (await findLink(kernel, token))?.merchantName,
    sendCode: sessions.sendCode,
    open: sessions.open,
    close: sessions.close,
    view: async (session) => await readView(kernel, await sessions.find(session)),
    consentText: async (session, input) =>
      await consentText(kernel, await sessions.find(session), input),
    async sendConsentCode(session, input) {
      const link = await sessions.find(session);
      const text = await consentText(kernel, link, input);
      await checkAccount(kernel, link, input);
      const value = link.linkId;
      await kernel.rateLimits.consume({ ...CODE_LIMIT, name: "debit.payer.consentCode", value });
      const facts = await consentFacts(kernel, link, input);
      await codes.send(link, { name: "consent", text }, facts);
      return text;
    },
    ...createAccountChanges(parts, deps, { sessions, codes }),
  };
}
