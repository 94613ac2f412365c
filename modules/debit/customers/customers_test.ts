import assert from "node:assert/strict";
import {
  CustomerInputError,
  CustomerNotFoundError,
  CustomerNumberTakenError,
  EndedError,
  StaleVersionError,
} from "./errors.ts";
import { CUSTOMER, customerWorld, OPERATOR, STAFF } from "./testing/customer_world.ts";

Deno.test("customers are made, read, changed and kept apart", async (t) => {
  await using world = await customerWorld();
  const { customers, merchantId, contracts } = world;
  const input = { ...CUSTOMER, contractId: contracts.directLine, number: "A-1", actor: STAFF };
  const { id } = await customers.create(merchantId, input);

  await t.step(
    "get gives what was typed, numbers without hyphens, the identity masked",
    async () => {
      const customer = await customers.get(merchantId, id);
      assert.equal(customer.phone, "021234567");
      assert.equal(customer.mobile, "01012345678");
      assert.equal(customer.identityMasked, "90****");
      assert.equal(customer.version, 1);
      assert.equal(JSON.stringify(customer).includes("900101"), false);
    },
  );

  await t.step("create refuses a number that another customer has", async () => {
    await assert.rejects(customers.create(merchantId, input), CustomerNumberTakenError);
  });

  await t.step("create names every wrong field at once", async () => {
    const wrong = {
      ...input,
      number: "",
      name: "가".repeat(61),
      identity: "900230",
      phone: "12",
      mobile: "010",
      email: "a@b",
      industryCode: "00000",
      joinedOn: "2026-02-29",
      region: "평양",
      postcode: "123-456",
    };
    await assert.rejects(customers.create(merchantId, wrong), (error) => {
      assert.ok(error instanceof CustomerInputError);
      assert.deepEqual(error.problems.map(({ field, reason }) => `${field} ${reason}`), [
        "number missing",
        "name tooLong",
        "identity identityFormat",
        "phone phoneFormat",
        "mobile phoneFormat",
        "email emailFormat",
        "industryCode notAChoice",
        "joinedOn notADate",
        "region notAChoice",
        "postcode postcodeFormat",
      ]);
      return true;
    });
  });

  await t.step(
    "create refuses a resident number with its own reason, and tells it nowhere",
    async () => {
      const wrong = { ...input, number: "A-2", identity: "900101-1234567" };
      await assert.rejects(customers.create(merchantId, wrong), (error) => {
        assert.ok(error instanceof CustomerInputError);
        assert.deepEqual(error.problems, [{ field: "identity", reason: "residentNumber" }]);
        assert.equal(error.message.includes("1234567"), false);
        return true;
      });
    },
  );

  await t.step("save changes, counts the version up and writes the history by masks", async () => {
    const changed = { ...input, id, version: 1, mobile: "010-9999-5678", identity: "910202" };
    await customers.save(merchantId, changed);
    const customer = await customers.get(merchantId, id);
    assert.equal(customer.mobile, "01099995678");
    assert.equal(customer.identityMasked, "91****");
    assert.equal(customer.version, 2);
    const [entry] = await customers.history(merchantId, id);
    assert.equal(entry!.action, "changed");
    assert.equal(entry!.actorName, "박지우");
    assert.deepEqual(entry!.changes, [
      { field: "mobile", from: "010-****-5678", to: "010-****-5678" },
      { field: "identity", from: "90****", to: "91****" },
    ]);
  });

  await t.step(
    "save without an identity keeps it, and saving the same changes nothing",
    async () => {
      const { identity: _identity, ...rest } = input;
      const same = { ...rest, mobile: "01099995678", id, version: 2 };
      await customers.save(merchantId, same);
      const customer = await customers.get(merchantId, id);
      assert.equal(customer.identityMasked, "91****");
      assert.equal(customer.version, 2);
      assert.equal((await customers.history(merchantId, id)).length, 2);
    },
  );

  await t.step("save refuses a version that is not the last", async () => {
    const stale = { ...input, id, version: 1, name: "이바다" };
    await assert.rejects(customers.save(merchantId, stale), (error) => {
      assert.ok(error instanceof StaleVersionError);
      assert.equal(error.currentVersion, 2);
      return true;
    });
    assert.equal((await customers.get(merchantId, id)).name, "김하늘");
  });

  await t.step("save refuses a number that another customer has", async () => {
    const other = await world.addCustomer({ number: "A-9" });
    const taken = { ...input, id: other, version: 1, number: "A-1" };
    await assert.rejects(customers.save(merchantId, taken), CustomerNumberTakenError);
  });

  await t.step(
    "a business wants a business number, and another kind its own identity",
    async () => {
      const business = { ...input, id, version: 2, kind: "business" as const };
      const { identity: _identity, ...silent } = business;
      for (const wrong of [business, silent]) {
        await assert.rejects(customers.save(merchantId, wrong), CustomerInputError);
      }
      await customers.save(merchantId, { ...business, identity: "120-87-00004" });
      assert.equal((await customers.get(merchantId, id)).identityMasked, "120-87-*****");
    },
  );

  await t.step("another merchant finds none of it", async () => {
    const stranger = await world.addMerchant();
    await world.addContract(stranger, "directLine");
    await assert.rejects(customers.get(stranger, id), CustomerNotFoundError);
    const foreign = { ...input, id, version: 3 };
    await assert.rejects(customers.save(stranger, foreign), CustomerNotFoundError);
    await assert.rejects(customers.end(stranger, { id, actor: OPERATOR }), CustomerNotFoundError);
    await assert.rejects(
      customers.reopen(stranger, { id, actor: OPERATOR }),
      CustomerNotFoundError,
    );
    assert.equal((await customers.list(stranger, { limit: 50 })).total, 0);
    assert.deepEqual(await customers.history(stranger, id), []);
    assert.deepEqual(await customers.grades(stranger), []);
    await assert.rejects(customers.create(stranger, input), CustomerInputError);
    await assert.rejects(customers.get(merchantId, "no id"), CustomerNotFoundError);
  });

  await t.step("a customer that has ended is not changed before it is reopened", async () => {
    await customers.end(merchantId, { id, actor: STAFF });
    const { version, state } = await customers.get(merchantId, id);
    assert.equal(state, "ended");
    const late = {
      ...input,
      name: "한빛상사",
      kind: "business" as const,
      identity: "1208700004",
      id,
      version,
    };
    await assert.rejects(customers.save(merchantId, late), EndedError);
    await customers.reopen(merchantId, { id, actor: STAFF });
    await customers.save(merchantId, { ...late, version: version + 1 });
    const actions = (await customers.history(merchantId, id)).map(({ action }) => action);
    assert.deepEqual(actions, ["changed", "reopened", "ended", "changed", "changed", "created"]);
  });
});

