import type { Parts } from "../parts.ts";
import type { InstitutionDesk } from "../submission.ts";
import { createApiKeys } from "./api_keys.ts";
import { createDeliveries } from "./deliveries.ts";
import { createDocuments } from "./documents.ts";
import { createInstitutionSettings } from "./institution_settings.ts";
import { createProducts } from "./products.ts";
import { createPull } from "./pull.ts";
import { createReceived } from "./received.ts";
import { createSaveProduct } from "./save_product.ts";
import { createSendAgain } from "./send_again.ts";
import { createSubmissionZip } from "./submission_zip.ts";
import { createSummary } from "./summary.ts";
import { createWebhookSettings } from "./webhook_settings.ts";

/**
 * What an institution's staff and its API keys can do. The institution's id comes first everywhere
 * and stands in every query: what is another's is not found.
 */
export function createInstitutionDesk(parts: Pick<Parts, "kernel">): InstitutionDesk {
  return {
    ...createInstitutionSettings(parts),
    summary: createSummary(parts),
    ...createReceived(parts),
    ...createDocuments(parts),
    zip: createSubmissionZip(parts),
    ...createProducts(parts),
    saveProduct: createSaveProduct(parts),
    deliveries: createDeliveries(parts),
    sendAgain: createSendAgain(parts),
    ...createWebhookSettings(parts),
    ...createApiKeys(parts),
    pull: createPull(parts),
  };
}
