import { accountOutcome } from "../banks/account_outcome.ts";
import { MOVE_MARK } from "../centre/check_registrations.ts";
import { recordBytesOf } from "../file_kind.ts";
import type { House } from "../house.ts";
import { textOf } from "../layout/fields.ts";
import { readRecords } from "../layout/record_reader.ts";
import {
  addRegistration,
  emptyRegistrationTotals,
  refusedRecord,
  type RegistrationFields,
  registrationFields,
  registrationHeader,
  registrationTrailer,
} from "../layout/registration_record.ts";
import { type MandateChange, partsOf } from "../mandates.ts";
import type { SentFile } from "./exchanged_file.ts";
import { putResult, resultName } from "./result_draft.ts";

/** What the sender is told of a record, with the change of the mandate that follows from it. */
interface Answer {
  readonly code?: string;
  readonly change?: MandateChange;
}

/** The banks answer applications that the institution took (EB13): refusals into the result, the rest stands. */
export async function workOnRegistrations(house: House, request: SentFile): Promise<void> {
  const { store, mandates } = house;
  const centreCodes = new Map(
    store.errorsOf(request.id).map(({ recordNumber, code }) => [recordNumber, code]),
  );
  const totals = emptyRegistrationTotals();
  const refused: Uint8Array[] = [];
  const changes: MandateChange[] = [];
  await eachApplication(house, request, (record, number) => {
    const fields = registrationFields(textOf(record));
    const centreCode = centreCodes.get(number);
    const answer = centreCode === undefined ? answerOf(house, fields) : { code: centreCode };
    if (answer.change !== undefined) changes.push(answer.change);
    if (answer.code === undefined) return;
    addRegistration(totals, fields.application);
    refused.push(refusedRecord(record, answer.code));
  });
  const head = { institution: request.institution, name: resultName(request) };
  putResult(house, request, {
    header: registrationHeader({ ...head, day: request.day }),
    records: refused,
    trailer: registrationTrailer({ ...head, totals }),
    totalWon: 0,
  });
  mandates.put(changes);
  store.put({ ...request, workedAt: house.context.now().toISOString() });
}

/** Calls with each data record of a registration file and its number. */
export async function eachApplication(
  { store }: House,
  request: SentFile,
  visit: (record: Uint8Array, number: number) => void,
): Promise<void> {
  let number = 0;
  for await (const record of readRecords(store.pathOf(request.id), recordBytesOf(request.kind))) {
    if (number > 0 && number <= request.recordCount) visit(record, number);
    number++;
  }
}

function answerOf({ rules }: House, fields: RegistrationFields): Answer {
  const parts = partsOf(fields);
  if (fields.application !== "1") {
    const endCode = fields.handlingBranch === MOVE_MARK ? "0024" : "0017";
    return { change: { ...parts, state: "ended", endCode } };
  }
  const code = accountOutcome({
    stage: "registration",
    account: parts.account,
    holderNumber: fields.holderNumber.trimEnd(),
    tryNumber: 1,
    rule: rules.find(parts.bank, parts.account),
  });
  return code === undefined
    ? { change: { ...parts, state: "active" } }
    : { code, change: { ...parts, state: "ended", endCode: "0017" } };
}
