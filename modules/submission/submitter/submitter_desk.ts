import type { SubmitterDesk } from "../submission.ts";
import { createCheckClient } from "./check_client.ts";
import { createConfirmAuthentication } from "./confirm_authentication.ts";
import { createDownload } from "./download.ts";
import { createOfferedProducts } from "./offered_products.ts";
import { createOwnSubmissions } from "./own_submission.ts";
import { createReissue } from "./reissue.ts";
import { createSubmit, type SubmitParts } from "./submit.ts";
import { createUpload } from "./upload.ts";

export function createSubmitterDesk(parts: SubmitParts): SubmitterDesk {
  return {
    ...createOfferedProducts(parts),
    ...createOwnSubmissions(parts),
    checkClient: createCheckClient(parts),
    gatewayKey: () => parts.agencies.gatewayKey(),
    submit: createSubmit(parts),
    reissue: createReissue(parts),
    confirmAuthentication: createConfirmAuthentication(parts),
    upload: createUpload(parts),
    download: createDownload(parts),
  };
}
