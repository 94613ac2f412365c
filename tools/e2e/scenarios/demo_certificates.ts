/**
 * The newcomer's way: a demo certificate by one press.
 *
 * @module
 */
import { equal } from "node:assert/strict";
import type { Page } from "playwright-core";
import { visit } from "../harness/browser.ts";
import { openLogin, pressLogin } from "../pages/login_page.ts";
import type { Scenario } from "../world.ts";

const KINDS = ["법인사업자", "개인사업자 (대표자", "개인사업자 (사업자", "개인", "세무대리인"];

export function demoCertificateScenarios(): Scenario[] {
  return [
    {
      name: "시연용 인증서: 유형마다 한 번 눌러 로그인한다",
      phase: 1,
      holds: ["demo"],
      async run(room) {
        for (const [index] of KINDS.entries()) {
          const page = await visit(room);
          await openLogin(page);
          await page.locator(".demo-buttons .demo-button").nth(index).click();
          equal((await logIn(page)).problem, undefined, KINDS[index] ?? "");
        }
      },
    },
    {
      name: "시연용 인증서: LDAP으로만 폐지를 확인하는 인증서도 로그인한다",
      phase: 1,
      holds: ["demo"],
      async run(room) {
        const page = await visit(room);
        await openLogin(page);
        await page.locator(".demo-more summary").click();
        await page.locator('.demo-button[data-demo$="-ldap"]').click();
        equal((await logIn(page)).problem, undefined);
      },
    },
  ];
}

/** Everything is filled in; the button is all that is left. */
async function logIn(page: Page) {
  await page.locator('#login-panel input[name="certificate"]:checked').waitFor({
    state: "attached",
  });
  return await pressLogin(page);
}
