import { sql } from "kysely";
import { isMobile } from "../settings/fields/contacts.ts";
import { CODE_LIMIT, type Codes } from "./codes.ts";
import { PayerCodeError, PayerSessionEndedError } from "./errors.ts";
import { findLink, type PayerLink } from "./links.ts";
import type { PayerDesk, PayerParts } from "./payer_desk.ts";
import { hashOfToken, newToken } from "./tokens.ts";

const SESSION_MINUTES = 30;
const REQUESTS_PER_ADDRESS_MAX = 30;
const REQUESTS_PER_LINK_MAX = 20;
const WINDOW_SECONDS = 600;

export interface Sessions extends Pick<PayerDesk, "sendCode" | "open" | "close"> {
  /** @throws {PayerSessionEndedError} */
  find(session: string): Promise<PayerLink>;
}

/** A link and a code make a session of half an hour. */
export function createSessions({ kernel }: PayerParts, codes: Codes): Sessions {
  const count = async ({ token, address }: { token: string; address: string }) => {
    const window = { windowSeconds: WINDOW_SECONDS };
    await kernel.rateLimits.consume({
      ...window,
      name: "debit.payer.address",
      value: address,
      max: REQUESTS_PER_ADDRESS_MAX,
    });
    // Unknown links are counted like others, so that the limit tells nothing of them.
    await kernel.rateLimits.consume({
      ...window,
      name: "debit.payer.token",
      value: hashOfToken(token),
      max: REQUESTS_PER_LINK_MAX,
    });
  };
  return {
    async sendCode(input) {
      await count(input);
      const value = hashOfToken(input.token);
      await kernel.rateLimits.consume({ ...CODE_LIMIT, name: "debit.payer.openCode", value });
      const link = await findLink(kernel, input.token);
      if (link !== undefined && isMobile(link.mobile)) await codes.send(link, { name: "open" });
    },
    async open(input) {
      await count(input);
      const link = await findLink(kernel, input.token);
      if (link === undefined) throw new PayerCodeError();
      const codeId = await codes.check(link, { purpose: { name: "open" }, code: input.code });
      const session = newToken();
      const now = kernel.clock.now();
      const { merchantId, linkId, customerId } = link;
      await kernel.transaction(async (tx) => {
        await codes.use(tx, link, codeId);
        await sql`
          delete from debit.payer_session
          where merchant_id = ${merchantId} and link_id = ${linkId}`.execute(tx);
        await sql`
          insert into debit.payer_session
            (merchant_id, id, link_id, token_hash, created_at, expires_at)
          values (${merchantId}, ${kernel.uuid()}, ${linkId}, ${hashOfToken(session)}, ${now},
            ${new Date(now.getTime() + SESSION_MINUTES * 60_000)})`.execute(tx);
        await kernel.accessLog.record(tx, {
          actor: `payer:${customerId}`,
          tenantId: merchantId,
          address: input.address,
          action: "debit.payer.open",
          subject: customerId,
        });
      });
      return { session };
    },
    async close(session) {
      await sql`delete from debit.payer_session where token_hash = ${hashOfToken(session)}`
        .execute(kernel.database.db);
    },
    async find(session) {
      const now = kernel.clock.now();
      const { rows: [link] } = await sql<PayerLink>`
        select l.merchant_id as "merchantId", l.id as "linkId", l.customer_id as "customerId",
          c.mobile
        from debit.payer_session s
        join debit.payer_link l on l.merchant_id = s.merchant_id and l.id = s.link_id
        join debit.customer c on c.merchant_id = l.merchant_id and c.id = l.customer_id
        where s.token_hash = ${hashOfToken(session)} and s.expires_at > ${now}
          and l.expires_at > ${now} and c.state = 'active'`.execute(kernel.database.db);
      if (link === undefined) throw new PayerSessionEndedError();
      return link;
    },
  };
}
