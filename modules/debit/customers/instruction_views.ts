import { type Kysely, type Selectable, sql } from "kysely";
import { INSTRUCTION_HAS_EVIDENCE } from "../registrations/evidence_condition.ts";
import type { InstructionTable } from "../tables.ts";
import type { ActorNames } from "./actor_names.ts";
import type { Instruction } from "./customer_desk.ts";

type InstructionRecord = Selectable<InstructionTable> & {
  readonly item_name: string;
  readonly bank_name: string;
  readonly account_masked: string;
  readonly holder: string;
  readonly needs_registration: boolean;
  readonly has_evidence: boolean;
};

/** Instructions of some customers, or one of them, the oldest first. */
export async function instructionViews(
  db: Kysely<unknown>,
  actorNames: ActorNames,
  { merchantId, customerIds, instructionId }: {
    merchantId: string;
    customerIds?: readonly string[];
    instructionId?: string;
  },
): Promise<Instruction[]> {
  if (customerIds?.length === 0) return [];
  const which = customerIds === undefined
    ? sql`i.id = ${instructionId}::uuid`
    : sql`i.customer_id = any (${customerIds as string[]}::uuid[])`;
  const { rows } = await sql<InstructionRecord>`
    select i.*, it.name as item_name, b.name as bank_name, a.account_masked, a.holder,
      b.requires_registration or k.rail = 'clearingHouse' as needs_registration,
      ${INSTRUCTION_HAS_EVIDENCE} as has_evidence
    from debit.instruction i
    join debit.contract k on k.merchant_id = i.merchant_id and k.id = i.contract_id
    join debit.account a on a.merchant_id = i.merchant_id and a.id = i.account_id
    join debit.item it on it.code = i.item_code
    join debit.bank b on b.code = i.bank_code
    where i.merchant_id = ${merchantId} and ${which}
    order by i.id`.execute(db);
  if (rows.length === 0) return [];
  const nameOf = await actorNames(merchantId);
  return rows.map((row) => viewOf(row, nameOf(row.registered_by)));
}

function viewOf(row: InstructionRecord, registeredBy: string): Instruction {
  return {
    id: row.id,
    customerId: row.customer_id,
    contractId: row.contract_id,
    itemCode: row.item_code,
    itemName: row.item_name,
    limitWon: row.limit_won,
    monthlyWon: row.monthly_won,
    discountRate: row.discount_rate,
    discountWon: row.discount_won,
    firstMonth: row.first_month,
    ...(row.last_month === null ? {} : { lastMonth: row.last_month }),
    dueDay: row.due_day,
    bankCode: row.bank_code,
    bankName: row.bank_name,
    accountMasked: row.account_masked,
    holder: row.holder,
    manager: row.manager,
    payerNumber: row.payer_number,
    registrationState: row.registration_state,
    ...(row.registration_code === null ? {} : { registrationCode: row.registration_code }),
    needsRegistration: row.needs_registration,
    hasEvidence: row.has_evidence,
    registeredBy,
    state: row.state,
    version: row.version,
  };
}
