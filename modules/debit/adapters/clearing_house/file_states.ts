import {
  type CentreError,
  ChannelUnavailableError,
  type ResultState,
  type SentFileState,
} from "../../exchange/channel.ts";
import type { ApiAnswer, ClearingApi } from "./api.ts";

type Query = Readonly<Record<string, string>>;

/** `file_status` of the clearing house. */
const REFUSED_STATUSES = [2, 4];
const CHECKING_STATUS = 1;
const TAKEN_STATUSES = [3, 5];
const DONE_STATUS = 6;

export async function sentStateOf(api: ClearingApi, query: Query): Promise<SentFileState> {
  const answer = await api.call("GET", "/biz/batch/state", { ...query, wait_for_result: "true" });
  if (answer.status === 404) return { state: "absent" };
  requireGood(answer);
  const status = numberOf(answer, "file_status");
  if (REFUSED_STATUSES.includes(status)) {
    return { state: "refused", code: await refusalOf(api, query) };
  }
  if (status === CHECKING_STATUS) return { state: "checking" };
  // An account was given and nothing came whole (0), or it was cancelled (9): as if it were not there.
  if (!TAKEN_STATUSES.includes(status)) return { state: "absent" };
  const errorCount = numberOf(answer, "error_count");
  return {
    state: "received",
    recordCount: numberOf(answer, "record_count"),
    centreErrorCount: errorCount,
    centreErrors: errorCount === 0 ? [] : await errorsOf(api, query),
  };
}

export async function resultStateOf(api: ClearingApi, query: Query): Promise<ResultState> {
  const answer = await api.call("GET", "/biz/batch/state", query);
  if (answer.status === 404) return { state: "absent" };
  requireGood(answer);
  if (numberOf(answer, "file_status") !== DONE_STATUS) return { state: "notReady" };
  return {
    state: "done",
    recordCount: numberOf(answer, "record_count"),
    totalWon: BigInt(numberOf(answer, "total_amount")),
    ...(answer.data.request_count === undefined
      ? {}
      : { requestCount: numberOf(answer, "request_count") }),
    centreErrorCount: numberOf(answer, "error_count"),
  };
}

async function refusalOf(api: ClearingApi, query: Query): Promise<string> {
  const answer = await api.call("GET", "/biz/batch/error", query);
  return String(answer.data.refusal ?? answer.data.validation_message ?? "refused");
}

async function errorsOf(api: ClearingApi, query: Query): Promise<readonly CentreError[]> {
  const answer = await api.call("GET", "/biz/batch/error", query);
  requireGood(answer);
  const errors = answer.data.errors;
  if (!Array.isArray(errors)) throw unreadable("errors");
  return errors.map((error: Record<string, unknown>) => ({
    sequence: Number(error.record_no),
    payerNumber: String(error.payer_no ?? "").trimEnd(),
    code: String(error.error_code),
  }));
}

function requireGood({ status, code }: ApiAnswer): void {
  if (status === 200 && code === "B0000") return;
  throw new ChannelUnavailableError("clearingHouse", `it answered ${status} ${code}`);
}

function numberOf({ data }: ApiAnswer, name: string): number {
  const value = Number(data[name]);
  if (!Number.isSafeInteger(value) || value < 0) throw unreadable(name);
  return value;
}

function unreadable(name: string): ChannelUnavailableError {
  return new ChannelUnavailableError("clearingHouse", `its answer holds no readable "${name}"`);
}
