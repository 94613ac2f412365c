/**
 * What is known of the payers beside the exchanged files: the sheet that was uploaded and the demo's own.
 *
 * @module
 */
import { FIELD_COLUMNS, sampleCells } from "@maru/debit/testing";
import { DEMO_MERCHANTS } from "../../demo_debit.ts";
import type { KnownPayer } from "../harness/debit_system.ts";
import type { Room } from "../world.ts";
import type { Rail } from "./debit_room.ts";

const SHEET_ROWS = 10_000;
/** As the sheet types them. */
const BANK_CODES: Readonly<Record<string, string>> = {
  신한은행: "088",
  국민은행: "004",
  우리: "020",
  "088": "088",
};
const ITEM_CODES: Readonly<Record<string, string>> = { 학원비: "tuition", 회비: "membership" };

/** Cash that a step took for the failed debit of an account. */
export interface TakenCash {
  readonly bankCode: string;
  readonly account: string;
  readonly won: number;
}

export function keepCash(room: Room, rail: Rail, cash: TakenCash): void {
  room.world.kept.set(`debit cash ${rail.name}`, cash);
}

/** Everybody whom the merchant of the rail has, with the cash that was taken. */
export function knownPayers(room: Room, rail: Rail): readonly KnownPayer[] {
  const cash = room.world.kept.get(`debit cash ${rail.name}`) as TakenCash | undefined;
  return [...sheetPayers(rail), ...demoPayers(rail)].map((payer) => ({
    ...payer,
    cashWon: cash?.bankCode === payer.bankCode && cash.account === payer.account ? cash.won : 0,
  }));
}

function sheetPayers(rail: Rail): KnownPayer[] {
  const at = (name: string) => FIELD_COLUMNS.findIndex(({ field }) => field === name);
  const [bank, account, grade, monthly] = [
    at("bankCode"),
    at("account"),
    at("grade"),
    at("monthlyWon"),
  ] as [number, number, number, number];
  return Array.from({ length: SHEET_ROWS }, (_, index) => {
    const cells = sampleCells(index, { itemName: rail.itemName, dueDay: rail.dueDay });
    return {
      rail: rail.name,
      bankCode: BANK_CODES[cells[bank] ?? ""] ?? "",
      account: cells[account] ?? "",
      item: ITEM_CODES[rail.itemName] ?? "",
      grade: cells[grade] ?? "",
      grossWon: Number(cells[monthly]),
    };
  });
}

function demoPayers(rail: Rail): KnownPayer[] {
  const merchant = DEMO_MERCHANTS.find(({ name }) => name === rail.merchant);
  return (merchant?.payers ?? []).map((payer) => ({
    rail: rail.name,
    bankCode: payer.bankCode,
    account: payer.account,
    item: merchant?.item ?? "",
    grade: payer.grade,
    grossWon: Number(payer.monthlyWon),
  }));
}
