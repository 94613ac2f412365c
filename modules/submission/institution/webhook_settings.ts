import { OutboundError } from "@maru/kernel";
import { InstitutionNotFoundError, WebhookAddressError } from "../errors.ts";
import type { Parts } from "../parts.ts";
import { secretPlace } from "../pipeline/sealed_places.ts";
import type { InstitutionDesk } from "../submission.ts";
import { tables } from "../tables.ts";

const URL_LENGTH_MAX = 2_000;
const SECRET_BYTES = 32;

/**
 * Where an institution takes documents. Its signing secret is made with the first address and anew
 * with every other one: what a receiver that was left knows, it must not be able to sign with.
 */
export function createWebhookSettings(
  { kernel }: Pick<Parts, "kernel">,
): Pick<InstitutionDesk, "webhook" | "setWebhook"> {
  return {
    async webhook(institutionId) {
      const row = await find(institutionId);
      return row && { url: row.url, active: row.active, changedAt: row.changed_at };
    },
    async setWebhook(institutionId, { url, active, actor }) {
      const before = await find(institutionId);
      // Switching off must work for an address that does not answer any more.
      if (active || before?.url !== url) await requireAllowed(url);
      const secret = newSecret();
      const sealed = await kernel.sealing.seal(secretPlace(institutionId), secret);
      return await kernel.transaction(async (tx) => {
        const db = tables(tx);
        const institution = await db.selectFrom("institution").select("id")
          .where("id", "=", institutionId).forUpdate().executeTakeFirst();
        if (institution === undefined) throw new InstitutionNotFoundError(institutionId);
        const known = await db.selectFrom("webhook").select("url")
          .where("institution_id", "=", institutionId).executeTakeFirst();
        const isRotated = known?.url !== url;
        const row = {
          url,
          active,
          changed_at: kernel.clock.now(),
          ...(isRotated ? { secret_sealed: sealed } : {}),
        };
        await db.insertInto("webhook")
          .values({ institution_id: institutionId, secret_sealed: sealed, ...row })
          .onConflict((conflict) => conflict.column("institution_id").doUpdateSet(row)).execute();
        await kernel.accessLog.record(tx, {
          actor,
          tenantId: institutionId,
          action: isRotated ? "webhook.rotate" : "webhook.set",
          subject: institutionId,
          reason: active ? "on" : "off",
        });
        return isRotated ? { secret } : {};
      });
    },
  };

  async function find(institutionId: string) {
    return await tables(kernel.database.db).selectFrom("webhook").selectAll()
      .where("institution_id", "=", institutionId).executeTakeFirst();
  }

  async function requireAllowed(url: string): Promise<void> {
    if (url.length > URL_LENGTH_MAX) throw new WebhookAddressError(hostOf(url), "it is too long");
    try {
      await kernel.outbound.checkCustomerAddress(url);
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      throw new WebhookAddressError(hostOf(url), error.message);
    }
  }
}

/** Paths and queries of webhooks often hold a token, which must not come into a log. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "";
}

function newSecret(): string {
  return crypto.getRandomValues(new Uint8Array(SECRET_BYTES))
    .toBase64({ alphabet: "base64url", omitPadding: true });
}
