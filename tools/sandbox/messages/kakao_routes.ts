import { type Context, Hono } from "hono";
import { ProviderError } from "./authorization.ts";
import { createIdentifier } from "./identifier.ts";
import type { KakaoButton } from "./message.ts";
import type { Provider } from "./provider.ts";
import { notFound, readBody } from "./request_body.ts";
import { type Template, variablesOf } from "./templates.ts";

const categories = [
  { code: "004001", name: "구매-구매완료" },
  { code: "007001", name: "업무-업무알림" },
  { code: "009001", name: "금융-안내" },
] as const;

/** Kakao channels and 알림톡 templates with their review: PENDING → INSPECTING → APPROVED. */
export function createKakaoRoutes(provider: Provider, now: () => Date): Hono {
  const app = new Hono();
  addChannels(app, provider);
  addTemplates(app, provider, now);
  addTemplateChanges(app, provider, now);
  return app;
}

function addChannels(app: Hono, provider: Provider): void {
  app.get("/kakao/v2/channels/categories", (c) => c.json(categories));
  app.get("/kakao/v2/channels", (c) => {
    const channelList = provider.account.current().channelIds.map((id) => channelOf(provider, id));
    return c.json({ limit: 20, startKey: null, nextKey: null, channelList });
  });
  app.get("/kakao/v2/channels/:channelId", (c) => {
    const channelId = c.req.param("channelId");
    if (!provider.account.current().channelIds.includes(channelId)) throw notFound("카카오 채널");
    return c.json(channelOf(provider, channelId));
  });
}

function addTemplates(app: Hono, provider: Provider, now: () => Date): void {
  app.get("/kakao/v2/templates/categories", (c) => c.json(categories));
  app.get("/kakao/v2/templates", (c) => {
    const wanted = provider.templates.list().filter((template) =>
      ["status", "channelId", "templateId"].every((field) => {
        const asked = c.req.query(field);
        return asked === undefined || template[field as "status"] === asked;
      })
    );
    const templateList = wanted.map((template) => describe(provider, template));
    return c.json({ limit: templateList.length, startKey: null, nextKey: null, templateList });
  });
  app.get("/kakao/v2/templates/:templateId", (c) => c.json(describe(provider, found(provider, c))));

  app.post("/kakao/v2/templates", async (c) => {
    const body = await readBody(c);
    const at = now().toISOString();
    const templateId = createIdentifier("KA01TP", now());
    const template: Template = {
      id: templateId,
      templateId,
      channelId: requiredText(body, "channelId"),
      name: requiredText(body, "name"),
      content: requiredText(body, "content"),
      categoryCode: String(body.categoryCode ?? ""),
      status: "PENDING",
      buttons: buttonsOf(body.buttons),
      comments: [],
      dateCreated: at,
      dateUpdated: at,
    };
    return c.json(save(provider, template));
  });
}

/** A template under way: its review, and its changes before it. */
function addTemplateChanges(app: Hono, provider: Provider, now: () => Date): void {
  const changed = (template: Template, change: Partial<Template>): Template => ({
    ...template,
    ...change,
    dateUpdated: now().toISOString(),
  });
  app.put(
    "/kakao/v2/templates/:templateId/inspection",
    (c) => c.json(save(provider, changed(found(provider, c), { status: "INSPECTING" }))),
  );
  app.put(
    "/kakao/v2/templates/:templateId/inspection/cancel",
    (c) => c.json(save(provider, changed(found(provider, c), { status: "PENDING" }))),
  );

  app.put("/kakao/v2/templates/:templateId/name", async (c) => {
    const name = requiredText(await readBody(c), "name");
    return c.json(save(provider, changed(found(provider, c), { name })));
  });

  app.put("/kakao/v2/templates/:templateId", async (c) => {
    const template = editable(found(provider, c));
    const body = await readBody(c);
    return c.json(save(
      provider,
      changed(template, {
        name: String(body.name ?? template.name),
        content: String(body.content ?? template.content),
        categoryCode: String(body.categoryCode ?? template.categoryCode),
        buttons: body.buttons === undefined ? template.buttons : buttonsOf(body.buttons),
        status: "PENDING",
      }),
    ));
  });

  app.delete("/kakao/v2/templates/:templateId", (c) => {
    const template = editable(found(provider, c));
    return c.json(save(provider, changed(template, { isDeleted: true })));
  });
}

export function buttonsOf(value: unknown): KakaoButton[] {
  return Array.isArray(value) ? value.filter((item) => typeof item?.buttonName === "string") : [];
}

function found(provider: Provider, c: Context): Template {
  const template = provider.templates.get(c.req.param("templateId") ?? "");
  if (template === undefined) throw notFound("템플릿");
  return template;
}

/** Only what is not approved and not under review may be changed or removed. */
function editable(template: Template): Template {
  if (template.status === "PENDING" || template.status === "REJECTED") return template;
  throw new ProviderError(
    400,
    "TemplateNotEditable",
    "대기 또는 반려 상태의 템플릿만 바꿀 수 있습니다.",
  );
}

function requiredText(body: Record<string, unknown>, field: string): string {
  const value = body[field];
  if (typeof value === "string" && value !== "") return value;
  throw new ProviderError(400, "ValidationError", `${field} 값이 필요합니다.`);
}

function save(provider: Provider, template: Template): Record<string, unknown> {
  provider.templates.put(template);
  return describe(provider, template);
}

function channelOf(provider: Provider, channelId: string): Record<string, unknown> {
  return {
    channelId,
    searchId: "@마루",
    accountId: provider.account.current().accountId,
    phoneNumber: provider.account.current().senderNumbers[0],
    sharedAccountIds: [],
  };
}

function describe(provider: Provider, template: Template): Record<string, unknown> {
  return {
    templateId: template.templateId,
    channelId: template.channelId,
    channelGroupId: null,
    name: template.name,
    content: template.content,
    categoryCode: template.categoryCode,
    status: template.status,
    code: template.status === "APPROVED" ? template.templateId.slice(-10) : null,
    accountId: provider.account.current().accountId,
    assignType: "CHANNEL",
    messageType: "BA",
    emphasizeType: "NONE",
    securityFlag: false,
    isHidden: false,
    commentable: true,
    comments: template.comments.map((comment) => ({
      isAdmin: true,
      memberId: "reviewer",
      ...comment,
    })),
    buttons: template.buttons,
    quickReplies: [],
    variables: variablesOf(template.content).map((name) => ({ name: `#{${name}}` })),
    dateCreated: template.dateCreated,
    dateUpdated: template.dateUpdated,
  };
}
