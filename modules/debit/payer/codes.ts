import { createHash, randomInt, timingSafeEqual } from "node:crypto";
import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { isMobile } from "../settings/fields/contacts.ts";
import { PayerCodeError, PayerPhoneMissingError } from "./errors.ts";
import type { PayerLink } from "./links.ts";
import type { PayerParts } from "./payer_desk.ts";

/** What a code is for; one for a consent confirms that text and no other. */
export type CodePurpose =
  | { readonly name: "open" }
  | { readonly name: "consent"; readonly text: string };

/** What the message about a consent's code names, so that nobody is talked out of it. */
export interface ConsentFacts {
  readonly merchant: string;
  readonly bank: string;
  /** The last four digits. */
  readonly accountEnd: string;
}

export interface TypedCode {
  readonly purpose: CodePurpose;
  readonly code: string;
}

const CODE_COUNT = 1_000_000;
const CODE_LENGTH = 6;
const TRY_COUNT_MAX = 5;
const LIFE_MINUTES = 5;

/** How often a code may be sent for one link. */
export const CODE_LIMIT = { max: 5, windowSeconds: 3_600 } as const;

/** Six-digit codes by message: five minutes and five tries each. */
export interface Codes {
  /** Whoever asks for it has been counted. @throws {PayerPhoneMissingError} */
  send(link: PayerLink, purpose: CodePurpose, consent?: ConsentFacts): Promise<void>;
  /**
   * Counts a try and compares; a good code is used up by `use` alone.
   *
   * @returns the id of the code
   * @throws {PayerCodeError}
   */
  check(link: PayerLink, typed: TypedCode): Promise<string>;
  /** @throws {PayerCodeError} it was used meanwhile */
  use(tx: Transaction, link: PayerLink, codeId: string): Promise<void>;
}

export function createCodes({ kernel, notifications }: PayerParts): Codes {
  const { sealing, clock } = kernel;
  const placeOf = (row: string) => ({ table: "debit.payer_code", column: "code_sealed", row });
  return {
    async send({ merchantId, linkId, customerId, mobile }, purpose, consent) {
      if (!isMobile(mobile)) throw new PayerPhoneMissingError(customerId);
      const id = kernel.uuid();
      const code = String(randomInt(CODE_COUNT)).padStart(CODE_LENGTH, "0");
      const sealed = await sealing.seal(placeOf(id), code + digestOf(purpose));
      const expiresAt = new Date(clock.now().getTime() + LIFE_MINUTES * 60_000);
      await kernel.transaction(async (tx) => {
        await sql`
          insert into debit.payer_code
            (merchant_id, link_id, purpose, id, code_sealed, expires_at)
          values (${merchantId}, ${linkId}, ${purpose.name}, ${id}, ${sealed}, ${expiresAt})
          on conflict (merchant_id, link_id, purpose) do update
            set id = excluded.id, code_sealed = excluded.code_sealed, try_count = 0,
              expires_at = excluded.expires_at, used_at = null`.execute(tx);
        await notifications.send(tx, {
          key: `debit.payerCode:${id}`,
          template: consent === undefined ? "debit.payerCode" : "debit.payerConsentCode",
          values: { code, minutes: String(LIFE_MINUTES), ...consent },
          phone: mobile,
          tenantId: merchantId,
        });
      });
    },
    async check({ merchantId, linkId }, { purpose, code }) {
      // Counted before it is compared, so that tries at the same time are counted too.
      const { rows: [row] } = await sql<{ id: string; code_sealed: string }>`
        update debit.payer_code set try_count = try_count + 1
        where merchant_id = ${merchantId} and link_id = ${linkId} and purpose = ${purpose.name}
          and try_count < ${TRY_COUNT_MAX} and expires_at > ${clock.now()} and used_at is null
        returning id, code_sealed`.execute(kernel.database.db);
      if (row === undefined) throw new PayerCodeError();
      const wanted = await sealing.open(placeOf(row.id), row.code_sealed);
      if (!isSame(code, wanted.slice(0, CODE_LENGTH))) throw new PayerCodeError();
      if (wanted.slice(CODE_LENGTH) !== digestOf(purpose)) throw new PayerCodeError();
      return row.id;
    },
    async use(tx, { merchantId, linkId }, codeId) {
      const { numAffectedRows } = await sql`
        update debit.payer_code set used_at = ${clock.now()}
        where merchant_id = ${merchantId} and link_id = ${linkId} and id = ${codeId}
          and used_at is null`.execute(tx);
      if (numAffectedRows !== 1n) throw new PayerCodeError();
    },
  };
}

/** Stands behind the code, sealed with it. */
function digestOf(purpose: CodePurpose): string {
  return purpose.name === "open" ? "" : createHash("sha256").update(purpose.text).digest("hex");
}

function isSame(typed: string, wanted: string): boolean {
  if (!/^\d{6}$/.test(typed)) return false;
  const encoder = new TextEncoder();
  return timingSafeEqual(encoder.encode(typed), encoder.encode(wanted));
}
