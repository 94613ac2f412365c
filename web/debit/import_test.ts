import { sampleCells } from "@maru/debit/testing";
import assert from "node:assert/strict";
import { openCustomerSite } from "./customer_test_site.ts";
import { REFUSAL_WORDS } from "./import_words.ts";

type CustomerSite = Awaited<ReturnType<typeof openCustomerSite>>;

Deno.test("an uploaded file is checked first, and only the good rows are written", async () => {
  await using world = await openCustomerSite();
  const { site, ask, merchantId } = world;
  const bad = sampleCells(2);
  bad[columnOf(world, "account")] = "12";
  bad[columnOf(world, "monthlyWon")] = "many";
  const here = await upload(world, csvOf(world, [sampleCells(0), sampleCells(1), bad]));
  const checked = await settled(world, here);
  assert.match(checked, /계좌번호/);
  assert.match(checked, /그 은행의 계좌번호 자릿수가 아닙니다/);
  assert.match(checked, /숫자로 입력해 주십시오/);
  assert.match(checked, /맞는 2건만 등록/);
  const file = await ask("GET", `${here}/errors.csv`);
  assert.match(file.text, /월이체금액: 숫자로 입력해 주십시오/);
  const refused = await ask("POST", `${here}/application`, { which: "all" });
  assert.equal(refused.status, 409);
  assert.match(refused.text, /잘못된 행이 있어/);
  assert.equal((await ask("POST", `${here}/application`, { which: "good" })).location, here);
  await site.test.drain();
  assert.match((await ask("GET", here)).text, /2건을 등록했습니다/);
  const { total } = await site.debit.customers.list(merchantId, { limit: 1 });
  assert.equal(total, 3);
});

Deno.test("bad rows are corrected in the original: what is registered is not registered twice", async () => {
  await using world = await openCustomerSite();
  const { site, ask, merchantId } = world;
  const rows = [sampleCells(0), sampleCells(1), sampleCells(2)];
  const bad = [...rows[2]!];
  bad[columnOf(world, "account")] = "12";
  const here = await upload(world, csvOf(world, [rows[0]!, rows[1]!, bad]));
  assert.match(await settled(world, here), /원본 파일에서 고쳐 그 파일을 다시 올려 주십시오/);
  await ask("POST", `${here}/application`, { which: "good" });
  await site.test.drain();
  const again = await upload(world, csvOf(world, rows));
  const words = (await settled(world, again)).replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
  assert.match(words, /이미 등록한 행 2건/);
  assert.match(words, /1건 모두 등록/);
  await ask("POST", `${again}/application`, { which: "all" });
  await site.test.drain();
  const { total } = await site.debit.customers.list(merchantId, { limit: 1 });
  assert.equal(total, 4);
});

Deno.test("while a file is read its page asks again by itself, without scripts", async () => {
  await using world = await openCustomerSite();
  const here = await upload(world, csvOf(world, [sampleCells(0)]));
  const first = await world.ask("GET", here);
  if (/읽는 중/.test(first.text)) assert.equal(first.refresh, "3");
  await settled(world, here);
  const last = await world.ask("GET", here);
  assert.equal(last.refresh, null);
  assert.match(last.text, /1건 모두 등록/);
});

Deno.test("an empty cell is called empty, and a long text is cut to its beginning", async () => {
  await using world = await openCustomerSite();
  const row = world.site.debit.imports.columns.map(({ example }) => example);
  const put = (name: string, value: string) =>
    row.map((cell, at) => at === columnOf(world, name) ? value : cell);
  const long = "가".repeat(201);
  const here = await upload(
    world,
    csvOf(world, [put("account", ""), put("account", "1"), put("address", long)]),
  );
  const text = await settled(world, here);
  assert.match(text, /빈칸.*입력하지 않았습니다/);
  assert.match(text, /표시하지 않음.*계좌번호 자릿수가 아닙니다/);
  assert.match(text, />가{60}…</);
});

