import assert from "node:assert/strict";
import { sql } from "kysely";
import type { CustomerInputError } from "../customers/errors.ts";
import { address, PAGE, payerWorld } from "./testing/payer_world.ts";

const other = (code: string) => code === "000000" ? "000001" : "000000";
const newAccount = {
  bankCode: "088",
  account: "110-987-654321",
  holder: "김하늘",
  holderIdentity: "900101",
};

Deno.test("a payer comes in by link and code, and sees his own things with accounts masked", async () => {
  await using payer = await payerWorld();
  const token = await payer.link();
  assert.match(
    payer.messages.at(-1)?.values["url"] ?? "",
    /^https:\/\/maru.example\/pay\/[\w-]{43}$/,
  );
  const session = await payer.enter(token);
  const view = await payer.desk.view(session);
  assert.equal(view.customerName, "김하늘");
  assert.deepEqual(view.instructions.map(({ id, monthlyWon }) => [id, monthlyWon]), [
    [payer.instructionId, 330_000n],
  ]);
  assert.doesNotMatch(view.instructions[0]!.accountMasked, /110123456789/);
  const { rows } = await sql`select token_hash from debit.payer_link`.execute(
    payer.world.kernel.database.db,
  );
  assert.doesNotMatch(JSON.stringify(rows), new RegExp(token));
});

Deno.test("a code ends after five wrong tries, at once or one by one, even for the right one", async () => {
  await using payer = await payerWorld();
  const { desk } = payer;
  const token = await payer.link();
  await desk.sendCode({ token, address });
  const code = payer.lastCode();
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, () => desk.open({ token, code: other(code), address })),
  );
  assert.ok(tries.every(({ status }) => status === "rejected"));
  await assert.rejects(desk.open({ token, code, address }), { name: "PayerCodeError" });
  const { rows: [row] } = await sql<{ try_count: number }>`select try_count from debit.payer_code`
    .execute(payer.world.kernel.database.db);
  assert.equal(row?.try_count, 5);
});

Deno.test("guessing goes on for no longer than five codes an hour", async () => {
  await using payer = await payerWorld();
  const { desk } = payer;
  const token = await payer.link();
  for (let count = 0; count < 5; count++) await desk.sendCode({ token, address });
  await assert.rejects(desk.sendCode({ token, address }), { name: "RateLimitedError" });
  const code = other(payer.lastCode());
  let last: unknown;
  for (let count = 0; count < 40; count++) {
    last = await desk.open({ token, code, address }).catch((error) => error);
  }
  assert.equal((last as Error).name, "RateLimitedError");
});

Deno.test("unknown links are answered like known ones, also by the limit", async () => {
  await using payer = await payerWorld();
  const known = await payer.link();
  const answersOf = async (token: string, from: string) => {
    const answers: unknown[] = [];
    for (let count = 0; count < 7; count++) {
      answers.push(
        await payer.desk.sendCode({ token, address: from }).catch((error) => error.name),
      );
    }
    answers.push(
      await payer.desk.open({ token, code: "x", address: from }).catch((error) => error.name),
    );
    return answers;
  };
  const before = payer.messages.length;
  const unknown = await answersOf("x".repeat(43), "192.0.2.8");
  assert.equal(payer.messages.length, before, "nothing was sent");
  assert.deepEqual(unknown, await answersOf(known, "192.0.2.9"));
});

Deno.test("a code holds five minutes and once; a link thirty days, until the next or the end", async () => {
  await using payer = await payerWorld();
  const { desk, world } = payer;
  const token = await payer.link();
  await desk.sendCode({ token, address });
  const late = payer.lastCode();
  world.at("2026-11-20T10:06");
  await assert.rejects(desk.open({ token, code: late, address }), { name: "PayerCodeError" });
  const session = await payer.enter(token);
  const again = desk.open({ token, code: payer.lastCode(), address });
  await assert.rejects(again, { name: "PayerCodeError" });
  const next = await payer.link();
  await assert.rejects(desk.view(session), { name: "PayerSessionEndedError" });
  const opened = await payer.enter(next);
  world.at("2026-11-20T10:40");
  await assert.rejects(desk.view(opened), { name: "PayerSessionEndedError" });
  world.at("2026-12-21T10:00");
  const count = payer.messages.length;
  await desk.sendCode({ token: next, address });
  assert.equal(payer.messages.length, count, "the link is over");
});

