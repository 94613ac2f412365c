import type { StaffAccount, StaffAuth } from "@maru/auth";
import assert from "node:assert/strict";
import { expectPage } from "../test_site/expect_page.ts";
import { startTestSite } from "../test_site/site.ts";
import { searchedTexts } from "./access_names.ts";
import { operatorPaths } from "./context.ts";
import { holidayPaths } from "./holiday_paths.ts";

const PAGES = [
  operatorPaths.home,
  operatorPaths.items,
  `${operatorPaths.items}?state=failed&agencyCode=wetax`,
  operatorPaths.deadLetters,
  operatorPaths.messages,
  operatorPaths.accessLog,
  operatorPaths.catalogue,
  operatorPaths.documentType("vat-tax-base"),
  operatorPaths.documentType("business-registration"),
  operatorPaths.holidays,
  `${operatorPaths.holidays}?year=2028`,
  holidayPaths.additionOf({ date: "2026-12-29", name: "임시공휴일" }),
  holidayPaths.coverageOf(2028),
];

Deno.test("operatorRoutes() draws every page without faults, empty and full", async () => {
  for (const amount of ["none", "few", "many"] as const) {
    const visitor = startTestSite({ amount }).visitAs("operator");
    for (const path of PAGES) await expectPage(visitor, path);
  }
});

Deno.test("operatorRoutes() does not exist for an institution's staff, admins included", async () => {
  const site = startTestSite();
  for (const who of ["institutionAdmin", "institutionStaff"] as const) {
    const visitor = site.visitAs(who);
    await visitor.get("/console");
    for (const path of PAGES) assert.equal((await visitor.get(path)).status, 404, path);
    const changes = [
      operatorPaths.retry("01920000-0000-7000-8000-00000000aa01"),
      operatorPaths.agencyReset("wetax"),
      operatorPaths.redrive("01920000-0000-7000-8000-00000000aa01"),
      operatorPaths.documentType("vat-tax-base"),
      operatorPaths.holidays,
      operatorPaths.holidayRemoval,
      holidayPaths.addition,
      holidayPaths.coverage,
    ];
    for (const path of changes) assert.equal((await visitor.post(path, {})).status, 404, path);
  }
});

Deno.test("OperatorHomePage() begins with stopped jobs, and tells how each agency is doing", async () => {
  const text = await expectPage(startTestSite().visitAs("operator"), operatorPaths.home);
  assert.match(text, /멈춘 작업<\/span>.*2건/s);
  assert.match(text, /위택스.*중단.*연속으로 10번 실패.*14:03:40까지 열림.*닫기/s);
  assert.match(text, /국세청 홈택스.*원활.*8\.4초.*98\.7%/s);
});

Deno.test("AccessLogPage() names people and says what they did, and finds them by login ID", async () => {
  const account = {
    id: "01920000-0000-7000-8000-0000000000b2",
    loginId: "hana01",
    name: "김하나",
    role: "institutionStaff",
    organisationName: "한빛은행",
    isLocked: false,
    isDisabled: false,
  } as const;
  const site = startTestSite({ staff: { list: () => Promise.resolve([account]) } });
  const visitor = site.visitAs("operator");
  const text = await expectPage(visitor, operatorPaths.accessLog);
  assert.match(text, /김하나<span class="cell-note">hana01 · 한빛은행/);
  assert.match(text, /<td[^>]*>서류 내려받기<\/td>/);
  assert.doesNotMatch(text, /staff:01920000|<td[^>]*>document\.download/);
  const csv = await (await visitor.get(operatorPaths.accessLogCsv)).text();
  assert.match(csv, /김하나 \(hana01 · 한빛은행\),서류 내려받기,서류/);
  assert.match(csv, /staff:01920000-0000-7000-8000-0000000000b2,document\.download,/);
  const home = await expectPage(visitor, operatorPaths.home);
  assert.match(home, /서류 발급.*서류 전송/s);
  assert.doesNotMatch(home, /submission\./);
});

Deno.test("searchedTexts() adds the ids of those whose whole login ID or name a text is", async () => {
  const person = (id: string, loginId: string, name: string) => ({ id, loginId, name });
  const people = [
    person("1", "hana", "김하나"),
    person("2", "hana2", "김하나"),
    person("3", "x", "문의"),
  ];
  const staff = { list: () => Promise.resolve(people) } as unknown as Pick<StaffAuth, "list">;
  assert.deepEqual(await searchedTexts(staff, "hana"), ["hana", "1"]);
  assert.deepEqual(await searchedTexts(staff, "김하나"), ["김하나", "1", "2"]);
  assert.deepEqual(await searchedTexts(staff, ""), []);
  staff.list = () => Promise.resolve(people.slice(2) as unknown as StaffAccount[]);
  assert.deepEqual(await searchedTexts(staff, "의"), ["의"], "a part of a name is nobody's");
});

Deno.test("MessagesPage() says each hop in words", async () => {
  const text = await expectPage(startTestSite().visitAs("operator"), operatorPaths.messages);
  assert.match(text, /알림톡 실패 \(3104\) → 긴 문자 받음/);
});

Deno.test("POST /operator/catalogue/:code refuses seconds outside the range", async () => {
  const visitor = startTestSite().visitAs("operator");
  await visitor.get(operatorPaths.home);
  for (const expectedSeconds of ["0", "3601", "x"]) {
    const answer = await visitor.post(operatorPaths.documentType("vat-tax-base"), {
      expectedSeconds,
      periodDefault: "last 4 halves",
    });
    assert.equal(answer.status, 422, expectedSeconds);
    const text = await answer.text();
    assert.match(text, /1부터 3,600까지의 숫자를 입력해 주십시오/);
    assert.ok(text.includes(`value="${expectedSeconds}"`), "what was typed is kept");
  }
});

Deno.test("POST /operator/holidays wants a date and a name", async () => {
  const visitor = startTestSite().visitAs("operator");
  await visitor.get(operatorPaths.holidays);
  const answer = await visitor.post(operatorPaths.holidays, {
    date: "2026-02-30",
    name: "설날",
  });
  const text = await answer.text();
  assert.equal(answer.status, 422);
  assert.match(text, /1곳을 확인해 주십시오/);
  assert.match(text, /value="2026-02-30"/);
  assert.match(text, /value="설날"/);
});
