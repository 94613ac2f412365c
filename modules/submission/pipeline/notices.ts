import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { FAILURES } from "../failures.ts";
import type { Parts } from "../parts.ts";
import type { FailureClass } from "../submission.ts";
import { phonePlace } from "./sealed_places.ts";

/** 알림톡 about a submission: each is once in effect by its key. */
export interface Notices {
  started(tx: Transaction, submissionId: string): Promise<void>;
  /** Once for each round and class: ten documents that fail for one reason are one message. */
  failed(
    tx: Transaction,
    failure: { submissionId: string; documentName: string; class: FailureClass },
  ): Promise<void>;
  authentication(
    tx: Transaction,
    step: {
      submissionId: string;
      itemId: string;
      documentName: string;
      agency: string;
      until: Date;
    },
  ): Promise<void>;
  /** The end of the current round, if nobody has told it yet. */
  finished(tx: Transaction, submissionId: string): Promise<void>;
}

interface Heading {
  id: string;
  institution_id: string;
  institution_name: string;
  product_name: string;
  reference: string;
  submitter_name: string;
  phone_sealed: string;
  round: number;
  item_count: number;
  done_count: number;
  not_provided_count: number;
  failed_count: number;
}

export function createNotices(
  { kernel, notifications, settings }: Pick<Parts, "kernel" | "notifications" | "settings">,
): Notices {
  async function send(
    tx: Transaction,
    heading: Heading,
    message: { template: string; key: string; values: Record<string, string> },
  ): Promise<void> {
    await notifications.send(tx, {
      key: `submission:${heading.id}:${heading.round}:${message.key}`,
      template: message.template,
      values: {
        name: heading.submitter_name,
        reference: heading.reference,
        url: `${settings.publicUrl}/oneclick/submissions/${heading.id}`,
        ...message.values,
      },
      phone: await kernel.sealing.open(phonePlace(heading.id), heading.phone_sealed),
      tenantId: heading.institution_id,
    });
  }

  return {
    async started(tx, submissionId) {
      const heading = await headingOf(tx, submissionId);
      const { institution_name: institution, product_name: product } = heading;
      const values = { institution, product, count: String(heading.item_count) };
      await send(tx, heading, { template: "submission.started", key: "started", values });
    },
    async failed(tx, failure) {
      const heading = await headingOf(tx, failure.submissionId);
      await send(tx, heading, {
        template: "submission.failed",
        key: `failed:${failure.class}`,
        values: { document: failure.documentName, reason: FAILURES[failure.class].text },
      });
    },
    async authentication(tx, step) {
      const heading = await headingOf(tx, step.submissionId);
      await send(tx, heading, {
        template: "submission.authentication",
        key: `authentication:${step.itemId}:${step.until.getTime()}`,
        values: {
          agency: step.agency,
          document: step.documentName,
          deadline: timeInSeoul(step.until),
        },
      });
    },
    async finished(tx, submissionId) {
      const { rows } = await sql`
        update submission.submission set notified_round = round
        where id = ${submissionId}::uuid and state = 'finished' and notified_round < round
        returning id`.execute(tx);
      if (rows.length === 0) return;
      const heading = await headingOf(tx, submissionId);
      const { institution_name: institution, product_name: product } = heading;
      await send(tx, heading, {
        template: "submission.finished",
        key: "finished",
        values: {
          institution,
          product,
          doneCount: String(heading.done_count),
          notProvidedCount: String(heading.not_provided_count),
          failedCount: String(heading.failed_count),
        },
      });
    },
  };
}

async function headingOf(tx: Transaction, submissionId: string): Promise<Heading> {
  const { rows } = await sql<Heading>`
    select s.id, s.institution_id, n.name as institution_name, p.name as product_name,
      s.reference, s.submitter_name, s.phone_sealed, s.round, count(*)::integer as item_count,
      (count(*) filter (where i.state = 'delivered'))::integer as done_count,
      (count(*) filter (where i.state = 'notProvided'))::integer as not_provided_count,
      (count(*) filter (where i.state = 'failed'))::integer as failed_count
    from submission.submission s
    join submission.institution n on n.id = s.institution_id
    join submission.product p on p.institution_id = s.institution_id and p.id = s.product_id
    join submission.item i on i.submission_id = s.id
    where s.id = ${submissionId}::uuid
    group by s.id, s.institution_id, n.name, p.name, s.reference, s.submitter_name,
      s.phone_sealed, s.round`.execute(tx);
  const [heading] = rows;
  if (heading === undefined) throw new RangeError(`Cannot find submission "${submissionId}"`);
  return heading;
}

function timeInSeoul(at: Date): string {
  return new Intl.DateTimeFormat("ko-KR", {
    timeZone: "Asia/Seoul",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  }).format(at);
}
