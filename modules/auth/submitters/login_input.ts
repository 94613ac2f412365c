import {
  birthDateOf,
  isBusinessNumber,
  isMobilePhone,
  type Kernel,
  normaliseMobilePhone,
  normaliseNumber,
} from "@maru/kernel";
import { fromBase64, VidMissingError } from "@maru/pki";
import type { LoginInput, SubmitterType } from "../auth.ts";
import { LoginInputError } from "../errors.ts";

const NAME_LENGTH_MAX = 50;
const CMS_LENGTH_MAX = 90_000;
/** R of the virtual id is 160 bits; the limits leave room for other authorities. */
const RANDOM_BYTES_MIN = 16;
const RANDOM_BYTES_MAX = 64;

/** The visible fields of a login, checked and brought into one form. */
export interface CheckedLoginInput {
  readonly submitterType: SubmitterType;
  /** 10 digits; absent for individuals. */
  readonly businessNumber?: string;
  readonly submitterName: string;
  /** Digits. */
  readonly phone: string;
  /** DER. */
  readonly cms: Uint8Array;
}

/** What was sealed to us. To be dropped as soon as the virtual id is checked. */
export interface LoginSecrets {
  readonly randomNum: Uint8Array;
  readonly residentNumber?: string;
}

/** The virtual id of these is made from the resident number; of the others, the business number. */
export function provesResidentNumber(type: SubmitterType): boolean {
  return type === "individual" || type === "proprietorByRepresentative";
}

/** @throws {LoginInputError} for the first field that is missing or wrong */
export function checkLoginInput(input: LoginInput): CheckedLoginInput {
  const submitterName = input.submitterName.normalize("NFC").trim();
  if (submitterName === "") throw new LoginInputError("submitterName", "missing");
  const isName = [...submitterName].length <= NAME_LENGTH_MAX && !/\p{C}/u.test(submitterName);
  if (!isName) throw new LoginInputError("submitterName", "invalid");
  if (input.phone.trim() === "") throw new LoginInputError("phone", "missing");
  if (!isMobilePhone(input.phone)) throw new LoginInputError("phone", "invalid");
  return {
    submitterType: input.submitterType,
    ...(input.submitterType === "individual" ? {} : {
      businessNumber: checkBusinessNumber(input.businessNumber),
    }),
    submitterName,
    phone: normaliseMobilePhone(input.phone),
    cms: checkCms(input.cms),
  };
}

function checkBusinessNumber(typed = ""): string {
  if (typed.trim() === "") throw new LoginInputError("businessNumber", "missing");
  if (!isBusinessNumber(typed)) throw new LoginInputError("businessNumber", "invalid");
  return normaliseNumber(typed);
}

function checkCms(text: string): Uint8Array {
  if (text === "") throw new LoginInputError("cms", "missing");
  if (text.length > CMS_LENGTH_MAX) throw new LoginInputError("cms", "invalid");
  try {
    return fromBase64(text);
  } catch {
    throw new LoginInputError("cms", "invalid");
  }
}

/**
 * Reads the sealed JSON parts; an earlier part wins.
 *
 * @throws {VidMissingError} R is missing: the file was exported by a tool that lost it
 * @throws {LoginInputError}
 */
export function readLoginSecrets(
  parts: readonly Uint8Array[],
  { submitterType, clock }: { submitterType: SubmitterType; clock: Kernel["clock"] },
): LoginSecrets {
  const fields = Object.assign({}, ...parts.map(parseFields).reverse());
  if (fields.randomNum === undefined) throw new VidMissingError();
  const randomNum = decodeRandom(fields.randomNum);
  if (!provesResidentNumber(submitterType)) return { randomNum };
  if (fields.residentNumber === undefined) throw new LoginInputError("residentNumber", "missing");
  const residentNumber = normaliseNumber(fields.residentNumber);
  const birthDate = birthDateOf(residentNumber);
  const isBorn = birthDate !== undefined && new Date(`${birthDate}T00:00:00+09:00`) <= clock.now();
  if (!isBorn) throw new LoginInputError("residentNumber", "invalid");
  return { randomNum, residentNumber };
}

interface SealedFields {
  readonly randomNum?: string;
  readonly residentNumber?: string;
}

function parseFields(plain: Uint8Array): SealedFields {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain));
  } catch {
    throw new LoginInputError("sealed", "invalid");
  }
  if (typeof json !== "object" || json === null) throw new LoginInputError("sealed", "invalid");
  const { randomNum, residentNumber } = json as Record<string, unknown>;
  return {
    ...(typeof randomNum === "string" && randomNum !== "" ? { randomNum } : {}),
    ...(typeof residentNumber === "string" && residentNumber.trim() !== ""
      ? { residentNumber }
      : {}),
  };
}

function decodeRandom(text: string): Uint8Array {
  let randomNum: Uint8Array;
  try {
    randomNum = fromBase64(text);
  } catch {
    throw new LoginInputError("sealed", "invalid");
  }
  const isFit = randomNum.length >= RANDOM_BYTES_MIN && randomNum.length <= RANDOM_BYTES_MAX;
  if (!isFit) throw new LoginInputError("sealed", "invalid");
  return randomNum;
}