Deno.test("the words of a bad row fit its column, and what was meant", async () => {
  await using world = await openCustomerSite();
  const put = (index: number, name: string, value: string) =>
    sampleCells(index).map((cell, at) => at === columnOf(world, name) ? value : cell);
  const here = await upload(
    world,
    csvOf(world, [
      put(0, "customerNumber", "9001011234567"),
      put(1, "holderIdentity", "9001011234567"),
      put(2, "discountRate", "0.1"),
      put(3, "monthlyWon", "100000.5"),
    ]),
  );
  const text = await settled(world, here);
  assert.match(text, /주민등록번호는 받지 않습니다. 다른 고객번호를 입력해 주십시오/);
  assert.match(text, /주민등록번호는 받지 않습니다. 생년월일 6자리로 입력해 주십시오/);
  assert.match(text, /할인율은 1부터 100까지의 숫자로 입력해 주십시오. 10%는 10입니다/);
  assert.match(text, /원 단위의 정수로 입력해 주십시오/);
  const file = await world.ask("GET", `${here}/errors.csv`);
  assert.match(file.text, /고객번호: 주민등록번호는 받지 않습니다. 다른 고객번호/);
});

Deno.test("every page says the same of how large a file may be", async () => {
  await using world = await openCustomerSite();
  const list = await world.ask("GET", "/debit/imports");
  assert.match(list.text, /XLSX 또는 CSV, 30MB와 20만 행까지/);
  const declared = await world.askRaw("/debit/imports", new ReadableStream(), {
    "Content-Type": "multipart/form-data; boundary=x",
    "Content-Length": "3000000000",
  });
  assert.match(declared.text, /30MB까지/);
  assert.match(REFUSAL_WORDS.tooLarge, / 30MB 이하로/);
});

Deno.test("a file with other headings is refused in words that name them", async () => {
  await using world = await openCustomerSite();
  const here = await upload(world, "고객번호,별명\nC1,가\n");
  const text = await settled(world, here);
  assert.match(text, /제목 행이 양식과 다릅니다/);
  assert.match(text, /모르거나 겹친 제목: 별명/);
});

Deno.test("an upload without a file or a contract is asked for again", async () => {
  await using world = await openCustomerSite();
  const data = new FormData();
  data.set("contractId", world.ids.contract);
  const empty = await world.ask("POST", "/debit/imports", data);
  assert.equal(empty.status, 422);
  assert.match(empty.text, /올리실 파일을 골라 주십시오/);
  data.set("contractId", crypto.randomUUID());
  data.set("file", new File(["a"], "a.csv"));
  const noContract = await world.ask("POST", "/debit/imports", data);
  assert.equal(noContract.status, 422);
  assert.match(noContract.text, /지금 이용하는 계약을 골라 주십시오/);
});

Deno.test("an endless upload is refused before it is read whole", async () => {
  await using world = await openCustomerSite();
  let sentCount = 0;
  const piece = new Uint8Array(1_000_000);
  const endless = new ReadableStream({
    pull(controller) {
      sentCount++;
      controller.enqueue(piece);
    },
  });
  const answer = await world.askRaw("/debit/imports", endless, {
    "Content-Type": "multipart/form-data; boundary=x",
  });
  assert.equal(answer.status, 413);
  assert.match(answer.text, /너무 큽니다/);
  assert.ok(sentCount < 40, `${sentCount} pieces were read`);
  const declared = await world.askRaw("/debit/imports", new ReadableStream(), {
    "Content-Type": "multipart/form-data; boundary=x",
    "Content-Length": "3000000000",
  });
  assert.equal(declared.status, 413);
});

function columnOf({ site }: CustomerSite, name: string): number {
  return site.debit.imports.columns.findIndex((column) => column.name === name);
}

function csvOf({ site }: CustomerSite, rows: readonly (readonly string[])[]): string {
  const titles = site.debit.imports.columns.map(({ title }) => title);
  return [titles, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(",")).join("\n") +
    "\n";
}

async function upload({ ask, ids }: CustomerSite, content: string): Promise<string> {
  const data = new FormData();
  data.set("contractId", ids.contract);
  data.set("encoding", "utf-8");
  data.set("file", new File([content], "고객.csv"));
  const { status, location } = await ask("POST", "/debit/imports", data);
  assert.equal(status, 303);
  return location;
}

/** The page once nothing of the file is read any more. */
async function settled({ ask }: CustomerSite, here: string): Promise<string> {
  for (let round = 0; round < 200; round++) {
    const { text } = await ask("GET", here);
    if (!/읽는 중/.test(text)) return text;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("Cannot wait longer for the file to be read");
}
