import type { SubmitterSession } from "@maru/auth";
import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { documentFileName } from "../document/file_name.ts";
import { storeUpload } from "../document/store_document.ts";
import {
  ItemNotFoundError,
  ItemStateError,
  PdfRefusedError,
  VerificationNumberError,
} from "../errors.ts";
import { checkPdf } from "../pdf/pdf_check.ts";
import { finishIfEnded } from "../pipeline/end_items.ts";
import { addItemEvent } from "../pipeline/item_event.ts";
import type { SubmitterDesk } from "../submission.ts";
import { isUuid } from "../view/cursor.ts";
import { isUploadable } from "../view/item_view.ts";
import { selectItems } from "../view/view_rows.ts";
import type { SubmitParts } from "./submit.ts";

interface Owner {
  institution_id: string;
  subject_name: string;
  client_name: string | null;
  attempt_number: number;
}

const VERIFICATION_NUMBER = /^[0-9A-Za-z가-힣][0-9A-Za-z가-힣 -]{3,59}$/;

/** The last source: the person's own file, with the number by which its issuer vouches for it. */
export function createUpload(parts: SubmitParts): SubmitterDesk["upload"] {
  const { kernel, notices } = parts;
  return async (session, { submissionId, itemId, pdf, verificationNumber }) => {
    if (!isUuid(submissionId) || !isUuid(itemId)) throw new ItemNotFoundError(itemId);
    const number = verificationNumber.normalize("NFC").trim();
    if (!VERIFICATION_NUMBER.test(number)) throw new VerificationNumberError();
    const checked = checkPdf(pdf);
    if (checked.runsByItself) {
      throw new PdfRefusedError("active", "it would run something when it is opened");
    }
    await kernel.transaction(async (tx) => {
      const owner = await lockItem(tx, { session, submissionId, itemId });
      const [item] = await selectItems(tx, { where: sql`i.id = ${itemId}::uuid` });
      if (item === undefined) throw new ItemNotFoundError(itemId);
      if (!item.can_upload || !isUploadable(item)) {
        throw new ItemStateError(itemId, item.state, "upload to");
      }
      const attemptNumber = owner.attempt_number + 1;
      const state = await storeUpload(parts, tx, {
        item,
        institutionId: owner.institution_id,
        attemptNumber,
        fileName: documentFileName({
          name: item.document_name,
          subject: owner.client_name ?? owner.subject_name,
          date: kernel.calendar.dateOf(kernel.clock.now()),
        }),
        pdf,
        checked,
        verificationNumber: number,
      });
      await addItemEvent({ tx, kernel }, {
        item_id: itemId,
        attempt_number: attemptNumber,
        state,
        detail: "uploaded by the person",
      });
      await reopen(tx, submissionId);
      await finishIfEnded({ tx, kernel, notices }, submissionId);
    });
  };
}

async function lockItem(
  tx: Transaction,
  { session, submissionId, itemId }: {
    session: SubmitterSession;
    submissionId: string;
    itemId: string;
  },
): Promise<Owner> {
  const { rows } = await sql<Owner>`
    select s.institution_id, s.subject_name, s.client_name, i.attempt_number
    from submission.item i join submission.submission s on s.id = i.submission_id
    where i.submission_id = ${submissionId}::uuid and i.id = ${itemId}::uuid
      and s.submitter_id = ${session.submitterId}::uuid
    for no key update of i`.execute(tx);
  const [owner] = rows;
  if (owner === undefined) throw new ItemNotFoundError(itemId);
  return owner;
}

/** A submission that had ended has a new document: its end is told once more. */
async function reopen(tx: Transaction, submissionId: string): Promise<void> {
  await sql`
    update submission.submission
    set state = 'running', finished_at = null, round = round + 1, version = version + 1
    where id = ${submissionId}::uuid and state = 'finished'`.execute(tx);
}
