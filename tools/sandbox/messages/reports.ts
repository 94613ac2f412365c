import { createHash } from "node:crypto";
import type { SandboxContext } from "../context.ts";
import type { AccountStore } from "./account.ts";
import type { StoredMessage } from "./message.ts";
import { statusMessages } from "./status_codes.ts";

const TRY_COUNT_MAX = 5;
const REPORT_TIMEOUT_MS = 5_000;

export type SendReport = (message: StoredMessage) => Promise<void>;

/**
 * Posts delivery reports to the address that the customer set: a JSON array of messages, named by
 * `X-Solapi-Event-Name: SINGLE-REPORT` and proved by `X-Solapi-Secret`, the hexadecimal SHA-1 of the
 * shared secret. A refused report is tried again, each time after twice the wait.
 */
export function createReportSender(
  context: SandboxContext,
  { account, waitMs }: { readonly account: AccountStore; readonly waitMs: number },
): SendReport {
  return async function sendReport(message) {
    const { webhookUrl, webhookSecret } = account.current();
    if (webhookUrl === "") return;
    const body = JSON.stringify([{
      ...message,
      statusMessage: statusMessages[message.statusCode],
    }]);
    for (let attempt = 1; attempt <= TRY_COUNT_MAX; attempt++) {
      const status = await post(webhookUrl, { body, secret: webhookSecret });
      context.journal("message-report", { messageId: message.messageId, attempt, status });
      if (status >= 200 && status < 300) return;
      if (attempt < TRY_COUNT_MAX) await wait(waitMs * 2 ** (attempt - 1));
    }
  };
}

/** The answer's status, 0 where there was none. */
async function post(
  url: string,
  { body, secret }: { body: string; secret: string },
): Promise<number> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-Solapi-Event-Name": "SINGLE-REPORT",
        "X-Solapi-Secret": createHash("sha1").update(secret).digest("hex"),
      },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(REPORT_TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
