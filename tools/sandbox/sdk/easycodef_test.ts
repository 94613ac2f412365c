import { equal, match, ok } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Hono } from "hono";
import { startTestWorld, type TestWorld } from "../test_world.ts";
import { runSdk, SdkAbsentError, type SdkSteps } from "./run_sdk.ts";

const company = "9908100018";

interface Answer {
  readonly result: { readonly code: string; readonly message: string };
  readonly data: Record<string, unknown>;
}

Deno.test("the public SDK of the aggregator gets through unchanged: token, proof, renewal, two-way", async () => {
  const world = await startTestWorld();
  try {
    const steps = await visit(world);
    if (steps !== undefined) check(world, steps);
  } finally {
    world.stop();
  }
});

/** The steps, or `undefined` on a machine where the SDK cannot be installed. */
async function visit(world: TestWorld): Promise<SdkSteps | undefined> {
  const bundle = await world.bundleFor({ number: company });
  const app = new Hono().route("/", world.agencies.routes).route("/", world.panel);
  try {
    return await runSdk({
      package: "easycodef-node@1.0.4",
      script: "easycodef_visit.cjs",
      domain: "codef.io",
      fetch: (request) => app.fetch(request),
      input: { ...bundle, ...inputs(world) },
    });
  } catch (error) {
    if (!(error instanceof SdkAbsentError)) throw error;
    console.warn(error.message);
    return undefined;
  }
}

function inputs(world: TestWorld): Record<string, unknown> {
  return {
    publicKey: world.agencies.key.publicKey,
    clientId: "maru-demo",
    clientSecret: "maru-demo-secret",
    identity: company,
    proofPath: "/v1/kr/public/nt/proof-issue/corporate-registration",
    proof: {
      organization: "0001",
      loginType: "0",
      certType: "1",
      identity: company,
      usePurposes: "01",
      submitTargets: "01",
      isIdentityViewYN: "0",
      originDataYN1: "1",
    },
    simplePath: "/v1/kr/public/pp/nhis-join/identify-confirmation",
    simple: {
      organization: "0002",
      loginType: "5",
      loginTypeLevel: "1",
      id: "sdk-session",
      userName: "홍길동",
      phoneNo: "01055500201",
      identity: "19910215",
      isIdentityViewYN: "0",
      originDataYN: "1",
    },
  };
}

function check(world: TestWorld, steps: SdkSteps): void {
  const answer = (step: string) => steps[step] as Answer;
  match(String(steps.token), /^[\w-]+\.[\w-]+\.[\w-]+$/);
  equal(answer("status").result.message, "성공");
  const proof = answer("proof");
  equal(proof.result.code, "CF-00000");
  equal(proof.data.resCompanyNm, "주식회사 마루상사");
  equal(proof.data.resUserAddr, "서울특별시 강남구 마루대로 12, 5층 (가람동)");
  const pdf = Buffer.from(String(proof.data.resOriGinalData1), "base64");
  equal(pdf.length, world.journal("issued")[0]?.pdfBytes);
  equal(answer("after-revocation").result.code, "CF-00000", "the SDK asked for a new token itself");
  equal(answer("two-way").result.code, "CF-03002");
  equal(answer("approved").result.code, "CF-00000");
  ok(String(answer("approved").data.resOriGinalData).startsWith("JVBERi0"));
}
