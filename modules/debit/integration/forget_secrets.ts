import type { Kernel } from "@maru/kernel";
import { integrationTables } from "./tables.ts";

/** Destroys the secrets that were exchanged, once their day beside the new ones is over. */
export async function forgetSecrets(kernel: Kernel): Promise<void> {
  await integrationTables(kernel.database.db).updateTable("webhook_endpoint")
    .set({ previous_secret_sealed: null, previous_secret_until: null })
    .where("previous_secret_until", "<=", kernel.clock.now()).execute();
}
