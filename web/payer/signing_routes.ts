import { CustomerInputError } from "@maru/debit";
import { fromBase64 } from "@maru/pki/browser";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { LoginBodyError, readBody } from "../login/body.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { addressOf } from "../submit/context.ts";
import { FIELD_MESSAGES } from "./account_words.ts";
import { type PayerContext, requireInstruction, sessionOf } from "./context.ts";
import { payerPaths } from "./paths.ts";
import { SigningPage } from "./signing_page.ts";

/** 출금 계좌 변경, signed with a certificate: the page, the text to sign, and the signature. */
export function signingRoutes(context: PayerContext, routes: Hono<WebEnv>): void {
  const { payer, merchants } = context.debit;
  routes.get(payerPaths.signing(":id"), async (c) => {
    const { instruction: { id: instructionId } } = await requireInstruction(context, c);
    const now = context.kernel.clock.now();
    const banks = await merchants.banks();
    return page(c, SigningPage({ view: c.get("view"), instructionId, banks, now }));
  });
  routes.post(payerPaths.signingText(":id"), async (c) => {
    const { account } = await readAccount(c);
    const asked = await payer.prepareSignature(sessionOf(c), account);
    c.header("Cache-Control", "no-store");
    return c.json(asked);
  });
  routes.post(payerPaths.signature(":id"), async (c) => {
    const { account, text } = await readAccount(c);
    try {
      await payer.changeAccountSigned(sessionOf(c), {
        ...account,
        nonce: text("nonce", 64),
        cms: cmsOf(text("cms", CMS_LENGTH_MAX)),
        origin: c.req.header("origin") ?? new URL(context.config.publicUrl).origin,
        address: addressOf(c),
      });
    } catch (error) {
      if (!(error instanceof CustomerInputError)) throw error;
      return c.json(problemOfField(error), 422);
    }
    return c.json({ location: `${payerPaths.home}?changed=1` });
  });
}

/** 64 KB of CMS in base64. */
const CMS_LENGTH_MAX = 88_000;

async function readAccount(c: Context<WebEnv>) {
  const { text } = await readBody(c);
  return {
    text,
    account: {
      instructionId: idParam(c, "id"),
      bankCode: text("bankCode", 3),
      account: text("account", 24),
      holder: text("holder", 40),
      holderIdentity: text("holderIdentity", 12),
    },
  };
}

function cmsOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(fromBase64(base64));
  } catch {
    throw new LoginBodyError("cms");
  }
}

/** The first wrong field, in the form of every other problem. */
function problemOfField({ problems: [first] }: CustomerInputError) {
  const field = first?.field ?? "";
  return {
    status: 422,
    code: "DEBIT-422-11",
    title: FIELD_MESSAGES[field] ?? "값을 확인해 주십시오.",
    detail: "고친 뒤 동의서를 다시 확인해 주십시오.",
    field,
  };
}