const hasPostgres = (Deno.env.get("DATABASE_URL") ?? "") !== "";

Deno.test({
  name: "of many that take one customer number at once, exactly one gets it",
  ignore: !hasPostgres,
  async fn() {
    await using world = await customerWorld();
    const { customers, merchantId, contracts } = world;
    const input = { ...CUSTOMER, contractId: contracts.directLine, number: "R-1", actor: STAFF };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, () => customers.create(merchantId, input)),
    );
    const refused = outcomes.filter(({ status }) => status === "rejected");
    assert.equal(refused.length, 11);
    for (const outcome of refused) {
      assert.ok(
        outcome.status === "rejected" && outcome.reason instanceof CustomerNumberTakenError,
      );
    }
    assert.equal((await customers.list(merchantId, { limit: 50 })).total, 1);
  },
});

Deno.test({
  name: "of many that save one version at once, exactly one does",
  ignore: !hasPostgres,
  async fn() {
    await using world = await customerWorld();
    const { customers, merchantId, contracts } = world;
    const id = await world.addCustomer({ number: "R-2" });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) =>
        customers.save(merchantId, {
          ...CUSTOMER,
          contractId: contracts.directLine,
          number: "R-2",
          name: `이름${index}`,
          id,
          version: 1,
          actor: STAFF,
        })),
    );
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
    const { version } = await customers.get(merchantId, id);
    assert.equal(version, 2);
    assert.equal((await customers.history(merchantId, id)).length, 2);
  },
});
