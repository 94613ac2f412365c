/**
 * What pages say, held against what Python sums from the exchanged files.
 *
 * @module
 */
import { deepEqual, equal } from "node:assert/strict";
import type { Page } from "playwright-core";
import type { DebitSums, DebitSystem, MerchantSums, Sum } from "../harness/debit_system.ts";
import { resultTotals } from "../pages/debit_collection_page.ts";
import type { Room } from "../world.ts";
import { knownPayers } from "./debit_known_payers.ts";
import type { Rail } from "./debit_room.ts";

/** What the files add up to, banks' lines apart from the clearing house. */
export async function placesOf(
  debit: DebitSystem,
): Promise<{ readonly lines: readonly DebitSums[]; readonly house: DebitSums | undefined }> {
  const places = Object.entries((await debit.sums()).places);
  return {
    lines: places.filter(([place]) => place.length === 3).map(([, each]) => each),
    house: places.find(([place]) => place.length > 3)?.[1],
  };
}

/** What the files say of the one merchant that asked for debits on a rail. */
export async function merchantSums(room: Room, rail: Rail): Promise<MerchantSums> {
  const debit = await room.world.debit();
  const { merchants } = await debit.sums(knownPayers(room, rail));
  const found = Object.values(merchants).filter((each) =>
    each.rail === rail.name && each.requested.count > 0
  );
  equal(found.length, 1, `merchants with debits on ${rail.name}`);
  return found[0] as MerchantSums;
}

/** What the results page heads its list with is what the files add up to. */
export async function resultsAgree(page: Page, sums: DebitSums): Promise<void> {
  const totals = await resultTotals(page);
  const shown = ["이체의뢰대기", "이체의뢰중", "이체처리완료", "이체처리미완료"]
    .map((label) => [label, totals[label]]);
  deepEqual(Object.fromEntries(shown), {
    이체의뢰대기: { count: 0, won: 0 },
    이체의뢰중: sums.waiting,
    이체처리완료: sums.collected,
    이체처리미완료: sums.failed,
  });
}

export function sumOf(all: readonly Sum[]): Sum {
  return {
    count: all.reduce((count, each) => count + each.count, 0),
    won: all.reduce((won, each) => won + each.won, 0),
  };
}
