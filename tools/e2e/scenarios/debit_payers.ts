/**
 * 납부자 페이지 on each rail: from the link that the payer's phone received to another account.
 *
 * @module
 */
import { equal, match, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import { untilSays } from "../pages/debit_collection_page.ts";
import {
  type Inbox,
  messageAfter,
  type NewAccount,
  openLink,
  typeAccount,
} from "../pages/debit_payer_page.ts";
import { main, openAs, pathOf, press } from "../pages/debit_staff_page.ts";
import type { Room, Scenario } from "../world.ts";
import { lookAt } from "./accessibility.ts";
import { administratorOf, debitOf, openDebit, type Rail, RAILS, visitDebit } from "./debit_room.ts";

interface Payer {
  readonly customerNumber: string;
  readonly phone: string;
  /** What the page says of December. */
  readonly history: RegExp;
  readonly account: NewAccount;
}

/** Whose debit failed and was paid in cash, in part or in full. */
const PAYERS: Readonly<Record<Rail["name"], Payer>> = {
  directLine: {
    customerNumber: "S00000004",
    phone: "01000000004",
    history: /2026년 12월 학원비 출금되지 않음.*사유:/,
    account: {
      bankCode: "088",
      account: "1400000777004",
      holder: "정한결",
      holderIdentity: "840514",
    },
  },
  clearingHouse: {
    customerNumber: "M0004",
    phone: "01077779999",
    history: /2026년 12월 회비 현금으로 납부/,
    account: {
      bankCode: "020",
      account: "1002000777004",
      holder: "임푸름",
      holderIdentity: "900101",
    },
  },
};

export function debitPayerScenarios(): Scenario[] {
  return RAILS.map((rail): Scenario => ({
    name:
      `자동이체(${rail.words}): 납부자가 알림톡의 링크로 내역을 보고 동의와 함께 계좌를 바꾼다 (360px, 1440px)`,
    phase: 23,
    holds: [`debit ${rail.name}`],
    run: (room) => changesAccount(room, rail),
  }));
}

async function changesAccount(room: Room, rail: Rail): Promise<void> {
  const payer = PAYERS[rail.name];
  const debit = await debitOf(room);
  const inbox = () => debit.inbox(payer.phone);
  const merchant = await openDebit(room, rail, `/debit/customers?text=${payer.customerNumber}`);
  await merchant.locator("main table tbody a").first().click();
  await merchant.waitForLoadState("load");
  const url = await sendLink(merchant, inbox);

  const problems: string[] = [];
  const page = await visitDebit(room, { width: "narrow" });
  await page.goto(url);
  problems.push(...await lookAt(page, "the payer's link"));
  await openLink(page, url, inbox);
  match(await main(page), payer.history);
  problems.push(...await lookAt(page, "the payer's page"));
  await page.getByRole("link", { name: /출금 계좌 변경/ }).first().click();
  await page.waitForLoadState("load");
  problems.push(...await lookAt(page, "the payer's change of account"));
  await page.getByRole("link", { name: "공동인증서로 동의하기" }).click();
  await page.waitForLoadState("load");
  problems.push(...await lookAt(page, "the payer's consent by certificate"));
  await page.goBack();
  const code = await typeAccount(page, payer.account, inbox);
  problems.push(...await lookAt(page, "the payer's consent"));
  await refusesWithoutConsent(page);
  // A code is never sent back to the page.
  await page.locator("#field-code").fill(code);
  await page.getByRole("checkbox", { name: /동의/ }).check();
  await press(page, "동의하고 변경 신청");
  match(await main(page), /출금 계좌 변경을 신청했습니다/);
  match(await main(page), /은행 등록 대기/);

  // The merchant sees the new account, its application and the proof of consent.
  await openAs(merchant, administratorOf(room, rail), "/debit/registrations");
  await untilSays(merchant, administratorOf(room, rail), {
    path: `/debit/registrations?text=${payer.customerNumber}`,
    words: new RegExp(masked(payer.account.account)),
  });
  await press(page, "나가기");
  await page.goto("/pay");
  match(await main(page), /납부자 페이지를 다시 열어 주십시오/);
  equal(problems.join("\n"), "");
}

/** The link of the 알림톡, as the phone shows it. */
async function sendLink(merchant: Page, inbox: Inbox): Promise<string> {
  const message = await messageAfter(
    merchant,
    { inbox, template: "MARU_DEBIT_PAYER_LINK_1" },
    () => press(merchant, "주소 보내기"),
  );
  match(await main(merchant), /납부자 페이지 주소를 보냈습니다/);
  equal(message.channel, "kakao");
  const url = message.buttons[0]?.linkMo ?? "";
  ok(url.startsWith(new URL(merchant.url()).origin), "the button leads here");
  return url;
}

/** As pages show an account: the first and the last three digits. */
function masked(account: string): string {
  return `${account.slice(0, 3)}\\*+${account.slice(-3)}`;
}

async function refusesWithoutConsent(page: Page): Promise<void> {
  await press(page, "동의하고 변경 신청");
  ok(pathOf(page).endsWith("/account"), "nothing is changed without the tick");
  match(await main(page), /1곳을 확인해 주십시오/);
}
