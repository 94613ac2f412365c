import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { RateLimitedError } from "@maru/kernel";
import { sql } from "kysely";
import {
  EvidenceNotFoundError,
  EvidenceRefusedError,
  InstructionNotFoundError,
  ReasonMissingError,
} from "./errors.ts";
import type { EvidenceInput } from "./customer_desk.ts";
import { customerWorld, INSTRUCTION, STAFF } from "./testing/customer_world.ts";

const PDF = new TextEncoder().encode("%PDF-1.7\n% consent of a made-up person");
const PAPER: EvidenceInput = { kind: 1, extension: "pdf", bytes: PDF };

Deno.test("a proof of consent is kept sealed and opened on record", async () => {
  await using world = await customerWorld();
  const { customers, merchantId, kernel } = world;
  const instructionId = await world.addInstruction(await world.addCustomer());
  const input = { ...PAPER, extension: ".PDF", instructionId, actor: STAFF };
  const { id } = await customers.addEvidence(merchantId, input);
  assert.equal((await customers.getInstruction(merchantId, instructionId)).hasEvidence, true);
  const [row] = await customers.evidence(merchantId, instructionId);
  assert.deepEqual([row!.id, row!.kind, row!.extension, row!.byteCount], [
    id,
    1,
    "pdf",
    PDF.length,
  ]);

  const { rows: [kept] } = await sql<{ row: Record<string, unknown>; bytes_sealed: Uint8Array }>`
    select to_jsonb(e) as row, bytes_sealed from debit.evidence e`.execute(kernel.database.db);
  assert.equal(new TextDecoder().decode(kept!.bytes_sealed).includes("consent"), false);
  // Nor does a hash stand there by which one could try which account it names.
  const hash = createHash("sha256").update(PDF).digest("hex");
  assert.equal(JSON.stringify(kept!.row).includes(hash), false);

  const opened = await customers.openEvidence(merchantId, {
    id,
    reason: " 이의 확인 ",
    actor: STAFF,
    address: "10.0.0.1",
  });
  assert.deepEqual(opened, { bytes: PDF, extension: "pdf" });
  const [entry] = await kernel.accessLog.find({ tenantId: merchantId, limit: 1 });
  assert.equal(entry!.action, "debit.evidence.open");
  assert.equal(entry!.actor, STAFF);
  assert.equal(entry!.subject, `evidence:${id}`);
  assert.equal(entry!.reason, "이의 확인");
  await assert.rejects(
    customers.openEvidence(merchantId, { id, reason: " ", actor: STAFF }),
    ReasonMissingError,
  );
  assert.equal(
    (await kernel.accessLog.find({ action: "debit.evidence.open", limit: 5 })).length,
    1,
  );

  const stranger = await world.addMerchant();
  await assert.rejects(
    customers.openEvidence(stranger, { id, reason: "이의 확인", actor: STAFF }),
    EvidenceNotFoundError,
  );
  assert.deepEqual(await customers.evidence(stranger, instructionId), []);
  await assert.rejects(customers.addEvidence(stranger, input), InstructionNotFoundError);
});

const REFUSED: readonly (readonly [string, Partial<EvidenceInput>, string])[] = [
  ["an unknown kind", { kind: 5 as 4 }, "kind"],
  ["a picture for a voice", { kind: 2 }, "extension"],
  ["an extension that the clearing house refuses", { extension: "docx" }, "extension"],
  ["nothing", { bytes: new Uint8Array() }, "empty"],
  ["more than 300 kB", { bytes: new Uint8Array(300_001) }, "tooLarge"],
  ["something else under that extension", { extension: "jpg" }, "content"],
];

Deno.test("addEvidence refuses what the clearing house would", async (t) => {
  await using world = await customerWorld();
  const instructionId = await world.addInstruction(await world.addCustomer());
  for (const [what, change, reason] of REFUSED) {
    await t.step(what, async () => {
      const input = { ...PAPER, ...change, instructionId, actor: STAFF };
      await assert.rejects(world.customers.addEvidence(world.merchantId, input), (error) => {
        assert.ok(error instanceof EvidenceRefusedError);
        assert.equal(error.reason, reason);
        return true;
      });
    });
  }
});

