import { equal, ok } from "node:assert/strict";
import { createMessageRoutes, demoAccount } from "../messages/mod.ts";
import { createSandboxContext } from "../create_context.ts";
import { runSdk, SdkAbsentError, type SdkSteps } from "./run_sdk.ts";

interface Sent {
  readonly groupInfo: { readonly count: { readonly total: number } };
  readonly failedMessageList: readonly unknown[];
}

Deno.test("the public SDK of the message provider gets through unchanged", async () => {
  const dataDirectory = Deno.makeTempDirSync();
  try {
    const steps = await visit(dataDirectory);
    if (steps === undefined) return;
    const sent = steps.sent as Sent;
    equal(sent.groupInfo.count.total, 1);
    equal(sent.failedMessageList.length, 0);
    ok(Array.isArray(steps.messages) && steps.messages.length === 1);
    equal(steps.messages[0].text, "접수되었습니다");
    ok(typeof (steps.balance as { balance: number }).balance === "number");
  } finally {
    Deno.removeSync(dataDirectory, { recursive: true });
  }
});

async function visit(dataDirectory: string): Promise<SdkSteps | undefined> {
  const context = createSandboxContext({ dataDirectory, port: 1, isQuiet: true });
  const app = createMessageRoutes(context);
  const [key] = demoAccount.keys;
  try {
    return await runSdk({
      package: "solapi@6.0.1",
      script: "solapi_visit.cjs",
      domain: "solapi.com",
      fetch: (request) => app.fetch(request),
      input: {
        ...key,
        from: demoAccount.senderNumbers[0],
        to: "01055500201",
        text: "접수되었습니다",
      },
    });
  } catch (error) {
    if (!(error instanceof SdkAbsentError)) throw error;
    console.warn(error.message);
    return undefined;
  }
}
