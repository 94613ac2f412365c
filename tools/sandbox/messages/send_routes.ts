import { type Context, Hono } from "hono";
import { ProviderError } from "./authorization.ts";
import type { MessageGroup } from "./group.ts";
import type { MessageRequest } from "./message.ts";
import type { Provider } from "./provider.ts";
import { notFound, readBody } from "./request_body.ts";

const MESSAGES_MAX = 10_000;

/** Sending: `send`, `send-many/detail`, and a group made, filled and sent step by step. */
export function createSendRoutes(provider: Provider): Hono {
  const app = new Hono();
  addSending(app, provider);
  addGroups(app, provider);
  return app;
}

function addSending(app: Hono, provider: Provider): void {
  app.post("/messages/v4/send", async (c) => {
    const body = await readBody(c);
    const agent = objectOf(body.agent);
    const group = provider.createGroup({ ...agent, allowDuplicates: true });
    const [answer] = provider.addMessages(group, messagesOf([body.message]));
    if (answer!.statusCode !== "2000") {
      throw new ProviderError(
        400,
        "FailedToAddMessage",
        `${answer!.statusMessage} (${answer!.statusCode})`,
      );
    }
    await provider.send(group);
    return c.json({ groupId: group.groupId, ...answer });
  });

  app.post("/messages/v4/send-many/detail", async (c) => {
    const body = await readBody(c);
    const group = provider.createGroup({
      ...objectOf(body.agent),
      allowDuplicates: body.allowDuplicates === true,
      scheduledDate: textOf(body.scheduledDate),
    });
    const answers = provider.addMessages(group, messagesOf(body.messages));
    const isAccepted = (answer: { statusCode: string }) => answer.statusCode === "2000";
    if (answers.some(isAccepted)) await provider.send(provider.group(group.groupId)!);
    return c.json({
      failedMessageList: answers.filter((answer) => !isAccepted(answer)),
      groupInfo: provider.describe(provider.group(group.groupId)!),
      ...(body.showMessageList === true ? { messageList: answers.filter(isAccepted) } : {}),
    });
  });
}

/** A group is made, filled, and sent now or at a time. */
function addGroups(app: Hono, provider: Provider): void {
  app.post("/messages/v4/groups", async (c) => {
    const body = await readBody(c);
    const group = provider.createGroup({
      ...objectOf(body),
      allowDuplicates: body.allowDuplicates === true,
    });
    return c.json(provider.describe(group));
  });

  app.put("/messages/v4/groups/:groupId/messages", async (c) => {
    const group = openGroup(provider, c);
    const body = await readBody(c);
    const resultList = provider.addMessages(group, messagesOf(body.messages));
    const errorCount = resultList.filter((answer) => answer.statusCode !== "2000").length;
    return c.json({ errorCount: String(errorCount), resultList });
  });

  app.post("/messages/v4/groups/:groupId/send", async (c) => {
    const group = openGroup(provider, c);
    await provider.send({ ...group, scheduledDate: null });
    return c.json(provider.describe(provider.group(group.groupId)!));
  });

  app.post("/messages/v4/groups/:groupId/schedule", async (c) => {
    const group = openGroup(provider, c);
    const scheduledDate = textOf((await readBody(c)).scheduledDate);
    if (scheduledDate === null || Number.isNaN(new Date(scheduledDate).getTime())) {
      throw new ProviderError(400, "ValidationError", "scheduledDate가 올바르지 않습니다.");
    }
    await provider.send(provider.changeGroup(group, { scheduledDate }));
    return c.json(provider.describe(provider.group(group.groupId)!));
  });

  app.delete("/messages/v4/groups/:groupId/schedule", (c) => {
    const group = provider.group(c.req.param("groupId"));
    if (group === undefined) throw notFound("그룹");
    if (group.status !== "SCHEDULED") {
      throw new ProviderError(400, "NotScheduled", "예약된 그룹이 아닙니다.");
    }
    return c.json(
      provider.describe(provider.changeGroup(group, { status: "PENDING", scheduledDate: null })),
    );
  });
}

/** @throws {ProviderError} where there is no such group, or it was sent already */
function openGroup(provider: Provider, c: Context): MessageGroup {
  const group = provider.group(c.req.param("groupId") ?? "");
  if (group === undefined) throw notFound("그룹");
  if (group.status !== "PENDING") {
    throw new ProviderError(400, "GroupNotPending", "이미 발송했거나 예약된 그룹입니다.");
  }
  return group;
}

/** One message per recipient; `to` may be a list. */
function messagesOf(value: unknown): MessageRequest[] {
  const items: unknown[] = Array.isArray(value) ? value : [];
  const requests = items.flatMap((item) => {
    if (typeof item !== "object" || item === null) return [];
    const request = item as MessageRequest & { readonly to: string | readonly string[] };
    const recipients = Array.isArray(request.to) ? request.to : [request.to];
    return recipients.map((to): MessageRequest => ({ ...request, to: String(to ?? "") }));
  });
  if (requests.length === 0 || requests.length > MESSAGES_MAX) {
    throw new ProviderError(
      400,
      "ValidationError",
      "messages는 1건 이상 10,000건 이하이어야 합니다.",
    );
  }
  return requests;
}

function objectOf(
  value: unknown,
): {
  sdkVersion?: string;
  osPlatform?: string;
  appId?: string;
  customFields?: Record<string, string>;
} {
  if (typeof value !== "object" || value === null) return {};
  const fields = value as Record<string, unknown>;
  return {
    sdkVersion: textOf(fields.sdkVersion) ?? undefined,
    osPlatform: textOf(fields.osPlatform) ?? undefined,
    appId: textOf(fields.appId) ?? undefined,
    customFields: fields.customFields as Record<string, string> | undefined,
  };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
