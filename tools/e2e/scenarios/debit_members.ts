/**
 * The people of a merchant: made by an operator, first password changed, second factor enrolled; and
 * another account that is locked.
 *
 * @module
 */
import { equal, match, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import {
  changePassword,
  enrolCodeApp,
  issuedAccount,
  main,
  type Member,
  openAs,
  pathOf,
  press,
  typeLogin,
} from "../pages/debit_staff_page.ts";
import type { Room, Scenario } from "../world.ts";
import {
  administratorOf,
  keepAdministrator,
  openDebit,
  operatorOf,
  type Rail,
  RAILS,
  visitDebit,
} from "./debit_room.ts";

/** It passes the check of business numbers and is nobody's. */
const BUSINESS_NUMBER = "123-45-00003";
const OWN_PASSWORD = "maru-e2e-2026-own!";

export function debitMemberScenarios(): Scenario[] {
  return RAILS.flatMap((rail): Scenario[] => [
    {
      name:
        `자동이체(${rail.words}): 운영자가 등록한 업체의 관리자가 첫 비밀번호를 바꾸고 인증 앱을 등록한다`,
      phase: 10,
      holds: ["debit operator"],
      run: (room) => makesAdministrator(room, rail),
    },
    {
      name: `자동이체(${rail.words}): 다른 계정은 다섯 번 틀리면 잠긴다`,
      phase: 11,
      holds: [`debit ${rail.name}`],
      run: (room) => locksAnother(room, rail),
    },
  ]);
}

async function makesAdministrator(room: Room, rail: Rail): Promise<void> {
  const operator = await visitDebit(room);
  if (operatorOf().secret === undefined) await enrolCodeApp(operator, operatorOf());
  const member = rail.contract === undefined
    ? await addAdministrator(operator, rail)
    : await makeMerchant(operator, rail, rail.contract);

  const page = await visitDebit(room);
  await typeLogin(page, member);
  equal(pathOf(page), "/staff/password", "the first password leads to its change");
  await page.goto("/debit");
  equal(pathOf(page), "/staff/password", "and nothing else can be seen before");
  await changePassword(page, member, OWN_PASSWORD);
  await page.goto("/debit");
  equal(pathOf(page), "/debit");
  await enrolCodeApp(page, member);
  match(await main(page), /2단계 인증/);
  keepAdministrator(room, rail, member);
}

/** A merchant that is there gets one more administrator. */
async function addAdministrator(operator: Page, rail: Rail): Promise<Member> {
  await openAs(operator, operatorOf(), "/operator/members/new");
  await operator.getByRole("link", { name: rail.merchant }).click();
  await operator.locator("#field-name").fill("한결");
  await press(operator, "만들기");
  return await issuedAccount(operator);
}

/** A new merchant with its administrator, its contract and the contract's item. */
async function makeMerchant(
  operator: Page,
  rail: Rail,
  contract: Readonly<Record<string, string>>,
): Promise<Member> {
  await openAs(operator, operatorOf(), "/operator/debit/merchants/new");
  await operator.locator("#field-name").fill(rail.merchant);
  await operator.locator("#field-businessNumber").fill(BUSINESS_NUMBER);
  await operator.locator("#field-administratorName").fill("한결");
  await press(operator, "등록");
  const member = await issuedAccount(operator);
  await operator.getByRole("link", { name: "계약 추가하기" }).click();
  await operator.locator("#field-rail").selectOption(rail.name);
  for (const [name, value] of Object.entries(contract)) {
    await operator.locator(`#field-${name}`).fill(value);
  }
  await press(operator, "계약 저장");
  await operator.locator("#field-itemCode").selectOption({ label: rail.itemName });
  await operator.locator("#field-collectionDay").selectOption(rail.dueDay);
  await operator.locator("#field-successFeeWon").fill("250");
  await operator.locator("#field-failureFeeWon").fill("50");
  await press(operator, "항목 저장");
  match(await main(operator), new RegExp(`${rail.itemName} ${rail.dueDay}일 250원 50원`));
  return member;
}

async function locksAnother(room: Room, rail: Rail): Promise<void> {
  administratorOf(room, rail);
  const page = await openDebit(room, rail, "/staff/members/new");
  await page.locator("#field-name").fill("새솔");
  await page.locator("#field-role").selectOption({ label: "역할 없음 (권한 없음)" });
  await press(page, "추가");
  const member = await issuedAccount(page);

  const elsewhere = await visitDebit(room);
  for (let left = 4; left > 0; left--) {
    await typeLogin(elsewhere, { loginId: member.loginId, password: "wrong-password-1" });
    match(await main(elsewhere), new RegExp(`${left}번 더 틀리면 잠깁니다`));
  }
  await typeLogin(elsewhere, { loginId: member.loginId, password: "wrong-password-1" });
  match(await main(elsewhere), /다섯 번 틀려 잠겼습니다/);
  await typeLogin(elsewhere, member);
  match(await main(elsewhere), /다섯 번 틀려 잠겼습니다/);
  ok(pathOf(elsewhere) === "/staff/login", "the right password does not open it any more");
  await page.goto("/staff/members");
  match(await main(page), /새솔.*잠/);
}
