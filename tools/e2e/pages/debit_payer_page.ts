/**
 * 납부자 페이지: opened by the link that the payer's phone received, and by codes sent there.
 *
 * @module
 */
import type { Page } from "playwright-core";
import type { ReceivedMessage } from "../harness/debit_system.ts";
import { main, pathOf, press } from "./debit_staff_page.ts";

const MESSAGE_MS_MAX = 60_000;

/** What a phone received, newest first. */
export type Inbox = () => Promise<readonly ReceivedMessage[]>;

/** The newest message of a template that was not there before. @throws {Error} when none comes */
export async function nextMessage(
  page: Page,
  { inbox, template, known }: {
    readonly inbox: Inbox;
    readonly template: string;
    /** Ids of what had arrived already. */
    readonly known: ReadonlySet<string>;
  },
): Promise<ReceivedMessage> {
  const endsAt = performance.now() + MESSAGE_MS_MAX;
  while (performance.now() < endsAt) {
    const found = (await inbox()).find(({ id, templateId }) =>
      templateId === template && !known.has(id)
    );
    if (found !== undefined) return found;
    await page.waitForTimeout(500);
  }
  throw new Error(`Cannot see a message "${template}" in time`);
}

/** Does what makes a message be sent, and waits for it. */
export async function messageAfter(
  page: Page,
  { inbox, template }: { readonly inbox: Inbox; readonly template: string },
  act: () => Promise<void>,
): Promise<ReceivedMessage> {
  const known = new Set((await inbox()).map(({ id }) => id));
  await act();
  return await nextMessage(page, { inbox, template, known });
}

/** The six digits of a code's message. */
export function codeIn({ text }: ReceivedMessage): string {
  const code = /인증번호 (\d{6})/.exec(text)?.[1];
  if (code === undefined) throw new Error(`Cannot find a code in "${text}"`);
  return code;
}

/** Proves the phone at the link; the page then shows the payer's debits. */
export async function openLink(page: Page, url: string, inbox: Inbox): Promise<void> {
  await page.goto(url);
  const message = await messageAfter(
    page,
    { inbox, template: "MARU_DEBIT_PAYER_CODE_1" },
    () => press(page, "휴대폰으로 인증번호 받기"),
  );
  await page.locator("#field-code").fill(codeIn(message));
  await press(page, "확인");
  if (pathOf(page) !== "/pay") {
    throw new Error(`Cannot open the payer's page: it says ${await main(page)}`);
  }
}

export interface NewAccount {
  readonly bankCode: string;
  readonly account: string;
  readonly holder: string;
  readonly holderIdentity: string;
}

/** Types the account and stands at its consent with the code typed; answers the code. */
export async function typeAccount(
  page: Page,
  account: NewAccount,
  inbox: Inbox,
): Promise<string> {
  await page.locator("#field-bankCode").selectOption(account.bankCode);
  for (const name of ["account", "holder", "holderIdentity"] as const) {
    await page.locator(`#field-${name}`).fill(account[name]);
  }
  const message = await messageAfter(
    page,
    { inbox, template: "MARU_DEBIT_PAYER_CONSENT_CODE_1" },
    () => press(page, "동의서 확인하고 인증번호 받기"),
  );
  const code = codeIn(message);
  await page.locator("#field-code").fill(code);
  return code;
}
