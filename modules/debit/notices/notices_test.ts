import assert from "node:assert/strict";
import { testKernel } from "@maru/kernel/testing";
import { createNoticeDesk } from "./create_notice_desk.ts";
import { NoticeInputError, NoticeNotFoundError } from "./errors.ts";

const OPERATOR = "operator:01900000-0000-7000-8000-0000000000f2";
const NOTICE = {
  service: "debit",
  title: "추석 연휴 이체 일정",
  body: "연휴 중에는 이체하지 않습니다.\r\n\r\n다음 영업일에 이체합니다.",
  isPinned: false,
  actor: OPERATOR,
} as const;

Deno.test("notices stand pinned first, then the newest, page by page", async () => {
  await using test = await testKernel({ modules: ["kernel", "debit"] });
  const desk = createNoticeDesk({ kernel: test.kernel });
  const titles = ["가", "나", "다", "라", "마"];
  for (const title of titles) {
    await desk.save({ ...NOTICE, title, isPinned: title === "나" });
  }
  await desk.save({ ...NOTICE, title: "다른 서비스", service: "submission" });
  const first = await desk.list({ service: "debit", limit: 2 });
  assert.deepEqual(first.map(({ title }) => title), ["나", "마"]);
  const rest = await desk.list({ service: "debit", limit: 10, after: first.at(-1)!.id });
  assert.deepEqual(rest.map(({ title }) => title), ["라", "다", "가"]);
  await assert.rejects(desk.list({ limit: 10, after: "none" }), NoticeNotFoundError);
});

Deno.test("a notice is changed in place, and withdrawn from its readers alone", async () => {
  await using test = await testKernel({ modules: ["kernel", "debit"] });
  const desk = createNoticeDesk({ kernel: test.kernel });
  const { id } = await desk.save(NOTICE);
  const before = await desk.get(id);
  assert.equal(before.body, "연휴 중에는 이체하지 않습니다.\n\n다음 영업일에 이체합니다.");
  test.clock.advance(60_000);
  await desk.save({ ...NOTICE, id, title: "추석 연휴 이체 일정(수정)" });
  const after = await desk.get(id);
  assert.equal(after.title, "추석 연휴 이체 일정(수정)");
  assert.deepEqual(after.publishedAt, before.publishedAt);
  await desk.withdraw({ id, actor: OPERATOR });
  assert.deepEqual(await desk.list({ service: "debit", limit: 10 }), []);
  const [kept] = await desk.list({ limit: 10 });
  assert.equal(kept!.id, id);
  assert.deepEqual(kept!.withdrawnAt, test.kernel.clock.now());
});

Deno.test("a notice wants a title and a text, and must be one of ours", async () => {
  await using test = await testKernel({ modules: ["kernel", "debit"] });
  const desk = createNoticeDesk({ kernel: test.kernel });
  await assert.rejects(
    desk.save({ ...NOTICE, title: " \n ", body: "가".repeat(20_001) }),
    (error) => {
      assert.ok(error instanceof NoticeInputError);
      assert.deepEqual(error.problems, [
        { field: "title", reason: "missing" },
        { field: "body", reason: "tooLong" },
      ]);
      return true;
    },
  );
  const id = test.kernel.uuid();
  await assert.rejects(desk.save({ ...NOTICE, id }), NoticeNotFoundError);
  await assert.rejects(desk.withdraw({ id, actor: OPERATOR }), NoticeNotFoundError);
  await assert.rejects(desk.get("none"), NoticeNotFoundError);
});
