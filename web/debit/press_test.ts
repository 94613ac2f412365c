import assert from "node:assert/strict";
import type { Debit } from "@maru/debit";
import { openCustomerSite } from "./customer_test_site.ts";

type World = Awaited<ReturnType<typeof openCustomerSite>>;

const CUSTOMER = { number: "C0100", name: "최서연", kind: "individual", mobile: "010-2222-3333" };
const INSTRUCTION = {
  act: "save",
  itemCode: "tuition",
  limitWon: "500,000",
  monthlyWon: "300,000",
  firstMonth: "2026-12",
  dueDay: "25",
  bankCode: "088",
  account: "110-222-333444",
  holder: "최서연",
  holderIdentity: "910203",
};

interface Added {
  readonly path: string;
  readonly form: Readonly<Record<string, string>>;
  /** What the form's route calls. */
  readonly desk: object;
  readonly method: string;
  count(): Promise<number>;
}

/** Forms that add something. */
const FORMS: Readonly<Record<string, (world: World) => Added>> = {
  "a customer": ({ site: { debit }, ids, merchantId }) => ({
    path: "/debit/customers",
    form: { ...CUSTOMER, contractId: ids.contract },
    desk: debit.customers,
    method: "create" satisfies keyof Debit["customers"],
    count: async () => (await debit.customers.list(merchantId, { limit: 10 })).total,
  }),
  "an instruction": ({ site: { debit }, ids, merchantId }) => ({
    path: `/debit/customers/${ids.customer}/instructions`,
    form: INSTRUCTION,
    desk: debit.customers,
    method: "addInstruction" satisfies keyof Debit["customers"],
    count: async () => (await debit.customers.get(merchantId, ids.customer)).instructions.length,
  }),
  "a request for an item": ({ site: { debit }, merchantId }) => ({
    path: "/debit/settings/item-requests",
    form: { name: "방과후", reason: "새 강좌" },
    desk: debit.merchants,
    method: "requestItem" satisfies keyof Debit["merchants"],
    count: async () => (await debit.merchants.itemRequests({ merchantId })).length,
  }),
};

for (const [what, formOf] of Object.entries(FORMS)) {
  Deno.test(`a press whose work breaks off may be repeated, and adds ${what} once`, async () => {
    await using world = await openCustomerSite();
    const { path, form, desk, method, count } = formOf(world);
    const before = await count();
    const press = { ...form, _key: crypto.randomUUID() };
    const work = Reflect.get(desk, method);
    Reflect.set(desk, method, () => Promise.reject(new TypeError("Cannot go on")));
    assert.equal((await world.ask("POST", path, press)).status, 500);
    Reflect.set(desk, method, work);
    for (const _ of ["the same again", "and once more"]) {
      assert.equal((await world.ask("POST", path, press)).status, 303);
      assert.equal(await count(), before + 1);
    }
  });

  Deno.test(`two presses at the same time add ${what} once, and both go on`, async () => {
    await using world = await openCustomerSite();
    const { path, form, count } = formOf(world);
    const before = await count();
    const press = { ...form, _key: crypto.randomUUID() };
    const answers = await Promise.all([1, 2].map(() => world.ask("POST", path, press)));
    assert.deepEqual(answers.map(({ status }) => status), [303, 303]);
    assert.equal(await count(), before + 1);
  });
}

Deno.test("two presses at the same time save a changed customer, and neither is told of another's change", async () => {
  await using world = await openCustomerSite();
  const { site, ids, merchantId } = world;
  const { version } = await site.debit.customers.get(merchantId, ids.customer);
  const press = {
    ...CUSTOMER,
    contractId: ids.contract,
    version: String(version),
    _key: crypto.randomUUID(),
  };
  const path = `/debit/customers/${ids.customer}`;
  const answers = await Promise.all([1, 2].map(() => world.ask("POST", path, press)));
  assert.deepEqual(answers.map(({ status }) => status), [303, 303]);
  const saved = await site.debit.customers.get(merchantId, ids.customer);
  assert.deepEqual([saved.name, saved.version], [CUSTOMER.name, version + 1]);
});
