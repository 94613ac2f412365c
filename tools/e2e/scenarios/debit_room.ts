/**
 * What the scenarios of auto-debit share: their own system, one merchant on each rail, and who signs in.
 *
 * @module
 */
import type { Page } from "playwright-core";
import { visit, type VisitorOptions } from "../harness/browser.ts";
import type { DebitSystem } from "../harness/debit_system.ts";
import { type Member, openAs } from "../pages/debit_staff_page.ts";
import { STAFF_PASSWORD } from "../pages/staff_page.ts";
import type { Room } from "../world.ts";

export interface Rail {
  readonly name: "directLine" | "clearingHouse";
  readonly words: string;
  readonly merchant: string;
  readonly itemName: string;
  /** Of the contract, before the 25th: whose failures can be asked for again in the same month. */
  readonly dueDay: string;
  /** Of a merchant that an operator makes; the others are of the demo. */
  readonly contract?: Readonly<Record<string, string>>;
}

export const RAILS: readonly Rail[] = [
  {
    name: "directLine",
    words: "은행 직접 연결",
    merchant: "가람음악학원",
    itemName: "학원비",
    dueDay: "15",
    contract: {
      name: "수강료 계약",
      dueDays: "5, 15, 25",
      startsOn: "2026-01-01",
      monthlyLimitWon: "5,000,000,000",
      debitLimitWon: "5,000,000",
      registrationFeeWon: "0",
    },
  },
  {
    name: "clearingHouse",
    words: "금융결제원",
    merchant: "새봄피트니스",
    itemName: "회비",
    dueDay: "10",
  },
];

export const [LINE, HOUSE] = RAILS as readonly [Rail, Rail];

/**
 * The embedded database of the demo works on ten thousand rows in one go; on a busy machine nobody is
 * answered meanwhile.
 */
const ANSWER_MS_MAX = 150_000;

/** A visitor of the auto-debit system. */
export async function visitDebit(room: Room, options: VisitorOptions = {}): Promise<Page> {
  const { url } = await room.world.debit();
  const { browser } = room.world;
  const page = await visit({ ...room, world: { browser, url } }, options);
  page.context().setDefaultTimeout(ANSWER_MS_MAX);
  return page;
}

/** The administrator that an earlier step made; every page opens signed in. */
export async function openDebit(
  room: Room,
  rail: Rail,
  path: string,
  options: VisitorOptions = {},
): Promise<Page> {
  const key = `debit session ${rail.name}`;
  const storageState = room.world.kept.get(key) as VisitorOptions["storageState"];
  const page = await visitDebit(room, {
    ...options,
    ...(storageState === undefined ? {} : { storageState }),
  });
  await openAs(page, administratorOf(room, rail), path);
  // Where the session still holds, the next page needs neither password nor code.
  room.world.kept.set(key, await page.context().storageState());
  return page;
}

/** The operator's code app is enrolled once, by the first step that needs it. */
const OPERATOR: Member = { loginId: "operator", password: STAFF_PASSWORD };

export function operatorOf(): Member {
  return OPERATOR;
}

export function keepAdministrator(room: Room, rail: Rail, member: Member): void {
  room.world.kept.set(`debit administrator ${rail.name}`, member);
}

/** @throws {Error} when the step that makes it did not pass */
export function administratorOf(room: Room, rail: Rail): Member {
  const member = room.world.kept.get(`debit administrator ${rail.name}`) as Member | undefined;
  if (member === undefined) throw new Error("Cannot go on: no administrator was made");
  return member;
}

export function debitOf(room: Room): Promise<DebitSystem> {
  return room.world.debit();
}
