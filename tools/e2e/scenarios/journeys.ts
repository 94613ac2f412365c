/**
 * Every kind of submitter from the login to the delivered documents.
 *
 * @module
 */
import { equal, match, ok } from "node:assert/strict";
import type { BrowserContext } from "playwright-core";
import { visit } from "../harness/browser.ts";
import type { FileForm } from "../harness/openssl_people.ts";
import { logInWithFiles } from "../pages/login_page.ts";
import { waitUntilFinished } from "../pages/progress_page.ts";
import { openRequest, pressSubmit } from "../pages/request_page.ts";
import { answersOf, fieldsOf, memberNamed, type SubjectId } from "../subjects.ts";
import { personOf, type Room, type Scenario } from "../world.ts";

interface Journey {
  readonly name: string;
  readonly subject: SubjectId;
  readonly form: FileForm;
  readonly slug: string;
  /** Documents that end as data without a PDF (미제공). */
  readonly dataOnly: readonly string[] | "all";
  /** Name of the client in the cast. */
  readonly client?: string;
}

const JOURNEYS: readonly Journey[] = [
  {
    name: "법인사업자가 제출한 서류가 모두 기관에 전달된다",
    subject: "journey-corporation",
    form: "A",
    slug: "working-capital",
    dataOnly: ["전자세금계산서 목록"],
  },
  {
    name: "개인사업자가 대표자 인증서로 제출한다",
    subject: "journey-representative",
    form: "D-ARIA",
    slug: "business-loan",
    dataOnly: [],
  },
  {
    name: "개인사업자가 사업자 인증서로 제출하면 제한을 먼저 알려 준다",
    subject: "journey-business",
    form: "C",
    slug: "business-loan",
    dataOnly: [],
  },
  {
    name: "개인이 제출한 서류가 모두 기관에 전달된다",
    subject: "journey-individual",
    form: "PFX-RC2",
    slug: "personal-guarantee",
    dataOnly: [],
  },
  {
    name: "세무대리인이 수임업체의 서류를 데이터로 제출한다",
    subject: "journey-agent",
    form: "PFX-AES",
    slug: "working-capital",
    dataOnly: "all",
    client: "(주)푸른솔테크",
  },
];

/** What a finished journey leaves for later steps, by subject. */
export interface FinishedJourney {
  readonly submissionId: string;
  readonly storageState: Awaited<
    ReturnType<BrowserContext["storageState"]>
  >;
  readonly names: readonly string[];
}

export function journeyScenarios(): Scenario[] {
  return JOURNEYS.map((journey): Scenario => ({
    name: `제출: ${journey.name}`,
    phase: 1,
    holds: [journey.subject],
    run: (room) => submitAll(room, journey),
  }));
}

export async function finishedJourney(room: Room, subject: SubjectId): Promise<FinishedJourney> {
  const kept = room.world.kept.get(subject) as FinishedJourney | undefined;
  if (kept !== undefined) return kept;
  return await submitJourney(room, subject);
}

/** Goes the whole way once more. */
export async function submitJourney(room: Room, subject: SubjectId): Promise<FinishedJourney> {
  const journey = JOURNEYS.find((each) => each.subject === subject);
  if (journey === undefined) throw new RangeError(`There is no journey of "${subject}"`);
  await submitAll(room, journey);
  return room.world.kept.get(subject) as FinishedJourney;
}

async function submitAll(room: Room, journey: Journey): Promise<void> {
  const { world } = room;
  const cast = await world.sandbox.cast();
  const person = personOf(world, journey.subject);
  const page = await visit(room);
  const fields = fieldsOf(journey.subject, cast);
  const { phone } = fields;
  const logged = await logInWithFiles(page, {
    ...fields,
    person,
    form: journey.form,
    directory: world.directory,
    returnPath: `/oneclick/p/${journey.slug}`,
  });
  equal(logged.problem, undefined);
  await openRequest(page, {
    slug: journey.slug,
    answers: answersOf(journey.subject, person),
    ...(journey.client === undefined
      ? {}
      : { clientNumber: memberNamed(cast, journey.client).number }),
  });
  if (journey.subject === "journey-business") {
    match(await page.locator("main").innerText(), /일부 서류 발급이 제한됩니다/);
  }
  const submissionId = await pressSubmit(page, answersOf(journey.subject, person));
  const items = await waitUntilFinished(page);
  ok(items.length > 0);
  for (const { name, state, reason } of items) {
    const isDataOnly = journey.dataOnly === "all" || journey.dataOnly.includes(name);
    equal(`${name}: ${state} ${reason}`, `${name}: ${isDataOnly ? "미제공" : "PDF"} `);
  }
  match(await page.locator("main").innerText(), /제출을 마쳤습니다/);
  room.figure(`${items.length} documents`);
  await isTold(room, phone);
  world.kept.set(
    journey.subject,
    {
      submissionId,
      storageState: await page.context().storageState(),
      names: items.filter(({ state }) => state === "PDF").map(({ name }) => name),
    } satisfies FinishedJourney,
  );
}

/** 알림톡 at the start and at the end. */
async function isTold({ world }: Room, phone: string): Promise<void> {
  const endsAt = performance.now() + 20_000;
  for (;;) {
    const texts = (await world.sandbox.inbox(phone)).map(({ text }) => text ?? "");
    if (
      texts.some((text) => /시작|접수/.test(text)) &&
      texts.some((text) => /완료|마쳤|끝/.test(text))
    ) return;
    ok(performance.now() < endsAt, `the phone got ${JSON.stringify(texts)}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
