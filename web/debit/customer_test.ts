import assert from "node:assert/strict";
import { openCustomerSite } from "./customer_test_site.ts";
import { pageFaults } from "../testing.ts";

const CUSTOMER = {
  number: "C0100",
  name: "최서연",
  kind: "individual",
  identity: "910203",
  mobile: "010-2222-3333",
  region: "서울",
};
const INSTRUCTION = {
  act: "save",
  itemCode: "tuition",
  limitWon: "500,000",
  monthlyWon: "300,000",
  discountRate: "10",
  firstMonth: "2026-12",
  dueDay: "25",
  bankCode: "088",
  account: "110-222-333444",
  holder: "최서연",
  holderIdentity: "910203",
};

Deno.test("a merchant adds a customer and an instruction, whose rate fills the amount", async () => {
  await using world = await openCustomerSite();
  const { site, ids, merchantId, ask } = world;
  const added = await ask("POST", "/debit/customers", { ...CUSTOMER, contractId: ids.contract });
  assert.equal(added.status, 303);
  const next = added.location;
  assert.match(next, /^\/debit\/customers\/[0-9a-f-]{36}\/instructions\/new$/);
  assert.match((await ask("GET", next)).text, /value="최서연"/);
  const id = next.split("/")[3] ?? "";
  const saved = await ask("POST", `/debit/customers/${id}/instructions`, INSTRUCTION);
  assert.equal(saved.location, `/debit/customers/${id}?saved=1`);
  const customer = await site.debit.customers.get(merchantId, id);
  assert.equal(customer.instructions[0]?.discountWon, 30_000n);
  const list = await ask("GET", "/debit/customers?text=최서연");
  assert.match(list.text, /270,000/);
  assert.match(list.text, /1건 중 1–1/);
  assert.doesNotMatch(list.text, /김하늘/);
});

Deno.test("the form of a customer keeps what was typed and tells all problems at once", async () => {
  await using world = await openCustomerSite();
  const { ids, ask } = world;
  const wrong = { ...CUSTOMER, name: "", identity: "9102031234567", mobile: "12" };
  const answer = await ask("POST", "/debit/customers", { ...wrong, contractId: ids.contract });
  assert.equal(answer.status, 422);
  assert.match(answer.text, /3곳을 확인해 주십시오/);
  for (const field of ["name", "identity", "mobile"]) {
    assert.match(answer.text, new RegExp(`href="#field-${field}"`));
  }
  assert.match(answer.text, /value="C0100"/);
  assert.doesNotMatch(answer.text, /9102031234567/);
  const taken = { ...CUSTOMER, number: "C0001", contractId: ids.contract };
  const second = await ask("POST", "/debit/customers", taken);
  assert.equal(second.status, 422);
  assert.match(second.text, /다른 고객이 쓰는 번호입니다/);
});

Deno.test("what is wrong is said once beside its field, and in words that fit", async () => {
  await using world = await openCustomerSite();
  const { ids, ask } = world;
  const wrong = {
    ...CUSTOMER,
    name: "",
    identity: "1208700003",
    kind: "business",
    email: "a",
    postcode: "123",
    contractId: ids.contract,
  };
  const { text } = await ask("POST", "/debit/customers", wrong);
  const inSummary = (words: string) => assert.ok(text.includes(`">${words}`), words);
  const atField = (field: string, words: string) =>
    assert.match(text, new RegExp(`id="field-${field}-error">${words}`));
  inSummary("고객명: 입력하지 않았습니다");
  atField("name", "입력하지 않았습니다");
  inSummary("이메일 형식이 아닙니다");
  inSummary("우편번호: 숫자 5자리로 입력해");
  atField("postcode", "숫자 5자리로 입력해");
  atField("identity", "맞지 않는 사업자번호입니다");
});

