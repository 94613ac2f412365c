import type { Parts } from "../parts.ts";
import type { OperatorDesk } from "../submission.ts";
import { createAgencies } from "./agencies.ts";
import { createAgencyHoursSetting } from "./agency_hours_setting.ts";
import { createDocumentTypeSettings } from "./document_type_settings.ts";
import { createQueue } from "./queue.ts";
import { createResetAgency } from "./reset_agency.ts";
import { createRetryItem } from "./retry_item.ts";
import { createTotals } from "./totals.ts";

/** What operators see and do: agencies, the queue, the catalogue. */
export function createOperatorDesk(parts: Pick<Parts, "kernel">): OperatorDesk {
  return {
    agencies: createAgencies(parts),
    queue: createQueue(parts),
    totals: createTotals(parts),
    retryItem: createRetryItem(parts),
    saveAgencyHours: createAgencyHoursSetting(parts),
    resetAgency: createResetAgency(parts),
    ...createDocumentTypeSettings(parts),
  };
}
