import { enrolCodeApp } from "@maru/auth/testing";
import type { CalendarChange } from "@maru/kernel";
import assert from "node:assert/strict";
import { expectPage } from "../test_site/expect_page.ts";
import { type AttackSite, openAttackSite } from "../testing/attack_site.ts";
import type { Visitor } from "../testing.ts";
import { holidayPaths } from "./holiday_paths.ts";

/** A Tuesday in December 2026; the site's clock stands on 20 November. */
const DAY = { date: "2026-12-29", name: "임시공휴일" };

async function withOperator(
  work: (visitor: Visitor, site: AttackSite) => Promise<void>,
): Promise<void> {
  await using site = await openAttackSite();
  const { token } = await site.staff({ loginId: "operator", role: "operator" });
  const session = await site.auth.staff.find(token);
  await enrolCodeApp(site.auth.secondFactors, { sessionId: session?.id ?? "", at: new Date() });
  await work(await site.visitor({ staff: token }), site);
}

/** Follows an answer to the page that it sends the browser to. */
async function follow(visitor: Visitor, answer: Response): Promise<{ path: string; text: string }> {
  assert.equal(answer.status, 303);
  const path = answer.headers.get("location")!;
  return { path, text: await expectPage(visitor, path) };
}

Deno.test("a holiday is added after its effect was shown, is told, and can be undone", async () => {
  await withOperator(async (visitor, { kernel, test }) => {
    const told: CalendarChange[] = [];
    kernel.calendar.onChange(
      "test.orders",
      (_tx, { data }) => Promise.resolve(void told.push(data)),
    );

    const shown = await follow(visitor, await visitor.post(holidayPaths.list, DAY));
    assert.equal(shown.path, holidayPaths.additionOf(DAY));
    assert.match(shown.text, /2026-12-29 \(화\) 임시공휴일/);
    assert.match(shown.text, /다음 영업일은 2026-12-30 \(수\)입니다/);
    assert.match(shown.text, /아직 보내지 않은 의뢰의 마감 시각과 결과 예정 시각을 다시 정합니다/);
    assert.match(shown.text, /업체에 바뀐 일정을 알립니다/);
    assert.equal(await kernel.calendar.isBusinessDay(DAY.date), true, "nothing was done yet");

    const added = await follow(visitor, await visitor.post(holidayPaths.addition, DAY));
    assert.match(added.text, /2026-12-29 \(화\) 임시공휴일: 공휴일로 더했습니다/);
    assert.equal(await kernel.calendar.isBusinessDay(DAY.date), false);

    const undoHref = holidayPaths.removalOf(DAY.date);
    assert.ok(added.text.includes(undoHref), "the page offers to undo it");
    assert.match(await expectPage(visitor, undoHref), /이 날은 영업일이 됩니다/);
    const removed = await follow(visitor, await visitor.post(holidayPaths.removal, DAY));
    assert.match(removed.text, /공휴일에서 뺐습니다/);
    assert.ok(removed.text.includes(holidayPaths.additionOf(DAY).replaceAll("&", "&amp;")));
    assert.equal(await kernel.calendar.isBusinessDay(DAY.date), true);

    await test.drain();
    assert.deepEqual(told.map(({ change }) => change).sort(), ["added", "removed"]);
    const actors = (await kernel.calendar.changes(5)).map(({ actor }) => actor);
    assert.ok(actors.every((actor) => /^operator:[0-9a-f-]{36}$/.test(actor)));
  });
});

Deno.test("a past date is not changed, by whatever way", async () => {
  await withOperator(async (visitor, { kernel }) => {
    const past = { date: "2026-11-19", name: "임시공휴일" };
    for (const path of [holidayPaths.list, holidayPaths.addition]) {
      const answer = await visitor.post(path, past);
      assert.equal(answer.status, 422, path);
      assert.match(await answer.text(), /지난 날짜는 바꿀 수 없습니다/);
    }
    assert.equal(
      (await visitor.get(holidayPaths.additionOf(past))).headers.get("location"),
      holidayPaths.list,
    );
    const feast = "2026-09-25";
    assert.equal((await visitor.get(holidayPaths.removalOf(feast))).status, 303);
    assert.equal((await visitor.post(holidayPaths.removal, { date: feast })).status, 303);
    assert.equal(await kernel.calendar.isBusinessDay(feast), false);
    assert.deepEqual(await kernel.calendar.changes(5), []);
    const today = await visitor.post(holidayPaths.addition, { ...past, date: "2026-11-20" });
    assert.equal(today.status, 303, "today may still be changed");
  });
});

Deno.test("the effect of a weekend and of an uncovered year is none on orders", async () => {
  await withOperator(async (visitor) => {
    const sunday = holidayPaths.additionOf({ date: "2026-12-27", name: "선거" });
    assert.match(await expectPage(visitor, sunday), /주말이어서 영업일은 바뀌지 않습니다/);
    const uncovered = holidayPaths.additionOf({ date: "2028-03-01", name: "3ㆍ1절" });
    assert.match(
      await expectPage(visitor, uncovered),
      /아직 확정하지 않아 걸려 있는 의뢰가 없습니다/,
    );
    const last = holidayPaths.additionOf({ date: "2027-12-31", name: "임시공휴일" });
    assert.doesNotMatch(await expectPage(visitor, last), /다음 영업일은/);
  });
});

Deno.test("an uncovered year is explained and can be covered after a second look", async () => {
  await withOperator(async (visitor, { kernel }) => {
    const list = await expectPage(visitor, holidayPaths.year(2028));
    assert.match(list, /2028년은 아직 확정하지 않았습니다/);
    assert.doesNotMatch(await expectPage(visitor, holidayPaths.year(2027)), /확정하지 않았습니다/);
    const look = await expectPage(visitor, holidayPaths.coverageOf(2028));
    assert.match(look, /2028년, 공휴일 0일.*확정은 되돌릴 수 없습니다/s);
    assert.deepEqual((await kernel.calendar.coveredYears()).at(-1), 2027);
    const covered = await follow(
      visitor,
      await visitor.post(holidayPaths.coverage, { year: "2028" }),
    );
    assert.doesNotMatch(covered.text, /확정하지 않았습니다/);
    assert.equal((await kernel.calendar.coveredYears()).at(-1), 2028);
    for (const year of ["2028", "2025", "x", "", "9999"]) {
      assert.equal((await visitor.post(holidayPaths.coverage, { year })).status, 303, year);
    }
    assert.equal((await kernel.calendar.coveredYears()).at(-1), 2028);
  });
});

Deno.test("a date or name that is none leads back to the list", async () => {
  await withOperator(async (visitor) => {
    const paths = [
      holidayPaths.addition,
      holidayPaths.additionOf({ date: "2026-02-30", name: "설날" }),
      holidayPaths.additionOf({ date: "2026-12-30", name: "x".repeat(41) }),
      holidayPaths.removal,
      holidayPaths.removalOf("2026-12-30"),
      holidayPaths.removalOf("nothing"),
      holidayPaths.coverage,
    ];
    for (const path of paths) {
      assert.equal((await visitor.get(path)).headers.get("location"), holidayPaths.list, path);
    }
  });
});