Deno.test("an industry is shown by code and name, and said where a part of its name found it", async () => {
  await using world = await openCustomerSite();
  const { site, ids, merchantId, ask } = world;
  const [industry] = await site.debit.merchants.industries("85501");
  const whole = `85501 ${industry?.name}`;
  const typed = { ...CUSTOMER, contractId: ids.contract, industryCode: industry?.name ?? "" };
  const { location } = await ask("POST", "/debit/customers", typed);
  assert.match(location, /\/instructions\/new\?industry=1$/);
  assert.ok((await ask("GET", location)).text.includes(`업종은 ${whole}입니다`));
  const path = `/debit/customers/${location.split("/")[3]}`;
  assert.ok((await ask("GET", path)).text.includes(`>${whole}<`));
  const { version } = await site.debit.customers.get(merchantId, location.split("/")[3] ?? "");
  const saved = await ask("POST", path, { ...typed, version: String(version) });
  assert.ok((await ask("GET", saved.location)).text.includes(`업종은 ${whole}입니다`));
  const byCode = { ...typed, industryCode: "85501", version: String(version) };
  assert.equal((await ask("POST", path, byCode)).location, `${path}?saved=1`);
});

Deno.test("a second press of one form adds nothing", async () => {
  await using world = await openCustomerSite();
  const { site, ids, merchantId, ask } = world;
  const form = { ...INSTRUCTION, _key: crypto.randomUUID() };
  const path = `/debit/customers/${ids.customer}/instructions`;
  for (const _ of ["first", "second"]) assert.equal((await ask("POST", path, form)).status, 303);
  const { instructions } = await site.debit.customers.get(merchantId, ids.customer);
  assert.equal(instructions.length, 2);
});

Deno.test("who saves an older version keeps what was typed and sees what changed in between", async () => {
  await using world = await openCustomerSite();
  const { site, ids, merchantId, ask } = world;
  const path = `/debit/customers/${ids.customer}`;
  const opened = inputsOf((await ask("GET", `${path}/edit`)).text);
  const faster = { ...opened, _key: crypto.randomUUID(), name: "먼저 저장한 이름", grade: "우수" };
  assert.equal((await ask("POST", path, faster)).status, 303);
  const late = await ask("POST", path, { ...opened, name: "나중 이름", mobile: "01022223333" });
  assert.equal(late.status, 409);
  assert.match(late.text, /그 사이 다른 사람이 먼저 저장했습니다/);
  assert.match(late.text, /먼저 저장한 이름/);
  const shown = inputsOf(late.text);
  assert.deepEqual(
    { name: shown.name, grade: shown.grade, mobile: shown.mobile },
    { name: "나중 이름", grade: "우수", mobile: "01022223333" },
  );
  assert.equal((await ask("POST", path, shown)).status, 303);
  const saved = await site.debit.customers.get(merchantId, ids.customer);
  assert.deepEqual(
    { name: saved.name, grade: saved.grade, mobile: saved.mobile },
    { name: "나중 이름", grade: "우수", mobile: "01022223333" },
  );
});

Deno.test("an instruction that changed in between keeps what was typed", async () => {
  await using world = await openCustomerSite();
  const { site, ids, merchantId, ask } = world;
  const path = `/debit/instructions/${ids.instruction}`;
  const opened = inputsOf((await ask("GET", path)).text);
  const faster = { ...opened, _key: crypto.randomUUID(), act: "save", discountRate: "5" };
  assert.equal((await ask("POST", path, faster)).status, 303);
  const late = await ask("POST", path, { ...opened, act: "save", manager: "박담당" });
  assert.equal(late.status, 409);
  const shown = inputsOf(late.text);
  assert.deepEqual({ manager: shown.manager, discountRate: shown.discountRate }, {
    manager: "박담당",
    discountRate: "5",
  });
  assert.equal((await ask("POST", path, { ...shown, act: "save" })).status, 303);
  const saved = await site.debit.customers.getInstruction(merchantId, ids.instruction);
  assert.deepEqual({ manager: saved.manager, discountRate: saved.discountRate }, {
    manager: "박담당",
    discountRate: 500,
  });
});

