import assert from "node:assert/strict";
import { openAttackSite } from "../testing/attack_site.ts";
import { pageFaults } from "../testing.ts";
import { staffPaths } from "./context.ts";

Deno.test("every work page leads whoever is logged in to sessions, second factor and password", async () => {
  await using site = await openAttackSite();
  const { institutionId } = await site.institution("가람기관", "garam");
  const { id: merchantId } = await site.kernel.transaction((tx) =>
    site.auth.staff.createOrganisation(tx, { name: "가람피트니스" })
  );
  const tokens = {
    "/operator": (await site.staff({ loginId: "account-operator", role: "operator" })).token,
    "/console": (await site.staff({
      loginId: "account-institution",
      role: "institutionStaff",
      organisationId: institutionId,
    })).token,
    "/staff/sessions": (await site.member({
      organisationId: merchantId,
      role: "merchantStaff",
      isProved: false,
    })).token,
  };
  for (const [path, token] of Object.entries(tokens)) {
    const visitor = await site.visitor({ staff: token });
    const answer = await visitor.get(path);
    const text = await answer.text();
    assert.equal(answer.status, 200, path);
    assert.deepEqual(pageFaults(text), [], path);
    const [header = ""] = text.match(/<header[\s\S]*?<\/header>/) ?? [];
    const [, sheet = ""] = header.match(/aria-label="내 계정">([\s\S]*?)<\/nav>/) ?? [];
    const places = [...sheet.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
    assert.deepEqual(places, [
      staffPaths.sessions,
      staffPaths.secondFactorSettings,
      staffPaths.password,
    ], path);
    for (const place of places) assert.notEqual((await visitor.get(place ?? "")).status, 404);
  }
});