Deno.test("at the clearing house an application without proof waits, and moves with its cutoff", async () => {
  await using world = await customerWorld();
  const { customers, merchantId, registrations, contracts } = world;
  const customerId = await world.addCustomer({ contractId: contracts.clearingHouse });
  const instructionId = await world.addInstruction(customerId);
  const row = async () => {
    const { rows } = await registrations.list(merchantId, { state: "waiting", limit: 10 });
    return rows[0]!;
  };
  assert.equal((await row()).lacksEvidence, true);
  assert.equal((await row()).hasEvidence, false);
  assert.equal((await row()).cutoffAt.toISOString(), "2026-11-20T05:00:00.000Z");

  world.at("2026-11-20T14:01");
  await world.test.runTicks();
  assert.equal((await row()).state, "waiting");
  assert.equal((await row()).cutoffAt.toISOString(), "2026-11-23T05:00:00.000Z");

  world.at("2026-11-23T14:01");
  await customers.addEvidence(merchantId, { ...PAPER, instructionId, actor: STAFF });
  const proven = await row();
  assert.equal(proven.hasEvidence, true);
  assert.equal(proven.lacksEvidence, false);
  assert.equal(proven.cutoffAt.toISOString(), "2026-11-24T05:00:00.000Z");

  world.at("2026-11-24T14:01");
  await world.test.runTicks();
  assert.equal((await row()).cutoffAt.toISOString(), "2026-11-24T05:00:00.000Z");
});

Deno.test("a payer's new account stands together with its consent, or not at all", async () => {
  await using world = await customerWorld();
  const { customers, merchantId, contracts } = world;
  const customerId = await world.addCustomer({ contractId: contracts.clearingHouse });
  const instructionId = await world.addInstruction(customerId);
  const payer = `payer:${customerId}`;
  const input = {
    merchantId,
    instructionId,
    bankCode: "020",
    account: "1002-123-456789",
    holder: "김하늘",
    holderIdentity: "900101",
    actor: payer,
  };
  const refused = { ...input, evidence: { ...PAPER, extension: "exe" } };
  await assert.rejects(
    world.run((tx) => customers.changeAccount(tx, refused)),
    EvidenceRefusedError,
  );
  const before = await customers.getInstruction(merchantId, instructionId);
  assert.deepEqual([before.bankCode, before.version], ["088", 1]);

  await world.run((tx) => customers.changeAccount(tx, { ...input, evidence: PAPER }));
  const after = await customers.getInstruction(merchantId, instructionId);
  assert.equal(after.bankCode, "020");
  assert.equal(after.hasEvidence, true);
  const { rows } = await world.registrations.list(merchantId, { state: "waiting", limit: 10 });
  assert.deepEqual(rows.map(({ origin, lacksEvidence }) => [origin, lacksEvidence]), [
    ["payer", false],
  ]);
  const [entry] = await customers.history(merchantId, instructionId);
  assert.equal(entry!.actorName, "payer");
});

Deno.test("an account is shown to who says why, and that stands on record", async () => {
  await using world = await customerWorld();
  const { customers, merchantId, kernel } = world;
  const instructionId = await world.addInstruction(await world.addCustomer());
  const ask = { instructionId, actor: STAFF, address: "10.0.0.1" };
  await assert.rejects(
    customers.revealAccount(merchantId, { ...ask, reason: "  " }),
    ReasonMissingError,
  );
  const shown = await customers.revealAccount(merchantId, { ...ask, reason: "고객 문의" });
  assert.deepEqual(shown, { account: "110123456789", holderIdentity: "900101" });
  const [entry] = await kernel.accessLog.find({ action: "debit.account.reveal", limit: 5 });
  assert.equal(entry!.reason, "고객 문의");
  assert.equal(entry!.tenantId, merchantId);
  assert.equal(JSON.stringify(entry).includes("110123456789"), false);
  const stranger = await world.addMerchant();
  await assert.rejects(
    customers.revealAccount(stranger, { ...ask, reason: "고객 문의" }),
    InstructionNotFoundError,
  );
});

Deno.test("checkHolder asks the bank and leaves a line without the number", async () => {
  await using world = await customerWorld();
  const { customers, merchantId, kernel, contracts } = world;
  const { bankCode, account, holder, holderIdentity } = INSTRUCTION;
  world.holderAnswer = { state: "otherHolder", holderMasked: "이*다" };
  const answer = await customers.checkHolder(merchantId, {
    contractId: contracts.directLine,
    bankCode,
    account,
    holder,
    holderIdentity,
    actor: STAFF,
  });
  assert.deepEqual(answer, world.holderAnswer);
  const [entry] = await kernel.accessLog.find({ action: "debit.account.check", limit: 5 });
  assert.equal(entry!.subject, "account:088:110******789");
});

Deno.test("checkHolder stops a member who tries names against accounts, not the next one", async () => {
  await using world = await customerWorld();
  const { customers, merchantId, kernel, contracts } = world;
  const { bankCode, account, holderIdentity } = INSTRUCTION;
  const ask = (holder: string, actor: `staff:${string}`) =>
    customers.checkHolder(merchantId, {
      contractId: contracts.directLine,
      bankCode,
      account,
      holder,
      holderIdentity,
      actor,
    });
  for (let count = 0; count < 30; count++) await ask(`이름${"가".repeat(count % 5)}`, STAFF);
  await assert.rejects(ask("김하늘", STAFF), RateLimitedError);
  const entries = await kernel.accessLog.find({ action: "debit.account.check", limit: 50 });
  assert.equal(entries.length, 30);
  await ask("김하늘", "staff:another");
});
