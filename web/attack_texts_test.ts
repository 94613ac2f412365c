import assert from "node:assert/strict";
import { csvText } from "@maru/kernel";
import { fill, routesOf } from "./testing/authorization_matrix.ts";
import { openAttackSite } from "./testing/attack_site.ts";
import { routeRules } from "./testing/route_rules.ts";
import { issuedAnswer, notFiledAnswer } from "./testing/scripted_agency.ts";
import { send, type TestBody } from "./testing/test_request.ts";
import { openTwoTenants, type TwoTenants } from "./testing/two_tenants.ts";
import type { Visitor } from "./testing.ts";

/** Breaks out of text, of both kinds of attribute, and of JSON in an attribute. */
const PROBE = `"'></script><maruprobe onclick=x>&quot;{{7*7}}`;

Deno.test("what people, agencies and institutions type is inert on every page", async () => {
  await using site = await openAttackSite({ sandboxUrl: "http://127.0.0.1:9" });
  const { submission, kernel, auth } = site;
  const { institutionId, productId } = await site.institution(PROBE, "probe");
  const product = await submission.institution.product(institutionId, productId);
  await submission.institution.saveProduct(institutionId, {
    ...product,
    name: PROBE,
    description: PROBE,
  });
  await kernel.calendar.addHoliday({ date: "2026-12-30", name: PROBE });
  await submission.institution.createApiKey(institutionId, { name: PROBE, actor: PROBE });
  const person = await site.people.person({ name: PROBE, businessNumber: "1234567891" });
  const { token } = await site.logIn(person);
  const found = await auth.submitters.find(token);
  assert.equal(found.state, "live");
  const session = found.state === "live" ? { ...found.session, submitterName: PROBE } : undefined;
  const submit = () => site.submit({ person, session: session!, slug: "probe" });
  site.agency.answer = issuedAnswer({
    resCompanyNm: PROBE,
    [PROBE]: PROBE,
    resJointRepresentativeList: [{ resUserNm: PROBE, [PROBE]: PROBE }],
  });
  const submissionId = await submit();
  await site.test.drain();
  site.agency.answer = { ...notFiledAnswer, code: PROBE, text: PROBE } as typeof notFiledAnswer;
  const failedId = await submit();
  await site.test.drain();
  const [item] = (await submission.submitter.view(session!, submissionId)).items;
  const admin = await site.staff({
    loginId: "head",
    role: "institutionAdmin",
    organisationId: institutionId,
  });
  const operator = await site.staff({ loginId: "watcher", role: "operator" });
  const visitors = [
    await site.visitor({ session: token, staff: admin.token }),
    await site.visitor({ staff: operator.token }),
  ];
  const query = new URLSearchParams({ text: PROBE, product: PROBE, reason: PROBE, return: PROBE });
  const paths = [
    "/",
    `/login?${query}`,
    `/staff/login?${query}`,
    "/oneclick",
    "/oneclick/p/probe",
    `/oneclick/submissions?${query}`,
    `/oneclick/submissions/${submissionId}`,
    `/oneclick/submissions/${failedId}`,
    `/oneclick/submissions/${submissionId}/items/${item?.id}/none`,
    "/console",
    "/console/submissions",
    `/console/submissions?${query}`,
    `/console/submissions/${submissionId}`,
    `/console/submissions/${failedId}`,
    `/console/documents/${item?.document?.id}?${query}`,
    "/console/products",
    `/console/products/${productId}`,
    "/console/integration",
    "/console/deliveries",
    "/operator",
    "/operator/items",
    "/operator/access-log",
    `/operator/access-log?${query}`,
    `/operator/messages?${query}`,
    "/operator/holidays",
    "/operator/dead-letters",
    `/no/such/${encodeURIComponent(PROBE)}`,
  ];
  let shownCount = 0;
  for (const path of paths) {
    for (const visitor of visitors) {
      const page = await (await visitor.get(path)).text();
      shownCount += Number(page.includes("maruprobe"));
      assert.doesNotMatch(page, /<maruprobe/, path);
      assert.doesNotMatch(page, /"'>(<|&lt;)\/script/, path);
    }
  }
  assert.ok(shownCount >= 12, `the probe stood on ${shownCount} pages`);
  await assertFormsShowProbeInert(visitors);
});

/** Forms that are refused show what was typed. */
async function assertFormsShowProbeInert([admin, operator]: readonly Visitor[]): Promise<void> {
  const posts: [Visitor, string, Record<string, string>][] = [
    [admin!, "/staff/login", { loginId: PROBE, password: "" }],
    [admin!, "/console/products/new", { name: PROBE, slug: PROBE, description: PROBE }],
    [admin!, "/console/integration/webhook", { url: `https://x/${PROBE}`, active: "on" }],
    [admin!, "/console/settings", { retentionDays: PROBE }],
    [operator!, "/operator/holidays", { date: PROBE, name: PROBE }],
  ];
  for (const [visitor, path, fields] of posts) {
    await visitor.get("/console");
    const answer = await visitor.post(path, fields);
    const page = await answer.text();
    assert.ok([401, 422].includes(answer.status), `${path} answered ${answer.status}`);
    assert.doesNotMatch(page, /<maruprobe/, path);
    assert.doesNotMatch(page, /"'>(<|&lt;)\/script/, path);
    assert.doesNotMatch(page, /\[object Object\]/, path);
  }
}

const SCRIPT_SINKS =
  /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(|srcdoc/;

Deno.test("no code of the pages writes markup from text or runs text", async () => {
  for await (const path of sourceFiles(new URL("./", import.meta.url))) {
    const text = await Deno.readTextFile(path);
    assert.doesNotMatch(text, SCRIPT_SINKS, path.pathname);
  }
});

async function* sourceFiles(directory: URL): AsyncGenerator<URL> {
  for await (const entry of Deno.readDir(directory)) {
    const path = new URL(entry.name + (entry.isDirectory ? "/" : ""), directory);
    if (entry.isDirectory && !["dist", "node_modules"].includes(entry.name)) {
      yield* sourceFiles(path);
    } else if (/(?<!_test)\.ts$/.test(entry.name)) yield path;
  }
}

Deno.test("csvText() runs no cell as a formula and leaves numbers alone", () => {
  const formulas = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "＝1+1",
    "|calc",
  ];
  for (const cell of formulas) {
    const [, second = ""] = csvText({ columns: ["a"], rows: [[cell]] }).split(/\r\n(.*)/s);
    assert.match(second, /^"?'/, JSON.stringify(cell));
  }
  assert.match(csvText({ columns: ["-1,234.5"], rows: [] }), /^\ufeff"-1,234.5"/);
});

const NASTY_TEXTS = [
  "a\0b",
  "\ud800",
  "\u202e\ufeff",
  "' or '1'='1'; drop table submission.item; --",
  "../../../../etc/passwd",
  "a\r\nX-Injected: yes",
  "__proto__",
  "-1",
  "1e309",
  "99999999999999999999999999",
  "2026-99-99",
  "𝒳".repeat(500),
  "가".repeat(10_000),
];

Deno.test("no field of any form answers a nasty text with a fault of ours", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const visitors = await loggedIn(world);
  for (const route of routesOf(world.site.app)) {
    const rule = routeRules[route.name]!;
    const usual = rule.body?.(world.one.ids);
    if (usual === undefined || route.path.endsWith("/logout")) continue;
    const path = fill(route, rule, () => world.one.ids);
    const visitor = rule.door === "operator" ? visitors[1]! : visitors[0]!;
    for (const body of NASTY_TEXTS.flatMap((text) => spoiled(usual, text))) {
      const answer = await send(world.site.app, visitor, { method: "POST", path, body });
      const text = await answer.text();
      const isOurs = answer.status >= 500 && answer.status !== 502;
      assert.ok(!isOurs, `${route.name}: ${answer.status} ${JSON.stringify(body).slice(0, 200)}`);
      assert.equal(answer.headers.get("x-injected"), null, route.name);
      assert.doesNotMatch(text, /at file:\/\/|node_modules|syntax error at/, route.name);
    }
  }
  assert.deepEqual(faultsIn(world), []);
});

/** Lists, and what may be asked of them. */
const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  "/login": ["return", "lang"],
  "/oneclick/submissions": ["from", "to", "product", "before"],
  "/console/submissions": ["text", "productId", "state", "from", "to", "before", "offset"],
  "/console/submissions.csv": ["text", "productId", "from"],
  "/console/deliveries": ["state", "before"],
  "/operator/items": ["state", "agencyCode", "before"],
  "/operator/access-log": ["text", "before"],
  "/operator/access-log.csv": ["text"],
  "/operator/messages": ["text", "before"],
  "/operator/holidays": ["year", "changed"],
  "/operator/holidays/addition": ["date", "name"],
  "/operator/holidays/removal": ["date"],
  "/operator/holidays/coverage": ["year"],
  "/terms/service": ["version"],
  "/api/v1/documents": ["after", "limit"],
};
const UUID = "01a1fb1b-0000-7000-8000-000000000000";
const NASTY_QUERIES = [
  ...NASTY_TEXTS.slice(0, -1),
  "-".repeat(36),
  "0".repeat(36),
  cursor(`-271821-04-20T00:00:00.000Z ${UUID}`),
  cursor(`+275760-09-13T00:00:00.000Z ${UUID}`),
  cursor(`0000-01-01T00:00:00.000Z ${UUID}`),
  cursor(`99999999999999999999 ${UUID}`),
  cursor(`18446744073709551615 ${UUID}`),
  cursor("\0 \0"),
];

function cursor(text: string): string {
  return new TextEncoder().encode(text).toBase64({ alphabet: "base64url", omitPadding: true });
}

Deno.test("no question in an address is answered with a fault of ours", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const visitors = await loggedIn(world);
  const headers = { "Authorization": `Bearer ${world.one.apiKey}` };
  for (const [path, names] of Object.entries(QUESTIONS)) {
    const visitor = path.startsWith("/operator") ? visitors[1]! : visitors[0]!;
    for (
      const query of names.flatMap((name) => NASTY_QUERIES.map((value) => ({ [name]: value })))
    ) {
      const asked = `${path}?${new URLSearchParams(query)}`;
      const answer = await send(world.site.app, visitor, {
        method: "GET",
        path: asked,
        ...(path.startsWith("/api") ? { headers } : {}),
      });
      await answer.body?.cancel();
      assert.ok(answer.status < 500, `${asked}: ${answer.status}`);
    }
  }
  assert.deepEqual(faultsIn(world), []);
});

