import assert from "node:assert/strict";
import { pageFaults } from "../testing.ts";
import { collectionPaths } from "./collection_paths.ts";
import { debitPaths } from "./context.ts";
import { openCustomerSite } from "./customer_test_site.ts";

type Site = Awaited<ReturnType<typeof openCustomerSite>>;

const REASON = "은행에서 해지한 자동이체";

Deno.test("pages say that a mandate ended, and what is needed to debit again", async () => {
  await using world = await openCustomerSite();
  const { ids, ask } = world;
  await endMandate(world);
  const instruction = await ask("GET", debitPaths.instruction(ids.instruction));
  assert.deepEqual(pageFaults(instruction.text), []);
  assert.match(instruction.text, new RegExp(`${REASON}입니다 \\(은행 코드 0019\\)`));
  assert.match(instruction.text, /다시 신청해 주십시오/);
  const customer = await ask("GET", debitPaths.customer(ids.customer));
  assert.match(customer.text, />해지</);
  const registrations = await ask("GET", debitPaths.registrations);
  assert.deepEqual(pageFaults(registrations.text), []);
  assert.match(registrations.text, /다시 신청할 것으로 선택/);
  assert.match(registrations.text, /동의자료를 새로 받아 올려 주십시오/);
  const sheet = await ask("GET", collectionPaths.registrationsExport("csv"));
  assert.match(sheet.text, /해지,.*,계좌신청완료,.*,새 동의자료 필요/);
  const candidates = await ask("GET", `${debitPaths.requests}?dueDate=2026-12-25`);
  assert.match(candidates.text, /계좌신청이 미완료이거나 해지되었습니다/);
});

Deno.test("a retry of a debit whose mandate ended is refused in words", async () => {
  await using world = await openCustomerSite();
  const { ids, ask, site } = world;
  await endMandate(world);
  const { earliestDate } = await site.debit.orders.retryWindow(world.merchantId, {
    contractId: ids.contract,
    date: site.kernel.calendar.dateOf(site.kernel.clock.now()),
  });
  const pressed = await ask("POST", debitPaths.retries, {
    contractId: ids.contract,
    date: earliestDate,
    order: ids.order,
  });
  assert.equal(pressed.status, 303);
  const shown = await ask("GET", pressed.location);
  assert.deepEqual(pageFaults(shown.text), []);
  assert.match(shown.text, /재처리를 의뢰하지 못한 것이 있습니다/);
  assert.match(shown.text, /계좌신청을 다시 해 주십시오/);
  const unknown = await ask("GET", `${debitPaths.retries}?refused=nobody`);
  assert.doesNotMatch(unknown.text, /의뢰하지 못한/);
});

/** The debit failed because the payer had ended the mandate at the bank, as the exchange notes it. */
async function endMandate({ site: { kernel }, ids }: Site): Promise<void> {
  const { db } = kernel.database;
  const now = kernel.clock.now();
  const date = "2026-11-05";
  await db.updateTable("debit.debit_order" as never)
    .set({ state: "failed", code: "0019", debit_date: date } as never)
    .where("id" as never, "=", ids.order as never).execute();
  await db.updateTable("debit.charge" as never).set({ due_date: date } as never).execute();
  await db.updateTable("debit.registration" as never)
    .set({ state: "done", code: "0000", resulted_at: now } as never).execute();
  const given = await db.selectFrom("debit.registration" as never).selectAll()
    .executeTakeFirstOrThrow() as Record<string, unknown>;
  await db.insertInto("debit.registration" as never).values({
    ...given,
    id: kernel.uuid(),
    kind: 3,
    origin: "bank",
    code: "0019",
  } as never).execute();
  await db.updateTable("debit.instruction" as never)
    .set({ registration_state: "cancelled", registration_code: "0019" } as never)
    .where("id" as never, "=", ids.instruction as never).execute();
}