Deno.test("the holder's check tells the bank's answer and saves nothing", async () => {
  await using world = await openCustomerSite();
  const { site, ids, merchantId, ask } = world;
  const path = `/debit/customers/${ids.customer}/instructions`;
  const answer = await ask("POST", path, { ...INSTRUCTION, act: "check" });
  assert.equal(answer.status, 200);
  assert.equal(answer.text.split("예금주가 맞습니다").length, 2, "said once");
  assert.ok(answer.text.indexOf("이체 계좌") < answer.text.indexOf("예금주가 맞습니다"));
  assert.match(answer.text, /value="110-222-333444"/);
  const { instructions } = await site.debit.customers.get(merchantId, ids.customer);
  assert.equal(instructions.length, 1);
});

Deno.test("a member who asks for holders without end is told when to go on, and keeps what is typed", async () => {
  await using world = await openCustomerSite();
  const path = `/debit/customers/${world.ids.customer}/instructions`;
  let answer = await world.ask("POST", path, { ...INSTRUCTION, act: "check" });
  for (let count = 1; count <= 30; count++) {
    assert.equal(answer.status, 200);
    answer = await world.ask("POST", path, { ...INSTRUCTION, act: "check" });
  }
  assert.equal(answer.status, 429);
  assert.match(answer.text, /예금주 조회를 너무 많이 하셨습니다/);
  assert.match(answer.text, /10분 뒤에 다시/);
  assert.match(answer.text, /value="110-222-333444"/);
});

Deno.test("an account is shown with a reason alone, which the access log keeps", async () => {
  await using world = await openCustomerSite();
  const { site, ids, ask } = world;
  const path = `/debit/instructions/${ids.instruction}/account`;
  assert.doesNotMatch((await ask("GET", path)).text, /110123456789/);
  assert.equal((await ask("POST", path, { reason: " " })).status, 422);
  assert.match((await ask("POST", path, { reason: "납부자 문의" })).text, /110123456789/);
  const [entry] = await site.kernel.accessLog.find({ action: "debit.account.reveal", limit: 1 });
  assert.equal(entry?.reason, "납부자 문의");
});

