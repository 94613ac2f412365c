import { accountOutcome } from "../banks/account_outcome.ts";
import { bankName } from "../banks/bank_list.ts";
import { derivedHolderName } from "../banks/holder_name.ts";
import type { House } from "../house.ts";

/** What is asked about an account (계좌실명조회), every field as it came. */
export interface RealNameRequest {
  readonly bank_tran_id: string;
  readonly bank_code_std: string;
  readonly account_num: string;
  readonly account_holder_info_type: string;
  readonly account_holder_info: string;
  readonly tran_dtime: string;
}

/** What the service answers in all cases (rsp_code) and the bank in its own (bank_rsp_code). */
export interface RealNameAnswer {
  readonly rsp_code: string;
  readonly rsp_message: string;
  readonly bank_rsp_code: string;
  readonly bank_rsp_message: string;
  readonly account_holder_name: string;
}

/** How the numbers are told that prove who asks: birth date, business number, or none. */
const INFO_PATTERNS: Readonly<Record<string, RegExp>> = {
  " ": /^\d{6}$/,
  "6": /^\d{10}$/,
  "N": /^\s*$/,
};

const BANK_MESSAGES: Readonly<Record<string, string>> = {
  "012": "계좌번호 없음",
  "014": "예금주 정보 불일치",
  "031": "해지된 계좌",
  "041": "은행 시스템 오류",
};

/** Reads a posted request; undefined where a field is missing or malformed. */
export function readRealName(input: unknown): RealNameRequest | undefined {
  if (typeof input !== "object" || input === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(input));
  const text = (name: string, pattern: RegExp) => {
    const value = fields.get(name);
    return typeof value === "string" && pattern.test(value) ? value : undefined;
  };
  const type = text("account_holder_info_type", /^[ 6N]$/);
  const request = {
    bank_tran_id: text("bank_tran_id", /^[A-Z0-9]{10}U[A-Z0-9]{9}$/),
    bank_code_std: text("bank_code_std", /^\d{3}$/),
    account_num: text("account_num", /^\d{1,16}$/),
    account_holder_info_type: type,
    account_holder_info: text("account_holder_info", INFO_PATTERNS[type ?? ""] ?? /$^/),
    tran_dtime: text("tran_dtime", /^\d{14}$/),
  };
  return isWhole(request) ? request : undefined;
}

export function answerRealName(house: House, request: RealNameRequest): RealNameAnswer {
  const { bank_code_std: bank, account_num: account } = request;
  const rule = house.rules.find(bank, account);
  const code = bankName(bank) === undefined ? "0012" : accountOutcome({
    stage: "holder",
    account,
    holderNumber: request.account_holder_info.trim(),
    tryNumber: 1,
    rule,
  });
  if (code !== undefined) return refusal(code);
  return {
    rsp_code: "A0000",
    rsp_message: "",
    bank_rsp_code: "000",
    bank_rsp_message: "",
    account_holder_name: rule?.holder ?? derivedHolderName(bank, account),
  };
}

/** The bank refuses: its codes are told by their last three digits, others as an outage. */
function refusal(code: string): RealNameAnswer {
  const short = code.slice(1);
  const bankCode = short in BANK_MESSAGES ? short : "041";
  return {
    rsp_code: "A0002",
    rsp_message: "참가기관에서 처리하지 못했습니다.",
    bank_rsp_code: bankCode,
    bank_rsp_message: BANK_MESSAGES[bankCode] ?? "",
    account_holder_name: "",
  };
}

function isWhole(
  request: { readonly [Name in keyof RealNameRequest]: string | undefined },
): request is RealNameRequest {
  return Object.values(request).every((value) => value !== undefined);
}
