import assert from "node:assert/strict";
import { testKernel } from "@maru/kernel/testing";
import type { CloudCertificateProvider } from "../../cloud/provider.ts";
import { CloudCertificateUnavailableError } from "../../errors.ts";
import { createCloudCertificateProvider } from "./cloud_certificate.ts";

const request = {
  text: "text to sign",
  title: "로그인",
  returnUrl: "https://maru.example/back",
  scopes: ["randomNum"],
  seal: { publicJwk: { kty: "EC" }, keyId: "k1", purpose: "login", context: "c1" },
} as const;

interface Received {
  readonly line: string;
  readonly authorization: string | null;
  readonly body: string;
}

async function withServer(
  answer: { status: number; json: unknown },
  work: (provider: CloudCertificateProvider, received: Received[]) => Promise<void>,
): Promise<void> {
  const received: Received[] = [];
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (r) => {
    received.push({
      line: `${r.method} ${new URL(r.url).pathname}`,
      authorization: r.headers.get("authorization"),
      body: await r.text(),
    });
    return Response.json(answer.json, { status: answer.status });
  });
  const baseUrl = `http://127.0.0.1:${server.addr.port}`;
  await using test = await testKernel({ modules: ["kernel"], sandboxUrl: baseUrl });
  const config = {
    rootsDirectory: "",
    revocationMode: "off",
    revocationHosts: [],
    origins: [],
    cloudCertificateUrl: baseUrl,
    cloudCertificateClientKey: "client-key",
  } as const;
  await work(createCloudCertificateProvider({ kernel: test.kernel, config }), received);
}

Deno.test("request() posts what is to be signed and reads where the person goes", async () => {
  const json = {
    id: "r1",
    state: "waiting",
    url: "https://c.example/r1",
    expiresAt: "2026-11-20T03:05:00Z",
  };
  await withServer({ status: 201, json }, async (provider, received) => {
    assert.deepEqual(await provider.request(request), {
      id: "r1",
      url: "https://c.example/r1",
      expiresAt: new Date("2026-11-20T03:05:00Z"),
    });
    assert.equal(received[0]?.line, "POST /cloud/v1/requests");
    assert.equal(received[0]?.authorization, "Bearer client-key");
    assert.deepEqual(JSON.parse(received[0]?.body ?? ""), request);
  });
});

Deno.test("read() gives the state, and the signature once there is one", async () => {
  await withServer({ status: 200, json: { id: "r1", state: "waiting" } }, async (provider, got) => {
    assert.deepEqual(await provider.read("r/1"), { state: "waiting" });
    assert.equal(got[0]?.line, "GET /cloud/v1/requests/r%2F1");
  });
  const signed = { id: "r1", state: "signed", cms: "AAAA", sealed: "s.1" };
  await withServer({ status: 200, json: signed }, async (provider) => {
    assert.deepEqual(await provider.read("r1"), { state: "signed", cms: "AAAA", sealed: "s.1" });
  });
});

Deno.test("an answer that cannot be used is one error", async () => {
  const answers = [
    { status: 401, json: { error: { code: "unauthorised" } } },
    { status: 200, json: { state: "signed", cms: "AAAA" } },
    { status: 200, json: { state: "dancing" } },
  ];
  for (const answer of answers) {
    await withServer(answer, async (provider) => {
      await assert.rejects(provider.read("r1"), CloudCertificateUnavailableError);
    });
  }
  const script = { id: "r1", url: "javascript:alert(1)", expiresAt: "2026-11-20T03:05:00Z" };
  await withServer({ status: 201, json: script }, async (provider) => {
    await assert.rejects(provider.request(request), CloudCertificateUnavailableError);
  });
});
