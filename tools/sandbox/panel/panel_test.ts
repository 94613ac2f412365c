import { equal, ok } from "node:assert/strict";
import { startTestWorld, type TestWorld } from "../test_world.ts";

async function inWorld(run: (world: TestWorld) => Promise<void>): Promise<void> {
  const world = await startTestWorld();
  try {
    await run(world);
  } finally {
    world.stop();
  }
}

const form = (world: TestWorld, path: string, fields: Record<string, string> = {}) =>
  world.panel.request(path, { method: "POST", body: new URLSearchParams(fields) });

Deno.test("the panel shows every agency and needs no script", () =>
  inWorld(async (world) => {
    const page = await (await world.panel.request("/")).text();
    for (const name of ["국세청 홈택스", "위택스", "국민건강보험공단", "휴대폰 승인 대기"]) {
      ok(page.includes(name), name);
    }
    ok(!/<script|\sstyle=|\son\w+=/.test(page));
  }));

Deno.test("a switch set in the form is listed, can be taken off, and a wrong count is told at the form", () =>
  inWorld(async (world) => {
    const fault = { kind: "closed", service: "nhis", document: "", subject: "", count: "2" };
    const added = await form(world, "/panel/faults", fault);
    equal(added.status, 303);
    equal(added.headers.get("location"), "/#faults");
    const [rule] = world.context.faults.list();
    equal(rule?.remainingCount, 2);
    ok((await (await world.panel.request("/")).text()).includes("장애 1건"));
    equal((await form(world, `/panel/faults/${rule?.id}/removal`)).status, 303);
    equal(world.context.faults.list().length, 0);
    const refused = await form(world, "/panel/faults", { ...fault, count: "none" });
    equal(refused.status, 422);
    ok((await refused.text()).includes('role="alert"'));
  }));

Deno.test("a waiting simple authentication is approved by a button", () =>
  inWorld(async (world) => {
    await world.post("/v1/kr/public/pp/nhis-join/identify-confirmation", {
      organization: "0002",
      loginType: "6",
      userName: "홍길동",
      phoneNo: "01055500201",
      identity: "9102151990016",
      isIdentityViewYN: "0",
    });
    const page = await (await world.panel.request("/")).text();
    const action = /\/panel\/approvals\/\w+\/approve/.exec(page)?.[0];
    equal((await form(world, action ?? "")).status, 303);
    equal(world.agencies.twoWay.list()[0]?.isApproved, true);
  }));

Deno.test("GET /sandbox/journal gives the newest lines first, and only the kind asked for", () =>
  inWorld(async (world) => {
    for (let index = 0; index < 5; index++) world.context.journal("a", { index });
    world.context.journal("b", {});
    const response = await world.panel.request("/sandbox/journal?kind=a&limit=2");
    const { lines } = await response.json();
    equal(lines.length, 2);
    equal(lines[0].index, 4);
  }));

Deno.test("texts of the cast are escaped", () =>
  inWorld(async (world) => {
    const member = world.cast.find("9908100018");
    if (member?.kind === "corporation") world.cast.put({ ...member, name: "<b>마루</b>" });
    const page = await (await world.panel.request("/cast")).text();
    ok(page.includes("&lt;b&gt;마루&lt;/b&gt;"));
  }));
