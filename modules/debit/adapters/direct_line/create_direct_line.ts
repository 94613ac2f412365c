import { sftpFileName } from "@maru/debit/files";
import type { Kernel } from "@maru/kernel";
import {
  ChannelUnavailableError,
  type ClearingChannel,
  FileAlreadySentError,
  type FileName,
  FileNotTakenError,
  type SentFileState,
} from "../../exchange/channel.ts";
import { hostKeyOf } from "../sftp/host_key.ts";
import { openSftp, type SftpSession } from "../sftp/open_sftp.ts";
import { readFile, sizeOf, writeFile } from "../sftp/transfer.ts";
import type { DirectLineSettings } from "./settings.ts";

/** SSH_FX_PERMISSION_DENIED: the line takes no file at this hour. */
const PERMISSION_DENIED = 3;

/** Lines to banks: SFTP with folders `in` and `out`, the user being the bank's code. */
export function createDirectLine(
  { kernel, config }: { kernel: Kernel; config: DirectLineSettings },
): ClearingChannel {
  const hostKey = hostKeyOf(kernel, config.hostKey);

  async function open(bankCode: string): Promise<SftpSession> {
    return await openSftp({
      host: config.host,
      port: config.port,
      user: bankCode,
      password: config.password,
      hostKey: await hostKey(),
    });
  }

  async function withLine<T>(
    bankCode: string,
    work: (session: SftpSession) => Promise<T>,
  ): Promise<T> {
    try {
      await using session = await open(bankCode);
      return await work(session);
    } catch (error) {
      throw unavailable(error);
    }
  }

  return {
    rail: "directLine",
    send: (name, { bytes }) =>
      withLine(name.bankCode, async (session) => {
        if (await sizeOf(session, inPath(name)) !== undefined) throw new FileAlreadySentError(name);
        try {
          await writeFile(session, inPath(name), bytes);
        } catch (error) {
          if ((error as { code?: unknown }).code !== PERMISSION_DENIED) throw error;
          throw new FileNotTakenError(name, "late");
        }
      }),
    state: (name) => withLine(name.bankCode, (session) => sentState(session, name)),
    resultState: (name) =>
      withLine(
        name.bankCode,
        async (session) =>
          await sizeOf(session, outPath(name)) === undefined
            ? { state: "absent" }
            : { state: "done" },
      ),
    async receive(name) {
      const size = await withLine(name.bankCode, (session) => sizeOf(session, outPath(name)));
      return size === undefined ? undefined : streamed(() => open(name.bankCode), outPath(name));
    },
  };
}

/** A name that stands in `in` arrived whole; one that was refused has a `.REJ` beside the answers. */
async function sentState(session: SftpSession, name: FileName): Promise<SentFileState> {
  const refusalPath = `${outPath(name)}.REJ`;
  if (await sizeOf(session, refusalPath) !== undefined) {
    let text = "";
    for await (const chunk of readFile(session, refusalPath)) {
      text += new TextDecoder().decode(chunk);
    }
    return { state: "refused", code: text.slice(0, 5) };
  }
  const size = await sizeOf(session, inPath(name));
  return size === undefined ? { state: "absent" } : { state: "received", byteCount: size };
}

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

function inPath({ kind, businessDate }: FileName): string {
  return `/in/${sftpFileName({ kind, date: businessDate })}`;
}

function outPath({ kind, businessDate }: FileName): string {
  return `/out/${sftpFileName({ kind, date: businessDate })}`;
}

function unavailable(error: unknown): Error {
  const isTold = error instanceof FileAlreadySentError || error instanceof FileNotTakenError ||
    error instanceof ChannelUnavailableError;
  if (isTold) return error;
  const what = error instanceof Error ? error.message : String(error);
  return new ChannelUnavailableError("directLine", what, { cause: error });
}
