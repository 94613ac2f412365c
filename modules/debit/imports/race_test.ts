import assert from "node:assert/strict";
import { createKernel, type Kernel } from "@maru/kernel";
import { sql } from "kysely";
import { createEventLog } from "../integration/event_log.ts";
import { createRegistrationDesk } from "../registrations/create_registration_desk.ts";
import { createSchedule } from "../schedule/create_schedule.ts";
import { STAFF } from "../customers/testing/customer_world.ts";
import { applyAll } from "./apply_all.ts";
import { applyGood } from "./apply_good.ts";
import type { ImportDeps } from "./deps.ts";
import { WRITING_PACES } from "./limits.ts";
import { csvOf, type ImportWorld, importWorld } from "./testing/import_world.ts";
import { sampleCells } from "./testing/sample_cells.ts";
import { sampleWorkbook } from "./testing/sample_workbook.ts";

const ignore = (Deno.env.get("DATABASE_URL") ?? "") === "";
const ROW_COUNT = 25_000;

interface Process extends AsyncDisposable {
  readonly kernel: Kernel;
  readonly deps: ImportDeps;
}

/** The same database through a kernel of its own, as another process has it. */
async function otherProcess({ world }: ImportWorld): Promise<Process> {
  const { config } = world.kernel;
  const kernel = await createKernel({ ...config, databaseUrl: world.test.databaseUrl! }, {
    migrate: false,
  });
  const deps = { schedule: createSchedule({ kernel }), eventLog: createEventLog({ kernel }) };
  const registrations = createRegistrationDesk({ kernel }, deps);
  return {
    kernel,
    deps: { registrations },
    [Symbol.asyncDispose]: () => kernel.stop(),
  };
}

async function instructionsOf({ world }: ImportWorld) {
  const { rows: [counts] } = await sql<Record<string, number>>`
    select count(*)::integer as instructions, count(distinct payer_number)::integer as distinct,
      (select applied_count from debit.import) as done, (select same_count from debit.import) as same
    from debit.instruction`.execute(world.kernel.database.db);
  return counts!;
}

Deno.test({
  name: "two processes that apply the good rows at once apply each of them once",
  ignore,
  async fn() {
    await using test = await importWorld();
    await using one = await otherProcess(test);
    await using other = await otherProcess(test);
    const { merchantId } = test;
    const { id } = await test.check(sampleWorkbook({ rowCount: ROW_COUNT }).content);
    await test.imports.apply(merchantId, { id, which: "good", actor: STAFF });
    const key = { merchantId, importId: id };
    const { signal } = new AbortController();
    await Promise.all(
      [one, other, one].map(({ kernel, deps }) => applyGood(kernel, deps, key, signal)),
    );
    const good = ROW_COUNT - 37;
    assert.deepEqual(await instructionsOf(test), {
      instructions: good,
      distinct: good,
      done: good,
      // A second writer would have taken the first one's rows for imported before.
      same: 0,
    });
  },
});

Deno.test({
  name: "a further item waits for the customer that another lane still writes",
  ignore,
  async fn() {
    await using test = await importWorld();
    const { blockRowCount } = WRITING_PACES.postgres;
    const rows = Array.from({ length: blockRowCount + 10 }, (_, index) => sampleCells(index));
    rows.push(sampleCells(7, { itemName: "급식비" }));
    const { id } = await test.check(csvOf(rows));
    const done = await test.apply(id, "good");
    assert.deepEqual([done.state, done.appliedCount], ["done", blockRowCount + 11]);
  },
});

Deno.test({
  name: "two processes that apply all rows at once apply them once",
  ignore,
  async fn() {
    await using test = await importWorld();
    await using one = await otherProcess(test);
    await using other = await otherProcess(test);
    const { merchantId } = test;
    const { id } = await test.check(sampleWorkbook({ rowCount: ROW_COUNT }).content);
    await sql`update debit.import set bad_count = 0`.execute(test.world.kernel.database.db);
    await test.imports.apply(merchantId, { id, which: "all", actor: STAFF });
    const key = { merchantId, importId: id };
    const { signal } = new AbortController();
    await Promise.all(
      [one, other].map(({ kernel, deps }) => applyAll(kernel, deps, key, signal)),
    );
    const good = ROW_COUNT - 37;
    assert.deepEqual(await instructionsOf(test), {
      instructions: good,
      distinct: good,
      done: good,
      // A second writer would have taken the first one's rows for imported before.
      same: 0,
    });
  },
});

Deno.test({
  name: "a cancelled application of all rows leaves none of them",
  ignore,
  async fn() {
    await using test = await importWorld();
    await using one = await otherProcess(test);
    const { merchantId } = test;
    const { id } = await test.check(sampleWorkbook({ rowCount: ROW_COUNT }).content);
    await sql`update debit.import set bad_count = 0`.execute(test.world.kernel.database.db);
    await test.imports.apply(merchantId, { id, which: "all", actor: STAFF });
    const key = { merchantId, importId: id };
    const applying = applyAll(one.kernel, one.deps, key, new AbortController().signal);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await test.imports.cancel(merchantId, { id, actor: STAFF });
    await applying;
    assert.equal((await test.imports.get(merchantId, id)).state, "cancelled");
    assert.equal((await instructionsOf(test)).instructions, 0);
  },
});
