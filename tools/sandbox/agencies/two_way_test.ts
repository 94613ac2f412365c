import { deepEqual, equal } from "node:assert/strict";
import { startTestWorld, type TestWorld } from "../test_world.ts";

const path = "/v1/kr/public/pp/nhis-join/identify-confirmation";
const person = "9102151990016";
const simpleFields = {
  organization: "0002",
  loginType: "5",
  loginTypeLevel: "1",
  id: "session-1",
  userName: "홍길동",
  phoneNo: "01055500201",
  identity: person,
  isIdentityViewYN: "0",
  originDataYN: "1",
};

async function inWorld(run: (world: TestWorld) => Promise<void>): Promise<void> {
  const world = await startTestWorld();
  try {
    await run(world);
  } finally {
    world.stop();
  }
}

/** The request again with what the answer told to bring. */
function resumed(data: Record<string, unknown>, simpleAuth = "1"): Record<string, unknown> {
  const { jobIndex, threadIndex, jti, twoWayTimestamp } = data;
  return {
    ...simpleFields,
    simpleAuth,
    is2Way: true,
    twoWayInfo: { jobIndex, threadIndex, jti, twoWayTimestamp },
  };
}

async function begin(world: TestWorld): Promise<Record<string, unknown>> {
  const first = await world.post(path, simpleFields);
  equal(first.code, "CF-03002");
  equal(first.data.continue2Way, true);
  equal(first.data.method, "simpleAuth");
  return first.data;
}

const approve = (world: TestWorld, data: Record<string, unknown>) =>
  world.panel.request(`/sandbox/approvals/${data.jti}/approve`, { method: "POST" });

Deno.test("a simple authentication waits for the phone and then issues", () =>
  inWorld(async (world) => {
    const data = await begin(world);
    equal((await world.post(path, resumed(data))).code, "CF-03002");
    equal((await approve(world, data)).status, 204);
    const done = await world.post(path, resumed(data));
    equal(done.code, "CF-00000");
    equal(done.data.resUserNm, "홍길동");
    const shared = await world.post("/v1/kr/public/pp/nps-minwon/member-join-list", {
      ...simpleFields,
      organization: "0001",
    });
    equal(shared.code, "CF-03002", "another agency asks again");
    const again = await world.post("/v1/kr/public/pp/nhis-insurance-payment/confirmation", {
      ...simpleFields,
      usePurposes: "01",
      startDate: "202501",
      endDate: "202506",
    });
    equal(again.code, "CF-00000", "the same id at the same agency goes through");
  }));

Deno.test("a member's birth date and name are enough, and a wrong name is refused", () =>
  inWorld(async (world) => {
    const fields = { ...simpleFields, identity: "19910215", id: "session-2" };
    equal((await world.post(path, fields)).code, "CF-03002");
    equal((await world.post(path, { ...fields, userName: "임꺽정" })).code, "CF-12835");
  }));

Deno.test("asking three times before the approval ends the session with CF-12872", () =>
  inWorld(async (world) => {
    const data = await begin(world);
    const asked = [];
    for (let round = 0; round < 3; round++) {
      asked.push((await world.post(path, resumed(data))).code);
    }
    deepEqual(asked, ["CF-03002", "CF-03002", "CF-12872"]);
    equal((await approve(world, data)).status, 404);
    deepEqual(world.agencies.logins.list(), []);
  }));

Deno.test("after 4 minutes 30 seconds, or when refused on the phone, it is over", () =>
  inWorld(async (world) => {
    const late = await begin(world);
    world.context.clock.set(world.context.clock.offsetMs + 269_000);
    equal((await approve(world, late)).status, 204);
    world.context.clock.set(world.context.clock.offsetMs + 2_000);
    equal((await world.post(path, resumed(late))).code, "CF-12872");
    const cancelled = await begin(world);
    equal((await world.post(path, resumed(cancelled, "0"))).code, "CF-12872");
    const rejected = await begin(world);
    await world.panel.request(`/sandbox/approvals/${rejected.jti}/reject`, { method: "POST" });
    equal((await world.post(path, resumed(rejected))).code, "CF-12872");
  }));

Deno.test("the fields must come back as they were given out", () =>
  inWorld(async (world) => {
    const data = await begin(world);
    const changed = resumed({ ...data, twoWayTimestamp: Number(data.twoWayTimestamp) + 1 });
    equal((await world.post(path, changed)).code, "CF-03003");
    equal((await world.post(path, { ...resumed(data), twoWayInfo: "x" })).code, "CF-03003");
  }));

Deno.test("requests of one session that come together all wait for the one approval", () =>
  inWorld(async (world) => {
    const data = await begin(world);
    const other = world.post("/v1/kr/public/pp/nhis-insurance-payment/confirmation", {
      ...simpleFields,
      usePurposes: "01",
      startDate: "202501",
      endDate: "202506",
    });
    await approve(world, data);
    equal((await world.post(path, resumed(data))).code, "CF-00000");
    equal((await other).code, "CF-00000");
    equal(world.journal("login.start").length, 1);
  }));
