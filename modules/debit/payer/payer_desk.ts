import type { BusinessDate } from "@maru/kernel";
import type { CustomerDesk } from "../customers/customer_desk.ts";
import type { Actor, DebitParts } from "../parts.ts";

export * from "./errors.ts";

/** What `createPayerDesk(parts, deps)` of `create_payer_desk.ts` is built from. */
export type PayerParts = Pick<DebitParts, "kernel" | "notifications" | "verifier">;
export interface PayerDeps {
  readonly customers: Pick<CustomerDesk, "changeAccount">;
}

/** What a payer sees by the link in a message. */
export interface PayerView {
  readonly merchantId: string;
  readonly merchantName: string;
  readonly merchantPhone: string;
  readonly customerName: string;
  readonly instructions: readonly PayerInstruction[];
  readonly history: readonly PayerCharge[];
}

export interface PayerInstruction {
  readonly id: string;
  readonly itemName: string;
  /** Before the discount. */
  readonly monthlyWon: bigint;
  readonly discountWon: bigint;
  readonly dueDay: number;
  readonly bankName: string;
  readonly accountMasked: string;
  readonly registrationState: string;
}

/** A month of an instruction, the newest first. */
export interface PayerCharge {
  readonly chargeId: string;
  readonly itemName: string;
  readonly month: BusinessDate;
  readonly debitDate?: BusinessDate;
  readonly amountWon: bigint;
  /** What is debited next, where that is another amount: with arrears, or what cash left open. */
  readonly nextDebitWon?: bigint;
  readonly paidWon: bigint;
  readonly state: "waiting" | "sent" | "collected" | "failed" | "cash" | "withdrawn";
  /** Of a failure, in our words. */
  readonly reason?: string;
  readonly willRetryOn?: BusinessDate;
}

/** The account that a payer names, and the instruction that it is for. */
export interface NewPayerAccount {
  readonly instructionId: string;
  readonly bankCode: string;
  readonly account: string;
  readonly holder: string;
  /** The holder's birth date or business number. */
  readonly holderIdentity: string;
}

/** What a payer signs: the text is shown whole, and stands whole in the signature. */
export interface ConsentToSign {
  readonly title: string;
  readonly text: string;
  readonly nonce: string;
  /** ISO 8601. */
  readonly at: string;
}

/** 납부자 페이지: a link by 알림톡, opened with a code sent to the phone. */
export interface PayerDesk {
  /**
   * Makes a link for thirty days and sends it; links before it end.
   *
   * @throws {CustomerNotFoundError | PayerPhoneMissingError | RateLimitedError}
   */
  sendLink(
    merchantId: string,
    input: {
      customerId: string;
      /** Address of the page; the token is put behind it. */
      pageUrl: string;
      actor: Actor;
    },
  ): Promise<void>;
  /** Who collects by this link, as its message says too; undefined for a link that is none or over. */
  merchantOf(token: string): Promise<string | undefined>;
  /**
   * Sends a six-digit code to the customer's phone, for five minutes. An unknown link is answered
   * alike, and nothing is sent.
   *
   * @throws {RateLimitedError}
   */
  sendCode(input: { token: string; address: string }): Promise<void>;
  /** @throws {PayerCodeError} wrong, expired or too many tries @throws {RateLimitedError} */
  open(input: { token: string; code: string; address: string }): Promise<{ session: string }>;
  /** Ends the session; an unknown one is no mistake. */
  close(session: string): Promise<void>;
  /** @throws {PayerSessionEndedError} */
  view(session: string): Promise<PayerView>;
  /**
   * What is confirmed for this change, in Korean.
   *
   * @throws {PayerSessionEndedError | InstructionNotFoundError | CustomerInputError}
   */
  consentText(session: string, input: NewPayerAccount): Promise<string>;
  /**
   * Sends the code that confirms this consent, and answers its text; an account that the change would
   * refuse is refused before.
   *
   * @throws {PayerSessionEndedError | InstructionNotFoundError | CustomerInputError}
   * @throws {RateLimitedError}
   */
  sendConsentCode(session: string, input: NewPayerAccount): Promise<string>;
  /**
   * Names a new account with consent: applies for the pair of cancel and new. The text, confirmed by
   * the code, is kept as evidence (kind 4, PDF). A code that did its work does no other.
   *
   * @throws {PayerSessionEndedError | PayerCodeError | CustomerInputError}
   * @throws {InstructionNotFoundError | EndedError | RegistrationUnderWayError}
   */
  changeAccount(
    session: string,
    input: NewPayerAccount & { code: string; address: string },
  ): Promise<{ isChanged: boolean }>;
  /**
   * The text that a certificate signs for this change, for ten minutes; one asked for before ends.
   *
   * @throws {PayerSessionEndedError | InstructionNotFoundError}
   * @throws {CustomerInputError} something is left open, or what should be a birth date or business
   * number is none: nobody shall sign a resident number
   */
  prepareSignature(session: string, input: NewPayerAccount): Promise<ConsentToSign>;
  /**
   * As `changeAccount`, confirmed by a joint certificate (공동인증서) of the holder over the whole
   * prepared text. The signature is kept as evidence (kind 3, DER) and goes to the bank as it is.
   *
   * @throws {PayerSessionEndedError | PayerSigningEndedError | PayerSignerError | RateLimitedError}
   * @throws {CustomerInputError | InstructionNotFoundError | EndedError | RegistrationUnderWayError}
   * @throws the classes of `@maru/pki` for signatures and certificates that are not good
   */
  changeAccountSigned(
    session: string,
    input: NewPayerAccount & {
      nonce: string;
      /** CMS SignedData, DER. */
      cms: Uint8Array<ArrayBuffer>;
      /** Of the page, as the browser says it. */
      origin: string;
      address: string;
    },
  ): Promise<{ isChanged: boolean }>;
}
