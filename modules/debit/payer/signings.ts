import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { PayerSigningEndedError } from "./errors.ts";
import type { PayerLink } from "./links.ts";
import type { PayerParts } from "./payer_desk.ts";
import { newToken } from "./tokens.ts";

/** Long enough to look for the files and to type the password. */
const LIFE_MINUTES = 10;

/** What makes one text to sign different from every other. */
export interface Signing {
  readonly nonce: string;
  readonly askedAt: Date;
}

/** What a payer was asked to sign last; each holds ten minutes and once. */
export interface Signings {
  ask(link: PayerLink): Promise<Signing>;
  /** @throws {PayerSigningEndedError} unknown, over, or another one was asked for since */
  find(link: PayerLink, nonce: string): Promise<Signing>;
  /** @throws {PayerSigningEndedError} it was used meanwhile */
  use(tx: Transaction, link: PayerLink, nonce: string): Promise<void>;
}

export function createSignings({ kernel: { clock, database } }: PayerParts): Signings {
  return {
    async ask({ merchantId, linkId }) {
      const nonce = newToken();
      const askedAt = clock.now();
      const expiresAt = new Date(askedAt.getTime() + LIFE_MINUTES * 60_000);
      await sql`
        insert into debit.payer_signing (merchant_id, link_id, nonce, asked_at, expires_at)
        values (${merchantId}, ${linkId}, ${nonce}, ${askedAt}, ${expiresAt})
        on conflict (merchant_id, link_id) do update
          set nonce = excluded.nonce, asked_at = excluded.asked_at,
            expires_at = excluded.expires_at`.execute(database.db);
      return { nonce, askedAt };
    },
    async find({ merchantId, linkId }, nonce) {
      const { rows: [row] } = await sql<Signing>`
        select nonce, asked_at as "askedAt" from debit.payer_signing
        where merchant_id = ${merchantId} and link_id = ${linkId} and nonce = ${nonce}
          and expires_at > ${clock.now()}`.execute(database.db);
      if (row === undefined) throw new PayerSigningEndedError();
      return row;
    },
    async use(tx, { merchantId, linkId }, nonce) {
      const { numAffectedRows } = await sql`
        delete from debit.payer_signing
        where merchant_id = ${merchantId} and link_id = ${linkId} and nonce = ${nonce}`.execute(tx);
      if (numAffectedRows !== 1n) throw new PayerSigningEndedError();
    },
  };
}
