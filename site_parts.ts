/**
 * What the web is given beside the modules: who is behind a request, and how agencies are doing.
 *
 * @module
 */
import type { AgencyHealth } from "@maru/submission";
import { identifyVisitor, loadAssets, type SiteParts } from "@maru/web";
import type { App, AppConfig } from "./compose.ts";

const ASSETS_DIRECTORY = "web/static/dist";

export async function siteParts(
  app: App,
  config: AppConfig,
  streams: { readonly stopping: boolean },
): Promise<SiteParts> {
  return {
    ...app,
    streams,
    assets: await loadAssets(ASSETS_DIRECTORY),
    config: {
      publicUrl: config.submission.publicUrl,
      otherOrigins: config.auth.origins,
    },
    identify: identifyVisitor(app.auth),
    agencyStatus: async () => (await app.submission.operator.agencies()).map(statusOf),
  };
}

const STATES = { good: "smooth", slow: "delayed", blocked: "down", closed: "closed" } as const;

function statusOf(health: AgencyHealth) {
  return {
    name: health.name,
    state: STATES[health.state],
    ...(health.averageSeconds === undefined ? {} : { averageSeconds: health.averageSeconds }),
  };
}
