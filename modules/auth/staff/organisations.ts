import type { Kernel, Transaction } from "@maru/kernel";
import type { Organisation } from "../auth.ts";
import { tablesOf } from "../tables.ts";

export async function createOrganisation(
  kernel: Kernel,
  tx: Transaction,
  input: { name: string; businessNumber?: string },
): Promise<{ id: string }> {
  const id = kernel.uuid();
  await tablesOf(tx).insertInto("organisation").values({
    id,
    name: input.name,
    business_number: input.businessNumber ?? null,
    created_at: kernel.clock.now(),
  }).execute();
  return { id };
}

/** By name, those whose name or business number has the text in it. */
export async function listOrganisations(
  kernel: Kernel,
  { text, limit }: { text: string; limit: number },
): Promise<Organisation[]> {
  const pattern = containing(text);
  const rows = await selectOrganisations(kernel).where(({ eb, or }) =>
    or([eb("name", "ilike", pattern), eb("business_number", "ilike", pattern)])
  ).orderBy("name").orderBy("id").limit(limit).execute();
  return rows.map(organisationOf);
}

export async function findOrganisation(
  kernel: Kernel,
  id: string,
): Promise<Organisation | undefined> {
  const row = await selectOrganisations(kernel).where("id", "=", id).executeTakeFirst();
  return row === undefined ? undefined : organisationOf(row);
}

function selectOrganisations(kernel: Kernel) {
  return tablesOf(kernel.database.db).selectFrom("organisation")
    .select(["id", "name", "business_number"])
    .select(({ selectFrom }) =>
      selectFrom("staff").whereRef("staff.organisation_id", "=", "organisation.id")
        .where("staff.disabled_at", "is", null)
        .select(({ fn }) => fn.countAll<bigint>().as("count")).as("account_count")
    );
}

function organisationOf(
  row: { id: string; name: string; business_number: string | null; account_count: bigint | null },
): Organisation {
  return {
    id: row.id,
    name: row.name,
    ...(row.business_number === null ? {} : { businessNumber: row.business_number }),
    accountCount: Number(row.account_count ?? 0n),
  };
}

/** For `ilike`: the text as it stands, anywhere. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
