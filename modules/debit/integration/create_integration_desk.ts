import type { Kernel } from "@maru/kernel";
import { createApiKeys } from "./api_keys.ts";
import { deliverEvents } from "./deliver_events.ts";
import { createEndpoints } from "./endpoints.ts";
import { createEventFeed } from "./event_feed.ts";
import { createEventLists } from "./event_lists.ts";
import { forgetSecrets } from "./forget_secrets.ts";
import type { IntegrationDesk } from "./integration_desk.ts";

const DELIVER_SECONDS = 2;
const FORGET_SECONDS = 60;

/** 연동: keys, the event log and webhooks. */
export function createIntegrationDesk({ kernel }: { readonly kernel: Kernel }): IntegrationDesk {
  kernel.jobs.tick("debit.webhooks", DELIVER_SECONDS, () => deliverEvents(kernel));
  kernel.jobs.tick("debit.webhooks.secrets", FORGET_SECONDS, () => forgetSecrets(kernel));
  return {
    ...createApiKeys({ kernel }),
    ...createEndpoints({ kernel }),
    ...createEventFeed({ kernel }),
    ...createEventLists({ kernel }),
  };
}
