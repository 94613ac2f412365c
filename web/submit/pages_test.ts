import assert from "node:assert/strict";
import { TOKEN_FIELD } from "../middleware/form_token.ts";
import { expectPage } from "../test_site/expect_page.ts";
import { startTestSite, type TestSite } from "../test_site/site.ts";
import type { SubmitterToken } from "../test_site/people.ts";
import { CONFIRM_ID, DONE_ID, FAILED_ID, RUNNING_ID } from "../test_site/submissions.ts";
import { TOKEN_NAME } from "./form_names.ts";
import { submitPaths } from "./submit_paths.ts";

const PRODUCT = submitPaths.product("working-capital");

function read(site: TestSite, path: string, who?: SubmitterToken): Promise<string> {
  return expectPage(site.visitAs(who), path);
}

Deno.test("submitRoutes() draws every page of the submitter without faults, empty and full", async () => {
  for (const amount of ["none", "few", "many"] as const) {
    const site = startTestSite({ amount });
    await read(site, submitPaths.list);
    await read(site, PRODUCT);
    await read(site, submitPaths.history, "corporation");
    await read(site, submitPaths.welcome, "newcomer");
    await read(site, submitPaths.client, "taxAgent");
    for (const who of ["corporation", "proprietor", "taxAgentWithClient"] as const) {
      await read(site, PRODUCT, who);
    }
    for (const id of [RUNNING_ID, DONE_ID, FAILED_ID, CONFIRM_ID]) {
      await read(site, submitPaths.submission(id), "corporation");
    }
  }
});

Deno.test("ProgressPage() says each document's state and what the person can do", async () => {
  const site = startTestSite();
  const text = await read(site, submitPaths.submission(RUNNING_ID), "corporation");
  const line = (name: string) =>
    text.split('<li class="line"').find((part) => part.includes(`<span>${name}</span>`)) ?? "";
  assert.match(text, /12건 중 2건을 제출했습니다/);
  assert.match(text, /끝나면 010-\*\*\*\*-6789로 알림톡을/);
  assert.match(line("사업자등록증명"), /badge-good">PDF<.*PDF 받기/s);
  assert.match(line("부가가치세 과세표준증명"), /처리중.*12초째/s);
  assert.match(line("전자세금계산서 합계표"), /미제공.*데이터만 제출됨/s);
  assert.match(line("표준재무제표증명"), /대기/);
  assert.match(line("건강보험 자격득실확인서"), /추가인증.*4:12.*인증을 마쳤습니다/s);
  assert.match(line("건강·장기요양보험료 납부확인서"), /인증 결과를 확인하고 있습니다/);
  assert.match(line("고용·산재보험 완납증명원"), /이용시간이 아닙니다.*2026\.11\.21 08:00/s);
  assert.match(line("중소기업(소상공인) 확인서"), />재발급<\/button>.*sminfo\.mss\.go\.kr/s);
  const failed = line("지방세 세목별 과세증명서");
  assert.match(failed, /name="periodFrom".*>재발급<\/button>.*파일 올리기/s);
  assert.match(failed, /02-3771-1100.*M2611-2043-8812/s, "after a second failure");
  assert.match(
    line("주민등록표 등본"),
    /name="input:city".*name="input:district".*>재발급<\/button>/s,
  );
  assert.match(line("납부내역증명(납세사실증명)"), /type="date"[^>]*value="2025-11-21"/);
});

Deno.test("ProgressPage() offers to go on where the sealed bundle has ended, and where all failed", async () => {
  const site = startTestSite();
  const confirm = await read(site, submitPaths.submission(CONFIRM_ID), "corporation");
  assert.match(confirm, /data-reissue="confirm".*이어서 발급.*다시 로그인/s);
  const failed = await read(site, submitPaths.submission(FAILED_ID), "corporation");
  assert.match(failed, /<h1[^>]*>제출하지 못했습니다/);
  assert.match(failed, /LOGIN-999/);
  const done = await read(site, submitPaths.submission(DONE_ID), "corporation");
  assert.match(done, /4건을 모두 제출했습니다.*한빛신용보증에 제출을 마쳤습니다/s);
  assert.match(done, /보관 기간이 지나 파기함/);
  assert.doesNotMatch(done, /http-equiv="refresh"/, "a finished page stays still");
});

Deno.test("RequestPage() fills in who submits, and marks what this certificate may not request", async () => {
  const site = startTestSite();
  const text = await read(site, PRODUCT, "proprietor");
  assert.match(text, /123-45-67891/);
  assert.match(text, /일부 서류 발급이 제한됩니다/);
  assert.match(text, /발급 제한.*대표자 인증서로 로그인하시면/s);
  const agent = await read(site, PRODUCT, "taxAgentWithClient");
  assert.match(agent, /가온누리테크놀로지코리아 \(220-81-12345\)/);
});

Deno.test("HistoryPage() keeps its filters and leads to older submissions", async () => {
  const site = startTestSite({ amount: "many" });
  const text = await read(
    site,
    `${submitPaths.history}?from=2026-10-01&product=working-capital`,
    "corporation",
  );
  assert.match(text, /name="from" value="2026-10-01"/);
  assert.match(text, /<option value="working-capital" selected/);
  assert.match(text, /from=2026-10-01[^"]*before=n1/);
});

Deno.test("form_names.ts holds the names that the server reads", () => {
  assert.equal(TOKEN_NAME, TOKEN_FIELD);
});
