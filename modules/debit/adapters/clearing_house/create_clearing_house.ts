import { sftpFileName } from "@maru/debit/files";
import type { Kernel } from "@maru/kernel";
import {
  ChannelUnavailableError,
  type ClearingChannel,
  FileAlreadySentError,
  type FileName,
  FileNotTakenError,
} from "../../exchange/channel.ts";
import { hostKeyOf } from "../sftp/host_key.ts";
import { openSftp, type SftpSession } from "../sftp/open_sftp.ts";
import { readFile, writeFile } from "../sftp/transfer.ts";
import { type ApiAnswer, type ClearingApi, createClearingApi } from "./api.ts";
import { resultStateOf, sentStateOf } from "./file_states.ts";
import { readHolidays } from "./holidays.ts";
import type { ClearingHouseSettings } from "./settings.ts";

/** The clearing house (금융결제원 CMS): one-time SFTP accounts, asked for over its API. */
export function createClearingHouse(
  { kernel, config, institutionCode }: {
    kernel: Kernel;
    config: ClearingHouseSettings;
    institutionCode: string;
  },
): ClearingChannel {
  const api = createClearingApi({ kernel, config, institutionCode });
  const hostKey = hostKeyOf(kernel, config.sftpHostKey);

  async function open(answer: ApiAnswer): Promise<SftpSession> {
    return await openSftp({
      host: config.sftpHost,
      port: config.sftpPort,
      user: String(answer.data.sftp_user_name),
      password: String(answer.data.sftp_password),
      hostKey: await hostKey(),
    });
  }

  return {
    rail: "clearingHouse",
    async send(name, { bytes }) {
      const account = await askToSend(api, name);
      await reach(async () => {
        await using session = await open(account);
        await writeFile(session, sftpName(name), bytes);
      });
    },
    state: (name) => sentStateOf(api, queryOf(name)),
    resultState: (name) => resultStateOf(api, queryOf(name)),
    async receive(name) {
      const account = await api.call("GET", "/biz/batch", queryOf(name));
      if (account.status === 404) return undefined;
      requireGood(account);
      return streamed(() => open(account), sftpName(name));
    },
    holidays: (period) => readHolidays(api, period),
  };
}

/** @throws {FileAlreadySentError | FileNotTakenError | ChannelUnavailableError} */
async function askToSend(api: ClearingApi, name: FileName): Promise<ApiAnswer> {
  const answer = await api.call("POST", "/biz/batch", queryOf(name));
  if (answer.status === 409) throw new FileAlreadySentError(name);
  if (answer.status === 400) throw new FileNotTakenError(name, answer.code);
  requireGood(answer);
  return answer;
}

/** Opens the connection when the first chunk is asked for, and ends it with the last. */
async function* streamed(
  open: () => Promise<SftpSession>,
  path: string,
): AsyncIterable<Uint8Array> {
  try {
    await using session = await open();
    yield* readFile(session, path);
  } catch (error) {
    throw unavailable(error);
  }
}

async function reach(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw unavailable(error);
  }
}

function unavailable(error: unknown): ChannelUnavailableError {
  if (error instanceof ChannelUnavailableError) return error;
  const what = error instanceof Error ? error.message : String(error);
  return new ChannelUnavailableError("clearingHouse", what, { cause: error });
}

function requireGood({ status, code }: ApiAnswer): void {
  if (status === 200 && code === "B0000") return;
  throw new ChannelUnavailableError("clearingHouse", `it answered ${status} ${code}`);
}

function queryOf({ kind, businessDate }: FileName): Record<string, string> {
  return { file_type: kind, transaction_date: businessDate.replaceAll("-", "") };
}

function sftpName({ kind, businessDate }: FileName): string {
  return sftpFileName({ kind, date: businessDate });
}
