import { createInstitutionDesk } from "./institution/create_institution_desk.ts";
import { createOperatorDesk } from "./operator/create_operator_desk.ts";
import type { Parts } from "./parts.ts";
import { createPipeline } from "./pipeline/create_pipeline.ts";
import { createRetention } from "./retention/create_retention.ts";
import { defaultSettings, type SubmissionSettings } from "./settings.ts";
import type { Submission } from "./submission.ts";
import { createSubmitterDesk } from "./submitter/submitter_desk.ts";
import { tables } from "./tables.ts";

/** Builds the module: queues, ticks and subscriptions are declared here, and run with the kernel. */
export function createSubmission(
  { settings = defaultSettings(), ...given }: Omit<Parts, "settings"> & {
    readonly settings?: SubmissionSettings;
  },
): Submission {
  const parts: Parts = { ...given, settings };
  const { notices } = createPipeline(parts);
  createRetention(parts);
  return {
    submitter: createSubmitterDesk({ ...parts, notices }),
    institution: createInstitutionDesk(parts),
    operator: createOperatorDesk(parts),
    async createInstitution(tx, { id, name, retentionDays, helpPhone }) {
      await tables(tx).insertInto("institution").values({
        id,
        name,
        retention_days: retentionDays,
        ...(helpPhone === undefined ? {} : { help_phone: helpPhone }),
      }).execute();
    },
  };
}
