import { type Context, Hono } from "hono";
import type { MessageGroup } from "./group.ts";
import type { StoredMessage } from "./message.ts";
import type { Provider } from "./provider.ts";
import { notFound, queryValues, readBody } from "./request_body.ts";
import { describeStatistics } from "./statistics.ts";

const LIMIT_DEFAULT = 20;
const LIMIT_MAX = 500;

/** Reading: balance, groups, messages and their states, statistics. */
export function createReadRoutes(provider: Provider): Hono {
  const app = new Hono();

  app.get("/cash/v1/balance", (c) => {
    const { balanceWon, accountId } = provider.account.current();
    return c.json({ accountId, balance: balanceWon - provider.spentWon(), point: 0, deposit: 0 });
  });

  app.get("/messages/v4/list", (c) => {
    const wanted = provider.messages.list().filter((message) => fitsQuery(message, c));
    return c.json(messagePage(newestFirst(wanted), c));
  });

  app.get("/messages/v4/groups", (c) => {
    const groups = newestFirst(provider.groups()).filter((group) => groupFits(group, c));
    const page = pageOf(groups, c);
    return c.json({
      ...page.keys,
      groupList: Object.fromEntries(
        page.items.map((group) => [group.groupId, provider.describe(group)]),
      ),
    });
  });

  app.get("/messages/v4/groups/:groupId", (c) => {
    return c.json(provider.describe(foundGroup(provider, c)));
  });

  app.delete("/messages/v4/groups/:groupId", (c) => {
    const group = provider.changeGroup(foundGroup(provider, c), { status: "DELETED" });
    return c.json(provider.describe(group));
  });

  app.get("/messages/v4/groups/:groupId/messages", (c) => {
    const group = foundGroup(provider, c);
    return c.json(messagePage(provider.messages.ofGroup(group.groupId), c));
  });

  app.delete("/messages/v4/groups/:groupId/messages", async (c) => {
    const group = foundGroup(provider, c);
    const body = await readBody(c);
    const messageIds = Array.isArray(body.messageIds) ? body.messageIds.map(String) : [];
    const resultList = messageIds.map((messageId) => {
      const message = provider.messages.get(messageId);
      const isRemovable = message?.groupId === group.groupId && message.status === "PENDING";
      if (isRemovable) provider.messages.remove(message);
      return { messageId, resultCode: isRemovable ? "2000" : "1021" };
    });
    const errorCount = resultList.filter((result) => result.resultCode !== "2000").length;
    return c.json({ groupId: group.groupId, errorCount, resultList });
  });

  app.get("/messages/v4/statistics", (c) => c.json(describeStatistics(provider.messages.list())));

  return app;
}

function foundGroup(provider: Provider, c: Context): MessageGroup {
  const group = provider.group(c.req.param("groupId") ?? "");
  if (group === undefined) throw notFound("그룹");
  return group;
}

/** Both ways of asking: `messageId=…`, and `criteria=messageId&cond=eq&value=…` of older clients. */
function fitsQuery(message: StoredMessage, c: Context): boolean {
  const asked: [string, string[]][] = ["messageId", "groupId", "to", "from", "type", "statusCode"]
    .map(
      (field) => [field, queryValues(c, field)],
    );
  asked.push(["messageId", queryValues(c, "messageIds")]);
  const values = (c.req.query("value") ?? "").split(",");
  const conditions = (c.req.query("cond") ?? "").split(",");
  const criteria = (c.req.query("criteria") ?? "").split(",").filter((field) => field !== "");
  const fields = message as unknown as Record<string, unknown>;
  return asked.every(([field, wanted]) =>
    wanted.length === 0 || wanted.includes(String(fields[field]))
  ) &&
    criteria.every((field, index) =>
      compare(String(fields[field]), { condition: conditions[index], wanted: values[index] ?? "" })
    ) && isInRange(message, c);
}

function compare(
  value: string,
  { condition, wanted }: { condition?: string; wanted: string },
): boolean {
  switch (condition) {
    case "ne":
      return value !== wanted;
    case "gt":
      return value > wanted;
    case "gte":
      return value >= wanted;
    case "lt":
      return value < wanted;
    case "lte":
      return value <= wanted;
    default:
      return value === wanted;
  }
}

function groupFits(group: MessageGroup, c: Context): boolean {
  const isAsked = c.req.query("criteria") === "groupId";
  return (!isAsked || group.groupId === c.req.query("value")) && isInRange(group, c);
}

function isInRange(
  record: { readonly dateCreated: string; readonly dateUpdated: string },
  c: Context,
): boolean {
  const time = new Date(
    c.req.query("dateType") === "UPDATED" ? record.dateUpdated : record.dateCreated,
  );
  const [start, end] = [c.req.query("startDate"), c.req.query("endDate")];
  return (start === undefined || time >= new Date(start)) &&
    (end === undefined || time <= new Date(end));
}

function newestFirst<T>(items: readonly T[]): T[] {
  return [...items].reverse();
}

function messagePage(messages: readonly StoredMessage[], c: Context): Record<string, unknown> {
  const page = pageOf(messages, c);
  const messageList = page.items.map((
    message,
  ) => [message.messageId, { ...message, _id: message.messageId }]);
  return { ...page.keys, messageList: Object.fromEntries(messageList) };
}

/** `startKey` is the first record of the page, `nextKey` the first of the next one. */
function pageOf<T extends { readonly id: string }>(
  items: readonly T[],
  c: Context,
): { items: T[]; keys: { startKey: string | null; nextKey: string | null; limit: number } } {
  const asked = Number(c.req.query("limit") ?? LIMIT_DEFAULT);
  const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, LIMIT_MAX) : LIMIT_DEFAULT;
  const startKey = c.req.query("startKey") ?? null;
  const from = startKey === null ? 0 : Math.max(0, items.findIndex((item) => item.id === startKey));
  const nextKey = items[from + limit]?.id ?? null;
  return { items: items.slice(from, from + limit), keys: { startKey, nextKey, limit } };
}
