/**
 * What can be wrong at the login: each says its own thing.
 *
 * @module
 */
import { match, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import { visit } from "../harness/browser.ts";
import { fieldsOf, memberNamed, type SubjectId } from "../subjects.ts";
import { type FileLogin, logInWithFiles } from "../pages/login_page.ts";
import { personOf, type Room, type Scenario } from "../world.ts";

interface WrongLogin {
  readonly name: string;
  readonly subject: SubjectId;
  readonly says: RegExp;
  /** Changes the login that would be right. */
  readonly spoil?: (login: FileLogin, room: Room) => Promise<FileLogin> | FileLogin;
}

const WRONG_LOGINS: readonly WrongLogin[] = [
  {
    name: "틀린 비밀번호는 비밀번호가 틀렸다고 말한다",
    subject: "wrong",
    says: /비밀번호가 맞지 않습니다/,
    spoil: (login) => ({ ...login, password: "Wrong-password-1" }),
  },
  {
    name: "PFX의 틀린 비밀번호도 같은 말을 한다",
    subject: "wrong",
    says: /비밀번호가 맞지 않습니다/,
    spoil: (login) => ({ ...login, form: "PFX-3DES", password: "Wrong-password-1" }),
  },
  {
    name: "손상된 키 파일은 손상되었다고 말한다",
    subject: "wrong",
    says: /손상되었습니다/,
    spoil: damaged,
  },
  {
    name: "폐지된 인증서는 폐지된 날을 말한다",
    subject: "revoked",
    says: /폐지되었거나 정지된 인증서입니다.*에 폐지되었습니다/,
  },
  {
    name: "만료된 인증서는 만료된 날을 말한다",
    subject: "expired",
    says: /유효기간이 지난 인증서입니다.*에 만료되었습니다/,
  },
  {
    name: "유형에 맞지 않는 인증서는 맞는 유형을 말한다",
    subject: "wrong",
    says: /선택하신 유형에 쓸 수 없는 인증서입니다.*법인사업자/,
    spoil: asIndividual,
  },
  {
    name: "다른 사업자등록번호는 인증서의 주인과 다르다고 말한다",
    subject: "wrong",
    says: /입력하신 번호가 인증서의 주인과 다릅니다/,
    spoil: async (login, { world }) => ({
      ...login,
      businessNumber: memberNamed(await world.sandbox.cast(), "주식회사 새벽물류").number,
    }),
  },
  {
    name: "없는 사업자등록번호는 보내기 전에 말한다",
    subject: "wrong",
    says: /없는 사업자등록번호입니다/,
    spoil: (login) => ({ ...login, businessNumber: "1234567890" }),
  },
];

export function loginFailureScenarios(): Scenario[] {
  return WRONG_LOGINS.map(({ name, subject, says, spoil }): Scenario => ({
    name: `로그인 실패: ${name}`,
    phase: 1,
    holds: [subject],
    async run(room) {
      const { world } = room;
      const right: FileLogin = {
        ...fieldsOf(subject, await world.sandbox.cast()),
        person: personOf(world, subject),
        form: "A",
        directory: world.directory,
      };
      const page = await visit(room);
      const { problem } = await logInWithFiles(page, spoil ? await spoil(right, room) : right);
      match(problem ?? "logged in", says);
      await isStillThere(page);
    },
  }));
}

/** Nothing that was typed is lost, and the next try is one press away. */
async function isStillThere(page: Page): Promise<void> {
  ok((await page.locator("#field-submitterName").inputValue()).length > 0);
  ok(await page.locator("#login-button").isEnabled());
}

/** The key file ends in the middle of its encrypted part. */
async function damaged(login: FileLogin, { world }: Room): Promise<FileLogin> {
  const directory = `${world.directory}/damaged`;
  await Deno.mkdir(directory, { recursive: true });
  const { directory: home } = login.person;
  await Deno.copyFile(`${home}/signCert.der`, `${directory}/signCert.der`);
  const key = await Deno.readFile(`${home}/signPri.key`);
  await Deno.writeFile(`${directory}/signPri.key`, key.subarray(0, key.length - 100));
  return { ...login, person: { ...login.person, directory } };
}

async function asIndividual(login: FileLogin, { world }: Room): Promise<FileLogin> {
  const { number } = memberNamed(await world.sandbox.cast(), "성춘향");
  return { ...login, type: "individual", residentNumber: number, businessNumber: undefined };
}