Deno.test("a payer names another account with consent, which is kept as a PDF", async () => {
  await using payer = await payerWorld();
  const { desk, instructionId, world } = payer;
  const session = await payer.enter(await payer.link());
  const input = { ...newAccount, instructionId, address };
  const before = payer.messages.length;
  for (
    const [field, value] of [["account", "1"], ["holder", ""], [
      "holderIdentity",
      "9001011",
    ]] as const
  ) {
    const wrong = desk.sendConsentCode(session, { ...input, [field]: value });
    const isThere = ({ problems }: CustomerInputError) => problems[0]?.field === field;
    await assert.rejects(wrong, (error: CustomerInputError) => isThere(error), field);
  }
  assert.equal(payer.messages.length, before, "no code is spent on an account that is none");
  const text = await desk.sendConsentCode(session, input);
  assert.equal(text, await desk.consentText(session, input));
  const [, , agreed = "", , ...lines] = text.split("\n");
  assert.match(agreed, /^본인은 한빛학원의 .+ 매월 25일에 아래 계좌에서 출금하는 데 동의합니다\.$/);
  assert.deepEqual(lines.slice(0, 5), [
    "은행: 신한은행",
    "계좌번호: 110987654321",
    "예금주: 김하늘",
    "예금주 생년월일: 900101",
    "",
  ]);
  assert.match(lines[5] ?? "", /^출금에 필요한 .+ 은행과 금융결제원에 제공하는 데 동의합니다\.$/);
  const code = payer.lastCode();
  await assert.rejects(desk.changeAccount(session, { ...input, code: other(code) }), {
    name: "PayerCodeError",
  });
  const sent = payer.messages.at(-1);
  assert.equal(sent?.template, "debit.payerConsentCode");
  const { merchant, bank, accountEnd } = sent?.values ?? {};
  assert.deepEqual([merchant, bank, accountEnd], ["한빛학원", "신한은행", "4321"]);
  const elsewhere = desk.changeAccount(session, { ...input, account: "110-111-111111", code });
  await assert.rejects(elsewhere, { name: "PayerCodeError" }, "it confirms the account it names");
  assert.deepEqual(await desk.changeAccount(session, { ...input, code }), { isChanged: true });
  const again = desk.changeAccount(session, { ...input, code });
  await assert.rejects(again, { name: "PayerCodeError" }, "a code confirms once");
  const [kept] = await world.customers.evidence(world.merchantId, instructionId);
  assert.deepEqual([kept?.kind, kept?.extension], [4, "pdf"]);
  const { bytes } = await world.customers.openEvidence(world.merchantId, {
    id: kept?.id ?? "",
    reason: "이의 확인",
    actor: "staff:test",
  });
  const pdf = await readByPoppler(bytes);
  assert.match(pdf.text, /본인은 한빛학원의 .+ 매월 25일에/);
  assert.match(pdf.text, /예금주: 김하늘/);
  assert.match(pdf.text, /예금주 생년월일: 900101/);
  assert.match(pdf.text, /계좌번호: 110987654321/);
  const { rows: [sealed] } = await sql<{ text: string }>`
    select encode(bytes_sealed, 'escape') as text from debit.evidence`
    .execute(world.kernel.database.db);
  assert.doesNotMatch(sealed?.text ?? "%PDF", /%PDF/, "the proof is sealed");
  // Name and type may hold spaces; "emb" and "sub" stand at the end.
  assert.match(pdf.fonts, /NanumGothic.+ yes yes yes +\d+ +\d+\n$/);
  const [entry] = await world.customers.history(world.merchantId, instructionId);
  assert.equal(entry?.actor, `payer:${payer.customerId}`);
});

Deno.test("consent to an account that its bank ended applies for it anew; to one that stands, it does not", async () => {
  await using payer = await payerWorld();
  const { world, desk, instructionId } = payer;
  const { db } = world.kernel.database;
  const session = await payer.enter(await payer.link());
  const agree = async () => {
    const input = { ...newAccount, instructionId };
    await desk.sendConsentCode(session, input);
    await desk.changeAccount(session, { ...input, address, code: payer.lastCode() });
    const { rows } = await sql<{ kind: number; state: string; origin: string }>`
      select kind, state, origin from debit.registration
      where instruction_id = ${instructionId} and state = 'waiting'`.execute(db);
    return rows;
  };
  const standing = async (state: string) => {
    await sql`update debit.registration set state = 'done' where instruction_id = ${instructionId}`
      .execute(db);
    await sql`update debit.instruction set registration_state = ${state} where id = ${instructionId}`
      .execute(db);
  };
  await agree();
  await standing("done");
  assert.deepEqual(await agree(), []);
  await standing("cancelled");
  const applied = [{ kind: 1, state: "waiting", origin: "payer" }];
  assert.deepEqual(await agree(), applied);
  assert.deepEqual(await agree(), applied, "while it waits there is one");
});

/** What pdftotext and pdffonts say: programs that are not ours. */
async function readByPoppler(bytes: Uint8Array): Promise<{ text: string; fonts: string }> {
  const file = await Deno.makeTempFile({ suffix: ".pdf" });
  try {
    await Deno.writeFile(file, bytes);
    const run = async (program: string, ...args: string[]) => {
      const { stdout } = await new Deno.Command(program, { args }).output();
      return new TextDecoder().decode(stdout);
    };
    return {
      text: await run("pdftotext", "-layout", file, "-"),
      fonts: await run("pdffonts", file),
    };
  } finally {
    await Deno.remove(file);
  }
}

Deno.test("another payer's instruction is not found, whoever is logged in", async () => {
  await using payer = await payerWorld();
  const { desk, world } = payer;
  const stranger = await world.addCustomer({ name: "이바다" });
  const instructionId = await world.addInstruction(stranger);
  const session = await payer.enter(await payer.link());
  await desk.sendConsentCode(session, { ...newAccount, instructionId: payer.instructionId });
  const input = { ...newAccount, instructionId, address, code: payer.lastCode() };
  for (const id of [instructionId, "x", world.merchantId]) {
    await assert.rejects(desk.changeAccount(session, { ...input, instructionId: id }), {
      name: "InstructionNotFoundError",
    });
  }
  const another = await world.addMerchant();
  const elsewhere = desk.sendLink(another, {
    customerId: payer.customerId,
    pageUrl: PAGE,
    actor: "staff:test",
  });
  await assert.rejects(elsewhere, { name: "CustomerNotFoundError" });
  await assert.rejects(desk.view("x"), { name: "PayerSessionEndedError" });
});
