/**
 * A system of its own for auto-debit, whose business clock is moved from window to window: the other
 * scenarios' certificates and logins know nothing of it.
 *
 * @module
 */
import { startSystem, type Stopped, type System } from "./system.ts";

/** A Tuesday on which the month's payers can still be registered in time. */
const STARTS_AT = "2026-12-01T09:00";
const FILE_MS_MAX = 120_000;
const LOOK_EVERY_MS = 1_000;
/** The app asks for the clock every second. */
const CLOCK_MS = 2_500;

/** States of a file that the other side took (taken, partly taken, done). */
const TAKEN = new Set([3, 5, 6]);

export interface ExchangedFile {
  /** "088.EB211228_2026". */
  readonly name: string;
  readonly place: string;
  readonly direction: "sent" | "result";
  readonly kind: string;
  readonly transactionDate: string;
  readonly recordCount: number;
  readonly totalWon: number;
  readonly status: number;
  readonly availableAt?: string;
}

export interface Sum {
  readonly count: number;
  readonly won: number;
}

/** What the files of one place, or the debits of one merchant, add up to. */
export interface DebitSums {
  readonly requested: Sum;
  readonly failed: Sum;
  readonly collected: Sum;
  readonly waiting: Sum;
  readonly requestedByBank: Readonly<Record<string, Sum>>;
  readonly failedByCode: Readonly<Record<string, Sum>>;
  readonly registrations: { readonly asked: number; readonly refused: number };
}

export const AGGREGATES = [
  "requests",
  "arrears",
  "discounts",
  "registrations",
  "debits",
  "settlements",
] as const;
export const AGGREGATE_KEYS = ["item", "grade", "bank"] as const;

/** Of registrations the monthly amount, of settlements what was collected; parts are by outcome. */
export interface LineSum extends Sum {
  readonly parts: Readonly<Record<string, Sum>>;
}
export type AggregateSums = Readonly<
  Record<(typeof AGGREGATE_KEYS)[number], Readonly<Record<string, LineSum>>>
>;

export interface MerchantSums extends DebitSums {
  readonly rail: "directLine" | "clearingHouse";
  readonly aggregates: Readonly<Partial<Record<(typeof AGGREGATES)[number], AggregateSums>>>;
}

/** What no file tells of an account, for sums by item and grade and before discounts. */
export interface KnownPayer {
  readonly rail: "directLine" | "clearingHouse";
  readonly bankCode: string;
  readonly account: string;
  readonly item: string;
  readonly grade: string;
  readonly grossWon: number;
  readonly cashWon?: number;
}

export interface FileSums {
  readonly places: Readonly<Record<string, DebitSums>>;
  /** By the number with which the merchant's payer numbers begin. */
  readonly merchants: Readonly<Record<string, MerchantSums>>;
}

export interface AccountRule {
  readonly bankCode: string;
  readonly accountNumber: string;
  readonly code: string;
  readonly at?: "registration" | "debit";
  readonly succeedsOnTry?: number;
}

export interface ReceivedMessage {
  readonly id: string;
  /** 알림톡 is "kakao". */
  readonly channel: string;
  readonly text: string;
  readonly templateId: string | null;
  readonly buttons: readonly { readonly linkMo?: string | null }[];
}

export interface DebitSystem {
  readonly url: string;
  readonly logPath: string;
  /** Moves the business clock to a time in Korea, "2026-12-01T14:01", and waits until the app knows. */
  moveTo(koreanTime: string): Promise<void>;
  /** What banks answer about some accounts. */
  rule(rules: readonly AccountRule[]): Promise<void>;
  files(): Promise<readonly ExchangedFile[]>;
  /** Waits until such a file was taken. @throws {Error} when none comes */
  untilFile(wanted: (file: ExchangedFile) => boolean, words: string): Promise<ExchangedFile>;
  /** What a phone received, newest first. */
  inbox(phone: string): Promise<readonly ReceivedMessage[]>;
  /** Waits until files were taken that hold so many records. @throws {Error} when they do not */
  untilRecords(wanted: (file: ExchangedFile) => boolean, recordCount: number): Promise<void>;
  /** What Python adds up from all exchanged files. */
  sums(payers?: readonly KnownPayer[]): Promise<FileSums>;
  /** @throws what the system's own `stop` throws */
  stop(): Promise<Stopped>;
}

