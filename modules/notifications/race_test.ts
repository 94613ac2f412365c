import assert from "node:assert/strict";
import { testKernel } from "@maru/kernel/testing";
import { createDelivery } from "./delivery.ts";
import type { MessageProvider } from "./message_provider.ts";
import { putIntoOutbox, SEND_QUEUE } from "./outbox.ts";
import { tablesOf } from "./tables.ts";

Deno.test("two workers at once send a message once", async () => {
  await using test = await testKernel({ modules: ["kernel", "notifications"] });
  const { kernel } = test;
  let sendCount = 0;
  const provider: MessageProvider = {
    async send({ key }) {
      sendCount += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { state: "accepted", providerId: key };
    },
    find: () => Promise.resolve(undefined),
    statusOf: (providerId) => Promise.resolve({ providerId, state: "pending" }),
    readReceipt: () => [],
  };
  const options = { concurrency: 1, retryCountMax: 1, retryDelaySeconds: 1, expireInSeconds: 60 };
  kernel.jobs.define(SEND_QUEUE, options, () => Promise.resolve());
  await kernel.transaction((tx) =>
    putIntoOutbox(kernel, tx, {
      key: "race",
      template: "auth.newLogin",
      values: { name: "홍길동", at: "11월 20일 12:00" },
      phone: "01098765432",
    })
  );
  const { id } = await tablesOf(kernel.database.db).selectFrom("message").select("id")
    .executeTakeFirstOrThrow();
  const workers = Array.from({ length: 8 }, () => createDelivery({ kernel, provider }));
  await Promise.all(workers.map((worker) => worker.advance(id)));
  assert.equal(sendCount, 1);
});
