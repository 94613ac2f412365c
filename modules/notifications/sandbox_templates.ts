import type { ConfigOf, Kernel } from "@maru/kernel";
import type { notificationSettings } from "./settings.ts";
import { tablesOf } from "./tables.ts";

/** The part of `fetch` that is needed. */
export type FetchLike = (
  url: string,
  init: { method: string; headers: Record<string, string>; body: string },
) => Promise<{ readonly ok: boolean; readonly status: number }>;

/**
 * Registers all templates at the sandbox's message provider, as the operator would in the real
 * one's console. Used by demo data alone.
 *
 * @throws {Error} when the sandbox refuses them
 */
export async function seedSandboxTemplates(
  kernel: Pick<Kernel, "config" | "database">,
  fetchLike: FetchLike,
  config?: Pick<ConfigOf<typeof notificationSettings>, "channelId">,
): Promise<void> {
  const templates = await tablesOf(kernel.database.db).selectFrom("template").selectAll()
    .where("kind", "=", "INFO").orderBy("code").orderBy("version").execute();
  const items = templates.map((template) => ({
    templateId: template.provider_template,
    ...(config === undefined ? {} : { channelId: config.channelId }),
    name: template.title,
    content: template.body,
    buttons: buttonsOf(template.buttons),
    status: template.approval === "approved" ? "APPROVED" : "PENDING",
  }));
  const response = await fetchLike(`${kernel.config.sandboxUrl}/sandbox/messages/templates`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ templates: items }),
  });
  if (!response.ok) {
    throw new Error(`Cannot register the templates at the sandbox: it answered ${response.status}`);
  }
}

/** Web link buttons (WL) in the provider's form. */
function buttonsOf(json: unknown) {
  return (json as { name: string; url: string }[]).map(({ name, url }) => ({
    buttonName: name,
    buttonType: "WL",
    linkMo: url,
    linkPc: url,
  }));
}
