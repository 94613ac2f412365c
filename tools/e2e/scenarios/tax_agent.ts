/**
 * 세무대리인: a client that is theirs, and one that is not.
 *
 * @module
 */
import { equal, match } from "node:assert/strict";
import { visit } from "../harness/browser.ts";
import { logInWithFiles } from "../pages/login_page.ts";
import { checkClient, passWelcome } from "../pages/request_page.ts";
import { fieldsOf, memberNamed } from "../subjects.ts";
import { personOf, type Scenario } from "../world.ts";

export function taxAgentScenarios(): Scenario[] {
  return [{
    name: "세무대리인: 수임업체가 아닌 사업자는 거절되고, 수임업체는 이어진다",
    phase: 1,
    holds: ["places-agent"],
    async run(room) {
      const { world } = room;
      const cast = await world.sandbox.cast();
      const page = await visit(room);
      const outcome = await logInWithFiles(page, {
        ...fieldsOf("places-agent", cast),
        person: personOf(world, "places-agent"),
        form: "B",
        directory: world.directory,
        returnPath: "/oneclick/p/working-capital",
      });
      equal(outcome.problem, undefined);
      await passWelcome(page);
      equal(new URL(page.url()).pathname, "/oneclick/client");
      const foreign = memberNamed(cast, "주식회사 한들건설").number;
      match(await checkClient(page, foreign) ?? "went on", /수임업체가 아닙니다/);
      equal(await checkClient(page, memberNamed(cast, "마루분식").number), undefined);
      await page.locator(".request-button").waitFor();
      match(await page.locator("main").innerText(), /마루분식/);
    },
  }];
}
