import { type RawBuilder, sql } from "kysely";
import { isId } from "../settings/lists/ids.ts";
import {
  type ListSource,
  selectPage,
  selectPages,
  type SortKey,
} from "../settings/lists/keyset.ts";
import { customerMatches } from "../settings/lists/text_match.ts";
import { tables } from "../tables.ts";
import type { ActorNames } from "./actor_names.ts";
import type {
  CustomerDesk,
  CustomerParts,
  CustomerQuery,
  CustomerRow,
  CustomerSortKey,
} from "./customer_desk.ts";
import { customerView } from "./customer_row.ts";
import { CustomerNotFoundError, InstructionNotFoundError } from "./errors.ts";
import { instructionViews } from "./instruction_views.ts";

type Filter = Omit<CustomerQuery, "after" | "limit">;
type CustomerRecord = Parameters<typeof customerView>[0];

const COLUMNS = sql<
  CustomerRecord
>`c.id, c.contract_id, c.number, c.name, c.kind, c.grade, c.identity_masked,
  c.representative, c.phone, c.mobile, c.email, c.industry_code, c.joined_on, c.region, c.postcode,
  c.address, c.address_detail, c.state, c.version, c.created_at, c.updated_at`;

const SORT_KEYS: Readonly<{ [Key in CustomerSortKey]: SortKey }> = {
  number: { expression: sql`c.number`, type: "text" },
  name: { expression: sql`c.name collate "C"`, type: "text" },
  grade: { expression: sql`c.grade collate "C"`, type: "text" },
  joinedOn: { expression: sql`coalesce(c.joined_on, date '0001-01-01')`, type: "date" },
  createdAt: { expression: sql`c.created_at`, type: "timestamptz" },
};

/** Customers with their instructions; by number unless asked otherwise. */
export function createCustomerLists(
  { kernel }: Pick<CustomerParts, "kernel">,
  actorNames: ActorNames,
): Pick<CustomerDesk, "list" | "stream" | "get" | "grades" | "getInstruction"> {
  const { db, read } = kernel.database;

  async function withInstructions(
    handle: typeof db,
    merchantId: string,
    records: readonly CustomerRecord[],
  ): Promise<CustomerRow[]> {
    const instructions = await instructionViews(handle, actorNames, {
      merchantId,
      customerIds: records.map(({ id }) => id),
    });
    const byCustomer = Map.groupBy(instructions, ({ customerId }) => customerId);
    return records.map((record) => ({
      ...customerView(record),
      instructions: byCustomer.get(record.id) ?? [],
    }));
  }

  return {
    async list(merchantId, query) {
      const page = await selectPage(db, sourceOf(merchantId, query), query);
      return { ...page, rows: await withInstructions(db, merchantId, page.rows) };
    },
    async *stream(merchantId, query) {
      for await (const records of selectPages(read, sourceOf(merchantId, query))) {
        yield* await withInstructions(read, merchantId, records);
      }
    },
    async get(merchantId, id) {
      const { rows } = isId(id)
        ? await sql<CustomerRecord>`select ${COLUMNS} from debit.customer c
          where c.merchant_id = ${merchantId} and c.id = ${id}`.execute(db)
        : { rows: [] };
      const [customer] = await withInstructions(db, merchantId, rows);
      if (customer === undefined) throw new CustomerNotFoundError(id);
      return customer;
    },
    async grades(merchantId) {
      const rows = await tables(db).selectFrom("customer").select("grade").distinct()
        .where("merchant_id", "=", merchantId).where("grade", "<>", "").orderBy("grade").execute();
      return rows.map(({ grade }) => grade);
    },
    async getInstruction(merchantId, id) {
      const [instruction] = isId(id)
        ? await instructionViews(db, actorNames, { merchantId, instructionId: id })
        : [];
      if (instruction === undefined) throw new InstructionNotFoundError(id);
      return instruction;
    },
  };
}

function sourceOf(merchantId: string, query: Filter): ListSource<CustomerRecord> {
  return {
    columns: COLUMNS,
    from: sql`debit.customer c`,
    tenant: sql<boolean>`c.merchant_id = ${merchantId}`,
    filters: filtersOf(query),
    isLookedThrough: isLookedThrough(query),
    id: sql<string>`c.id`,
    sort: SORT_KEYS[query.sort ?? "number"],
    descending: query.descending ?? false,
  };
}

function filtersOf(query: Filter): RawBuilder<boolean>[] {
  const { contractId, grade, state } = query;
  const filters: RawBuilder<boolean>[] = [];
  const text = customerMatches(query.text);
  if (text !== undefined) filters.push(text);
  if (contractId !== undefined) {
    filters.push(isId(contractId) ? sql`c.contract_id = ${contractId}::uuid` : sql`false`);
  }
  if (grade !== undefined) filters.push(sql`c.grade = ${grade}`);
  if (state !== undefined) filters.push(sql`c.state = ${state}`);
  const ofInstruction = instructionFilters(query);
  if (ofInstruction.length > 0) {
    filters.push(sql`exists (
      select from debit.instruction i
      where i.merchant_id = c.merchant_id and i.customer_id = c.id and i.state <> 'ended'
        and ${sql.join(ofInstruction, sql` and `)})`);
  }
  return filters;
}

/** A text is somewhere within; filters on instructions ask another table. */
function isLookedThrough(query: Filter): boolean {
  return customerMatches(query.text) !== undefined || instructionFilters(query).length > 0;
}

/** One instruction must fit all of them. */
function instructionFilters(
  { itemCode, bankCode, registrationState }: Filter,
): RawBuilder<boolean>[] {
  return [
    ...(itemCode === undefined ? [] : [sql<boolean>`i.item_code = ${itemCode}`]),
    ...(bankCode === undefined ? [] : [sql<boolean>`i.bank_code = ${bankCode}`]),
    ...(registrationState === undefined
      ? []
      : [sql<boolean>`i.registration_state = ${registrationState}`]),
  ];
}
