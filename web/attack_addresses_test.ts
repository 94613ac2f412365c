import assert from "node:assert/strict";
import { ClientMissingError } from "@maru/submission";
import { openAttackSite } from "./testing/attack_site.ts";
import { stateDigest } from "./testing/state_digest.ts";

/** Places that an institution must not have us call, in the spellings that get around naive checks. */
const INNER_PLACES = [
  "http://93.184.216.34/hook",
  "https://127.0.0.1/",
  "https://127.1/",
  "https://2130706433/",
  "https://017700000001/",
  "https://0x7f.0.0.1/",
  "https://0/",
  "https://localhost/",
  "https://localhost./",
  "https://LOCALHOST:8009/metrics",
  "https://10.1.2.3/",
  "https://172.16.0.1/",
  "https://192.168.0.1/",
  "https://100.64.0.1/",
  "https://169.254.169.254/latest/meta-data/",
  "https://[::1]/",
  "https://[::]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:7f00:1]/",
  "https://[0:0:0:0:0:ffff:a9fe:a9fe]/",
  "https://[fd00::1]/",
  "https://[fe80::1]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[2002:7f00:1::]/",
  "https://①②⑦.⓪.⓪.①/",
  "https://127。0。0。1/",
  "https://user:password@93.184.216.34/",
  "https://93.184.216.34@127.0.0.1/",
  "https://127.0.0.1\\@93.184.216.34/",
  "file:///etc/passwd",
  "gopher://127.0.0.1:5432/_x",
  "javascript:alert(1)",
  "//93.184.216.34/",
  "https://",
  "https://no-such-host.invalid/",
  `https://93.184.216.34/${"a".repeat(3_000)}`,
];

Deno.test("no webhook leads inside, whatever its spelling, and the answer tells nothing of there", async () => {
  await using site = await openAttackSite();
  const { institutionId } = await site.institution("기관", "one");
  const { token } = await site.staff({
    loginId: "head",
    role: "institutionAdmin",
    organisationId: institutionId,
  });
  const visitor = await site.visitor({ staff: token });
  await visitor.get("/console/integration");
  const before = await stateDigest(site.kernel);
  for (const url of INNER_PLACES) {
    for (const active of ["on", "off"]) {
      const answer = await visitor.post("/console/integration/webhook", { url, active });
      const text = await answer.text();
      assert.equal(answer.status, 422, url);
      assert.match(text, /공개된 https 주소를 입력해 주십시오\./, url);
      assert.doesNotMatch(text, /not a public address|no such host|Cannot /, url);
    }
  }
  assert.equal(await stateDigest(site.kernel), before);
  const fine = await visitor.post("/console/integration/webhook", {
    url: "https://93.184.216.34/hook",
    active: "on",
  });
  assert.equal(fine.status, 200);
  await fine.body?.cancel();
});

Deno.test("a tax agent submits for nobody before the client is confirmed", async () => {
  await using site = await openAttackSite();
  await site.institution("기관", "one");
  const person = await site.people.person({
    name: "세무법인 셈",
    businessNumber: "2208162517",
    submitterType: "taxAgent",
  });
  const { session } = await site.logIn(person);
  await assert.rejects(site.submit({ person, session, slug: "one" }), ClientMissingError);
});
