import type { Kernel } from "@maru/kernel";
import { testKernel } from "@maru/kernel/testing";
import { sql } from "kysely";
import assert from "node:assert/strict";
import { createNotifications } from "./create_notifications.ts";
import { dueMessages, dueQuery } from "./due_messages.ts";
import type { MessageProvider } from "./message_provider.ts";

const NOW = new Date("2026-11-20T12:00:00+09:00");
const MESSAGE_COUNT = 20_000;
const provider: MessageProvider = {
  send: ({ key }) => Promise.resolve({ state: "accepted", providerId: key }),
  find: () => Promise.resolve(undefined),
  statusOf: (providerId) => Promise.resolve({ providerId, state: "pending" }),
  readReceipt: () => [],
};

/** Of each message's number: half are pending and due, the others wait for a look or for nothing. */
async function fill(kernel: Kernel): Promise<void> {
  const { db } = kernel.database;
  await sql`
    insert into notifications.message (id, key, template, template_version, kind, values_sealed,
      phone_sealed, phone_index, phone_masked, state, next_at, created_at)
    select gen_random_uuid(), 'bulk:' || n, 'debit.ahead', 1, 'INFO', '', '', 'x' || n, '', state,
      case state when 'pending' then ${NOW}::timestamptz - n * interval '1 ms'
        when 'sent' then ${NOW}::timestamptz + n * interval '1 s' end, ${NOW}::timestamptz
    from generate_series(1, ${MESSAGE_COUNT}::integer) n,
      lateral (select (array['pending', 'sent', 'pending', 'delivered'])[n % 4 + 1]) as s(state)`
    .execute(db);
  await sql`analyze notifications.message`.execute(db);
}

/** Kinds of the steps that the database would take. */
async function stepsOf(kernel: Kernel, isAwaited: boolean): Promise<string[]> {
  const [row] = await dueQuery(kernel, { isAwaited, limit: 500 })
    .explain<{ "QUERY PLAN": { Plan: Step }[] }>("json");
  const [{ Plan: plan }] = row!["QUERY PLAN"] as [{ Plan: Step }];
  const walk = (step: Step): string[] => [
    [step["Node Type"], step["Index Name"]].filter((word) => word !== undefined).join(" "),
    ...(step.Plans ?? []).flatMap(walk),
  ];
  return walk(plan);
}

interface Step {
  readonly "Node Type": string;
  readonly "Index Name"?: string;
  readonly Plans?: readonly Step[];
}

Deno.test("dueMessages() takes due messages from an index in order, and sorts none of them", async () => {
  await using test = await testKernel({ modules: ["kernel", "notifications"], now: NOW });
  await fill(test.kernel);
  assert.deepEqual(await stepsOf(test.kernel, true), ["Limit", "Index Scan message_due"]);
  assert.deepEqual(await stepsOf(test.kernel, false), ["Limit", "Index Scan message_due"]);
});

Deno.test("what somebody waits for is found before thousands that were due sooner, held ones are not", async () => {
  await using test = await testKernel({ modules: ["kernel", "notifications"], now: NOW });
  const { kernel } = test;
  const notifications = createNotifications({ kernel, provider });
  await fill(kernel);
  await kernel.transaction((tx) =>
    notifications.send(tx, {
      key: "code",
      template: "debit.payerCode",
      phone: "01098765432",
      values: { code: "123456", minutes: "5" },
    })
  );
  const awaited = await dueMessages(kernel, { isAwaited: true, limit: 500 });
  assert.equal(awaited.length, 1);
  assert.equal(awaited[0]?.isAwaited, true);
  const others = await dueMessages(kernel, { isAwaited: false, limit: 3 });
  const { rows } = await sql<{ key: string }>`
    select key from notifications.message
    where id = any(${others.map(({ id }) => id)}::uuid[]) order by next_at`
    .execute(kernel.database.db);
  assert.deepEqual(rows.map(({ key }) => key), ["bulk:20000", "bulk:19998", "bulk:19996"]);
  await sql`update notifications.message set held_until = ${NOW}::timestamptz + interval '1 minute'
    where key = 'bulk:20000' or key = 'code'`.execute(kernel.database.db);
  const [next] = await dueMessages(kernel, { isAwaited: false, limit: 1 });
  assert.equal(next?.id, others[1]?.id);
  assert.deepEqual(await dueMessages(kernel, { isAwaited: true, limit: 1 }), []);
});
