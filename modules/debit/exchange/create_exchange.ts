import { sftpFileName } from "@maru/debit/files";
import { tables } from "../tables.ts";
import { createAlerts } from "./alerts.ts";
import { type Answers, createAnswers } from "./answers.ts";
import { buildDebitFiles } from "./build_debit_files.ts";
import { buildRegistrationFiles } from "./build_registration_files.ts";
import type { SentFileKind } from "./channel.ts";
import { compareCalendars } from "./compare_calendars.ts";
import type { ExchangeParts, ExchangeWork } from "./deps.ts";
import type { ExchangeDesk } from "./exchange_desk.ts";
import { contentOf } from "./file_content.ts";
import { FileNotFoundError } from "./file_not_found_error.ts";
import { createFileLists } from "./file_list.ts";
import { exchangeLines } from "./lines.ts";
import { sendFiles } from "./send_files.ts";

/** Real time between two looks at what is due; an empty one is a few small queries. */
const LOOK_SECONDS = 2;
/** Wall time in Seoul. */
const COMPARE_CALENDARS_AT = "06:00";

/** Builds, sends and receives by ticks; one process at a time, whatever the number of processes. */
export function createExchange(parts: ExchangeParts): ExchangeDesk {
  const { kernel } = parts;
  const alerts = createAlerts({ kernel });
  const work: ExchangeWork = { ...parts, alerts };
  const answers = createAnswers(work);
  kernel.jobs.tick("debit.exchange", LOOK_SECONDS, () => runOnce(work, answers));
  kernel.jobs.daily("debit.calendars", COMPARE_CALENDARS_AT, () => compareCalendars(work));
  return {
    lines: (query) => exchangeLines(kernel, query),
    ...createFileLists(kernel),
    alerts: (query) => alerts.list(query),
    acknowledge: (input) => alerts.acknowledge(input),
    async content({ fileId, actor, reason, address }) {
      const file = await tables(kernel.database.db).selectFrom("file").selectAll()
        .where("id", "=", fileId).executeTakeFirst();
      if (file === undefined) throw new FileNotFoundError(fileId);
      await kernel.transaction((tx) =>
        kernel.accessLog.record(tx, {
          actor,
          action: "debit.file.download",
          subject: `file:${fileId}`,
          reason,
          ...(address === undefined ? {} : { address }),
        })
      );
      return {
        name: sftpFileName({ kind: file.kind as SentFileKind, date: file.business_date }),
        bytes: contentOf(work, file),
      };
    },
    async run() {
      await tables(kernel.database.db).updateTable("file").set({ look_after: null })
        .where("state", "=", "sent").execute();
      await runOnce(work, answers);
      await answers.readAll();
    },
  };
}

/**
 * What came back is read first: after an outage a refusal lies there that what is built now must know.
 */
async function runOnce(work: ExchangeWork, answers: Answers): Promise<void> {
  await answers.readFirst();
  await buildRegistrationFiles(work);
  const { hasLate } = await buildDebitFiles(work);
  await sendFiles(work);
  if (hasLate) await work.replan();
}
