import type { Kernel } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import { settlementAccountPlace } from "../settings/settlement_account.ts";
import type { PayoutAccounts } from "./money_desk.ts";

/**
 * Which naming of an account is meant, for a form to carry: sealed bytes differ with every naming, so
 * that their hash tells one from the next and nothing of the number.
 */
export function accountVersion(merchant: "m" | "v"): RawBuilder<string | null> {
  return sql`encode(sha256(${sql.ref(`${merchant}.settlement_account_sealed`)}), 'hex')`;
}

interface Row {
  readonly bank_code: string | null;
  readonly bank_name: string;
  readonly masked: string;
  readonly holder: string;
  readonly sealed: Uint8Array;
  readonly verified_at: Date | null;
  readonly version: string;
}

interface LastRow {
  readonly bank_code: string | null;
  readonly bank_name: string;
  readonly masked: string;
  readonly holder: string | null;
  readonly sealed: Uint8Array | null;
  readonly paid_at: Date;
}

/** Where an approval would send the merchant's payout now, beside where the last one went. */
export async function payoutAccounts(kernel: Kernel, merchantId: string): Promise<PayoutAccounts> {
  const [named, last] = await Promise.all([
    namedAccount(kernel, merchantId),
    lastPaid(kernel, merchantId),
  ]);
  const isSame = named !== undefined && last !== undefined &&
    await isSameAccount(kernel, { merchantId, named, last });
  return {
    ...(named === undefined ? {} : {
      named: {
        bankName: named.bank_name,
        accountMasked: named.masked,
        holder: named.holder,
        version: named.version,
        ...(named.verified_at === null ? {} : { verifiedAt: named.verified_at }),
      },
    }),
    ...(last === undefined ? {} : {
      last: {
        bankName: last.bank_name,
        accountMasked: last.masked,
        holder: last.holder ?? "",
        paidAt: last.paid_at,
        isSame,
      },
    }),
  };
}

async function namedAccount({ database }: Kernel, merchantId: string): Promise<Row | undefined> {
  const { rows: [row] } = await sql<Row>`
    select m.settlement_bank_code as bank_code,
      coalesce(b.name, m.settlement_bank_code, '') as bank_name,
      coalesce(m.settlement_account_masked, '') as masked, coalesce(m.settlement_holder, '') as holder,
      m.settlement_account_sealed as sealed, m.settlement_verified_at as verified_at,
      ${accountVersion("m")} as version
    from debit.merchant m left join debit.bank b on b.code = m.settlement_bank_code
    where m.id = ${merchantId} and m.settlement_account_sealed is not null`.execute(database.db);
  return row;
}

async function lastPaid({ database }: Kernel, merchantId: string): Promise<LastRow | undefined> {
  const { rows: [row] } = await sql<LastRow>`
    select s.bank_code, coalesce(b.name, s.bank_code, '') as bank_name, s.account_masked as masked,
      s.account_holder as holder, s.account_sealed as sealed, s.paid_at
    from debit.settlement s left join debit.bank b on b.code = s.bank_code
    where s.merchant_id = ${merchantId} and s.state = 'paid' and s.payout_won > 0
      and s.account_masked is not null
    order by s.paid_at desc, s.id desc limit 1`.execute(database.db);
  return row;
}

/** By the digits themselves: other ones may be masked alike, and the same ones be named again. */
async function isSameAccount(
  { sealing }: Kernel,
  { merchantId, named, last }: { merchantId: string; named: Row; last: LastRow },
): Promise<boolean> {
  if (last.sealed === null) return false;
  if (named.bank_code !== last.bank_code || named.holder !== last.holder) return false;
  const place = settlementAccountPlace(merchantId);
  const [one, other] = await Promise.all(
    [named.sealed, last.sealed].map((bytes) => sealing.openBytes(place, bytes)),
  );
  return new TextDecoder().decode(one) === new TextDecoder().decode(other);
}