async function loggedIn({ site, one, operatorToken }: TwoTenants): Promise<Visitor[]> {
  return [
    await site.visitor({ session: one.sessionToken, staff: one.adminToken }),
    await site.visitor({ staff: operatorToken }),
  ];
}

function faultsIn({ site }: TwoTenants): string[] {
  return site.logLines.filter((line) => line.includes('"Request failed"'));
}

/** The body once for each of its fields, with that field spoiled. */
function spoiled(body: TestBody, text: string): TestBody[] {
  if ("form" in body) {
    return Object.keys(body.form).map((field) => ({ form: { ...body.form, [field]: text } }));
  }
  if ("json" in body) return [{ json: { [text]: text, businessNumber: text } }, { json: text }];
  if ("raw" in body) return [{ raw: text }];
  return [{ pdf: body.pdf, fields: { verificationNumber: text } }];
}

Deno.test("an agency's broken texts neither stop the pipeline nor reach a header", async () => {
  await using site = await openAttackSite();
  await site.institution("기관", "one");
  const nasty = 'a\0b\r\nX-Injected: yes\u202e"; filename=evil.exe';
  const person = await site.people.person({
    name: "나쁜/..\\이름\u202e\"'%\r\n",
    businessNumber: "1234567891",
  });
  const { session } = await site.logIn(person);
  site.agency.answer = issuedAnswer({ resCompanyNm: nasty, [nasty]: [nasty] });
  const done = await site.submit({ person, session, slug: "one" });
  await site.test.drain();
  site.agency.answer = { ...notFiledAnswer, code: nasty, text: nasty } as typeof notFiledAnswer;
  const failed = await site.submit({ person, session, slug: "one" });
  await site.test.drain();
  const view = (id: string) => site.submission.submitter.view(session, id);
  assert.equal((await view(done)).items[0]?.state, "delivered");
  assert.equal((await view(failed)).items[0]?.state, "failed");
  const visitor = await site.visitor({
    session: (await site.logIn(person)).token,
  });
  const itemId = (await view(done)).items[0]!.id;
  const answer = await visitor.get(`/oneclick/submissions/${done}/items/${itemId}/pdf`);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("x-injected"), null);
  const disposition = answer.headers.get("content-disposition") ?? "";
  assert.match(disposition, /^attachment; filename\*=UTF-8''[\w.!~%-]+\.pdf$/);
  const name = decodeURIComponent(disposition.split("''")[1] ?? "");
  assert.doesNotMatch(name, /[\p{Cc}\p{Cf}\\/:*?"<>|]/u);
  await answer.body?.cancel();
});