export async function startDebitSystem(directory: string): Promise<DebitSystem> {
  const logPath = `${directory}/debit.log`;
  const system = await startSystem({ dataDirectory: `${directory}/debit`, logPath });
  const debit = debitSystemOf(system, { directory, logPath });
  await debit.moveTo(STARTS_AT);
  return debit;
}

/** The levers of a system that runs; what is fetched goes below `directory`. */
export function debitSystemOf(
  system: Pick<System, "url" | "sandboxUrl" | "stop">,
  { directory, logPath }: { readonly directory: string; readonly logPath: string },
): DebitSystem {
  const ask = async (path: string, body?: unknown): Promise<Response> => {
    const response = await fetch(
      system.sandboxUrl + path,
      body === undefined ? { headers: { accept: "application/json" } } : {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      },
    );
    if (!response.ok) {
      throw new Error(
        `The sandbox answered ${response.status} to ${path}: ${await response.text()}`,
      );
    }
    return response;
  };
  const files = async () => {
    const answer = await (await ask("/sandbox/clearing/files")).json();
    return (answer as { files: readonly ExchangedFile[] }).files;
  };
  const moveTo = async (koreanTime: string) => {
    await (await ask("/clock", { now: koreanTime })).body?.cancel();
    await pause(CLOCK_MS);
  };
  return {
    url: system.url,
    logPath,
    moveTo,
    rule: async (rules) =>
      void await (await ask("/sandbox/clearing/accounts", { accounts: rules })).body?.cancel(),
    files,
    untilFile: (wanted, words) => untilFile(files, wanted, words),
    async inbox(phone) {
      const answer = await (await ask(`/sandbox/inbox?phone=${phone}`)).json();
      return (answer as { messages: readonly ReceivedMessage[] }).messages;
    },
    untilRecords: (wanted, recordCount) => untilRecords(files, wanted, recordCount),
    async sums(payers = []) {
      const folder = await Deno.makeTempDir({ dir: directory, prefix: "files-" });
      for (const file of await files()) {
        if (file.direction === "sent" && !TAKEN.has(file.status)) continue;
        const response = await ask(`/sandbox/clearing/files/${encodeURIComponent(file.name)}`);
        await Deno.writeFile(`${folder}/${file.name}`, await response.bytes());
      }
      await Deno.writeTextFile(`${folder}/payers.json`, JSON.stringify(payers));
      return await sumFiles(folder);
    },
    stop: () => system.stop("SIGTERM"),
  };
}

async function untilFile(
  files: () => Promise<readonly ExchangedFile[]>,
  wanted: (file: ExchangedFile) => boolean,
  words: string,
): Promise<ExchangedFile> {
  const endsAt = performance.now() + FILE_MS_MAX;
  while (performance.now() < endsAt) {
    const found = (await files()).find((file) => wasExchanged(file) && wanted(file));
    if (found !== undefined) return found;
    await pause(LOOK_EVERY_MS);
  }
  throw new Error(`Cannot see ${words}: no such file was exchanged in time`);
}

async function untilRecords(
  files: () => Promise<readonly ExchangedFile[]>,
  wanted: (file: ExchangedFile) => boolean,
  recordCount: number,
): Promise<void> {
  const endsAt = performance.now() + FILE_MS_MAX;
  while (true) {
    const found = (await files()).filter((file) => wasExchanged(file) && wanted(file));
    const count = found.reduce((sum, each) => sum + each.recordCount, 0);
    if (count === recordCount) return;
    if (count > recordCount || performance.now() > endsAt) {
      const names = found.map(({ name, recordCount }) => `${name} (${recordCount})`).join(", ");
      throw new Error(
        `Cannot see ${recordCount} records in time: ${count} in ${names || "no file"}`,
      );
    }
    await pause(LOOK_EVERY_MS);
  }
}

function wasExchanged({ direction, status }: ExchangedFile): boolean {
  return direction === "result" || TAKEN.has(status);
}

/** What Python adds up from the files of a folder. @throws {Error} with its words */
export async function sumFiles(folder: string): Promise<FileSums> {
  const script = new URL("./sum_files.py", import.meta.url).pathname;
  const { success, stdout, stderr } = await new Deno.Command("python3", {
    args: [script, folder],
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`Cannot sum the files: ${new TextDecoder().decode(stderr)}`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