Deno.test("a proof of consent is kept, opened as a file, and refused in words", async () => {
  await using world = await openCustomerSite();
  const { ids, ask } = world;
  const path = `/debit/instructions/${ids.instruction}`;
  const upload = (bytes: string, name: string, kind = "1") => {
    const data = new FormData();
    data.set("kind", kind);
    data.set("file", new File([bytes], name));
    return ask("POST", `${path}/evidence`, data);
  };
  const refused = await upload("%PDF-1.7", "동의서.exe");
  assert.equal(refused.status, 422);
  assert.match(refused.text, /받지 않는 파일입니다/);
  for (
    const [bytes, name, kind, words] of [
      ["", "", "2", "올리실 파일을 골라 주십시오"],
      ["%PDF-1.7", "동의서.pdf", "2", "mp3, wav, wmv 파일을 올려 주십시오"],
      ["%PDF-1.7".padEnd(2_000_000), "동의서.pdf", "3", "300KB까지 받습니다"],
    ] as const
  ) {
    const again = await upload(bytes, name, kind);
    assert.equal(again.status, 422, name);
    assert.deepEqual(pageFaults(again.text), []);
    assert.match(again.text, new RegExp(`<li><a href="#field-file">[^<]*${words}`));
    assert.match(again.text, new RegExp(`id="field-file-error">[^<]*${words}`));
    assert.match(again.text, new RegExp(`<option value="${kind}" selected`));
  }
  assert.equal((await upload("%PDF-1.7", "동의서.pdf")).status, 303);
  const shown = await ask("GET", path);
  assert.deepEqual(pageFaults(shown.text), []);
  assert.match(shown.text, new RegExp(`href="${path}/evidence/opening"`));
  const href = `${path}/evidence/opening`;
  const list = await ask("GET", href);
  assert.deepEqual(pageFaults(list.text), []);
  const [, evidenceId = ""] = list.text.match(/name="evidenceId"\s+value="([0-9a-f-]{36})"/) ?? [];
  assert.match(
    list.text,
    new RegExp(`value="${evidenceId}"[^>]*checked`),
    "the only one is chosen",
  );
  const unsaid = await ask("POST", href, { evidenceId, reason: "" });
  assert.equal(unsaid.status, 422);
  assert.match(unsaid.text, /열람 사유를 입력해 주십시오/);
  assert.equal((await ask("POST", href, { evidenceId, reason: "이의 확인" })).text, "%PDF-1.7");
  assert.equal((await upload("%PDF-1.4", "녹취.pdf")).status, 303);
  const several = await ask("GET", href);
  assert.deepEqual(pageFaults(several.text), []);
  assert.doesNotMatch(several.text, /type="radio"[^>]*checked/, "of several none is chosen");
  assert.equal(
    several.text.match(/>\s*열기\s*<\/button>/g)?.length,
    1,
    "Enter opens what is chosen",
  );
  for (const chosen of ["", crypto.randomUUID()]) {
    const unchosen = await ask("POST", href, { evidenceId: chosen, reason: "이의 확인" });
    assert.equal(unchosen.status, 422);
    assert.deepEqual(pageFaults(unchosen.text), []);
    assert.match(unchosen.text, /href="#field-evidenceId">[^<]*여실 동의자료를 골라 주십시오/);
    assert.match(unchosen.text, /id="field-evidenceId-error">여실 동의자료를 골라 주십시오/);
    assert.match(unchosen.text, /value="이의 확인"/, "the reason is kept");
  }
  const { accessLog } = world.site.kernel;
  const [entry] = await accessLog.find({ action: "debit.evidence.open", limit: 1 });
  assert.equal(entry?.reason, "이의 확인");
});

Deno.test("the files of customers hold a row for each instruction, accounts masked", async () => {
  await using world = await openCustomerSite();
  const { text } = await world.ask("GET", "/debit/customers.csv");
  assert.match(text, /C0001,김하늘,개인/);
  assert.doesNotMatch(text, /110123456789/);
  const xlsx = await world.ask("GET", "/debit/customers.xlsx");
  assert.equal(xlsx.text.slice(0, 2), "PK");
});

Deno.test("stopping, resuming and ending an instruction stand in its state", async () => {
  await using world = await openCustomerSite();
  const { site, ids, merchantId, ask } = world;
  const path = `/debit/instructions/${ids.instruction}`;
  for (const state of ["stopped", "active"]) {
    assert.equal((await ask("POST", `${path}/state`, { state })).status, 303);
    const instruction = await site.debit.customers.getInstruction(merchantId, ids.instruction);
    assert.equal(instruction.state, state);
  }
  const ending = await ask("POST", `${path}/state`, { state: "ended" });
  assert.equal(ending.status, 409);
  assert.match(ending.text, /진행 중인 이체가 1건입니다/);
});

/** What a browser would send of the page's fields: inputs, and the chosen options of selects. */
function inputsOf(text: string): Record<string, string> {
  const inputs = [...text.matchAll(/<input\b[^>]*>/g)].map(([tag]) =>
    [/ name="([^"]*)"/.exec(tag)?.[1] ?? "", / value="([^"]*)"/.exec(tag)?.[1] ?? ""] as const
  );
  const selects = [...text.matchAll(/<select\b[^>]* name="([^"]*)"[^>]*>(.*?)<\/select>/gs)]
    .map(([, name = "", options = ""]) =>
      [name, /<option value="([^"]*)"[^>]* selected/.exec(options)?.[1] ?? ""] as const
    );
  const sent = Object.fromEntries([...inputs, ...selects].filter(([name]) => name !== ""));
  // Each opened page has a key of its own; a key that was pressed does nothing again.
  return { ...sent, _key: crypto.randomUUID() };
}
