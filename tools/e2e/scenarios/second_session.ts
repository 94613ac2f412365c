/**
 * LOGIN-999 from a second session: a newer login with the same certificate ends the earlier one.
 *
 * @module
 */
import { equal, match } from "node:assert/strict";
import type { Page } from "playwright-core";
import { visit } from "../harness/browser.ts";
import { logInWithFiles } from "../pages/login_page.ts";
import { waitUntilFinished } from "../pages/progress_page.ts";
import { openRequest, pressSubmit, startSubmit } from "../pages/request_page.ts";
import { answersOf, fieldsOf } from "../subjects.ts";
import { personOf, type Room, type Scenario } from "../world.ts";

const SUBJECT = "duplicate";
const SLUG = "business-loan";

export function secondSessionScenarios(): Scenario[] {
  return [
    {
      name: "LOGIN-999: 두 번째 로그인이 먼저 화면의 제출을 막고 이유를 말한다",
      phase: 1,
      holds: [SUBJECT],
      run: refusesSubmission,
    },
    {
      name: "LOGIN-999: 발급 중에 두 번째 로그인이 있으면 남은 서류가 그 이유로 실패한다",
      phase: 1,
      holds: [SUBJECT],
      run: endsRunningItems,
    },
  ];
}

async function refusesSubmission(room: Room): Promise<void> {
  const first = await logIn(room);
  await openRequest(first, { slug: SLUG, answers: answers(room) });
  await logIn(room);
  await startSubmit(first, answers(room));
  const problem = first.locator("#request-problem");
  await problem.waitFor();
  match(await problem.innerText(), /\[LOGIN-999\] 통합인증\(중복 로그인\) 오류입니다\./);
  match(await problem.locator("a").innerText(), /다시 로그인/);
}

async function endsRunningItems(room: Room): Promise<void> {
  const { sandbox } = room.world;
  const heal = await sandbox.fault({
    kind: "slow",
    service: "hometax",
    subject: personOf(room.world, SUBJECT).number,
    delayMs: 6_000,
  });
  room.after(heal);
  const first = await logIn(room);
  await openRequest(first, { slug: SLUG, answers: answers(room) });
  const submissionId = await pressSubmit(first, answers(room));
  const second = await logIn(room);
  await heal();
  await second.goto(`/oneclick/submissions/${submissionId}`);
  const items = await waitUntilFinished(second);
  const failed = items.filter(({ state }) => state === "실패");
  equal(failed.length > 0, true, "what waited has failed");
  for (const { reason } of failed) match(reason, /LOGIN-999/);
  await first.reload();
  match(await first.locator("main").innerText(), /LOGIN-999/);
}

async function logIn(room: Room): Promise<Page> {
  const { world } = room;
  const page = await visit(room);
  const outcome = await logInWithFiles(page, {
    ...fieldsOf(SUBJECT, await world.sandbox.cast()),
    person: personOf(world, SUBJECT),
    form: "A",
    directory: world.directory,
    returnPath: `/oneclick/p/${SLUG}`,
  });
  equal(outcome.problem, undefined);
  return page;
}

function answers({ world }: Room) {
  return answersOf(SUBJECT, personOf(world, SUBJECT));
}
