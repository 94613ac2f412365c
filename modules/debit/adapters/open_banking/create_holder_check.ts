import { type Kernel, maskName, OutboundError } from "@maru/kernel";
import {
  type HolderAnswer,
  type HolderCheck,
  HolderCheckUnavailableError,
} from "../../settings/holder_check.ts";
import { isSameHolder } from "./holder_names.ts";
import type { OpenBankingSettings } from "./settings.ts";
import { type Access, createAccesses, type OpenBankingParts } from "./token.ts";

type Question = Parameters<HolderCheck["check"]>[0];

/** Somebody waits for the answer before a page. */
const TIMEOUT_MS = 10_000;
const RESPONSE_BYTES_MAX = 64 * 1024;
const RETRY_COUNT_MAX = 1;
const DONE = "A0000";
const REFUSED_BY_BANK = "A0002";
const TOKEN_ENDED = "O0002";
/** The bank does not answer. */
const BANK_DOWN = "041";
const SERIAL_LENGTH = 9;
const SERIAL_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** 계좌실명조회 by KFTC's Open Banking, `POST /v2.0/inquiry/real_name`. */
export function createHolderCheck(
  { kernel, config }: { kernel: Kernel; config: OpenBankingSettings },
): HolderCheck {
  const client = kernel.outbound.client({
    name: "open-banking",
    origins: [new URL(config.baseUrl).origin],
    timeoutMs: TIMEOUT_MS,
    responseBytesMax: RESPONSE_BYTES_MAX,
    retryCountMax: RETRY_COUNT_MAX,
  });
  const parts = { kernel, client, config };
  const accesses = createAccesses(parts);
  return {
    async check(question) {
      try {
        for (let attempt = 1;; attempt++) {
          const access = await accesses.get();
          const answer = await ask(parts, access, question);
          if (answer.rsp_code !== TOKEN_ENDED || attempt === 2) {
            return readAnswer(answer, question);
          }
          accesses.forget(access);
        }
      } catch (error) {
        if (!(error instanceof OutboundError)) throw error;
        throw new HolderCheckUnavailableError("Cannot reach Open Banking", { cause: error });
      }
    },
  };
}

type Answer = Readonly<Record<string, unknown>>;

async function ask(
  { kernel, client, config }: OpenBankingParts,
  { token, clientUseCode }: Access,
  { bankCode, account, identity }: Question,
): Promise<Answer> {
  const response = await client.request({
    method: "POST",
    url: `${config.baseUrl}/v2.0/inquiry/real_name`,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({
      bank_tran_id: `${clientUseCode}U${newSerial()}`,
      bank_code_std: bankCode,
      account_num: account,
      // A space stands for a birth date, 6 for a business number.
      account_holder_info_type: identity.length === 10 ? "6" : " ",
      account_holder_info: identity,
      tran_dtime: seoulStamp(kernel.clock.now()),
    }),
    idempotent: true,
  });
  if (response.status !== 200) {
    throw new HolderCheckUnavailableError(`Open Banking answered ${response.status}`);
  }
  try {
    return response.json() as Answer;
  } catch (error) {
    throw new HolderCheckUnavailableError("Cannot read Open Banking's answer", { cause: error });
  }
}

/** @throws {HolderCheckUnavailableError} nothing was said about the account */
function readAnswer(answer: Answer, { holder }: Question): HolderAnswer {
  const { rsp_code: code, bank_rsp_code: bankCode, account_holder_name: name } = answer;
  if (code === DONE && typeof name === "string" && name.trim() !== "") {
    return isSameHolder(holder, name)
      ? { state: "matches" }
      : { state: "otherHolder", holderMasked: maskName(name) };
  }
  const isRefused = code === REFUSED_BY_BANK && typeof bankCode === "string";
  if (isRefused && bankCode !== BANK_DOWN) return { state: "unknownAccount", code: bankCode };
  throw new HolderCheckUnavailableError(`Open Banking answered "${String(code).slice(0, 10)}"`);
}

/** Unlike within a day at the institution: nine letters and digits drawn by chance. */
function newSerial(): string {
  const drawn = crypto.getRandomValues(new Uint8Array(SERIAL_LENGTH));
  return Array.from(drawn, (byte) => SERIAL_CHARACTERS[byte % SERIAL_CHARACTERS.length]).join("");
}

/** `20261123101500`, wall time in Seoul. */
function seoulStamp(at: Date): string {
  const local = new Date(at.getTime() + 9 * 3_600_000);
  return local.toISOString().replace(/\D/g, "").slice(0, 14);
}
