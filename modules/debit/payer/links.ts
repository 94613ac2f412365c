import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import { CustomerNotFoundError } from "../customers/errors.ts";
import { isMobile } from "../settings/fields/contacts.ts";
import { isId } from "../settings/lists/ids.ts";
import { PayerPhoneMissingError } from "./errors.ts";
import type { PayerDesk, PayerParts } from "./payer_desk.ts";
import { hashOfToken, newToken } from "./tokens.ts";

const LINK_DAYS = 30;
const DAY_MS = 24 * 3_600_000;
const LINKS_PER_DAY_MAX = 5;

/** A link that holds, and whose it is. */
export interface PayerLink {
  readonly merchantId: string;
  readonly linkId: string;
  readonly customerId: string;
  readonly mobile: string;
}

export function createLinks({ kernel, notifications }: PayerParts): Pick<PayerDesk, "sendLink"> {
  return {
    async sendLink(merchantId, { customerId, pageUrl, actor }) {
      const customer = await readCustomer(kernel, { merchantId, customerId });
      if (!isMobile(customer.mobile)) throw new PayerPhoneMissingError(customerId);
      await kernel.rateLimits.consume({
        name: "debit.payer.link",
        value: customerId,
        max: LINKS_PER_DAY_MAX,
        windowSeconds: DAY_MS / 1_000,
      });
      const token = newToken();
      const id = kernel.uuid();
      const now = kernel.clock.now();
      await kernel.transaction(async (tx) => {
        await sql`
          update debit.payer_link set expires_at = ${now}
          where merchant_id = ${merchantId} and customer_id = ${customerId}
            and expires_at > ${now}`.execute(tx);
        await sql`
          insert into debit.payer_link
            (merchant_id, id, customer_id, token_hash, created_at, created_by, expires_at)
          values (${merchantId}, ${id}, ${customerId}, ${hashOfToken(token)}, ${now}, ${actor},
            ${new Date(now.getTime() + LINK_DAYS * DAY_MS)})`.execute(tx);
        await kernel.accessLog.record(tx, {
          actor,
          tenantId: merchantId,
          action: "debit.payerLink.send",
          subject: customerId,
        });
        await notifications.send(tx, {
          key: `debit.payerLink:${id}`,
          template: "debit.payerLink",
          values: {
            name: customer.name,
            merchant: customer.merchant_name,
            url: `${pageUrl}/${token}`,
          },
          phone: customer.mobile,
          tenantId: merchantId,
        });
      });
    },
  };
}

interface CustomerRow {
  readonly name: string;
  readonly mobile: string;
  readonly merchant_name: string;
}

/** @throws {CustomerNotFoundError} */
async function readCustomer(
  kernel: Kernel,
  { merchantId, customerId }: { merchantId: string; customerId: string },
): Promise<CustomerRow> {
  const { rows: [customer] } = isId(customerId)
    ? await sql<CustomerRow>`
      select c.name, c.mobile, m.name as merchant_name
      from debit.customer c join debit.merchant m on m.id = c.merchant_id
      where c.merchant_id = ${merchantId} and c.id = ${customerId} and c.state = 'active'`
      .execute(kernel.database.db)
    : { rows: [] };
  if (customer === undefined) throw new CustomerNotFoundError(customerId);
  return customer;
}

/** Undefined for a link that is unknown, has ended, or whose customer has. */
export async function findLink(
  kernel: Kernel,
  token: string,
): Promise<PayerLink & { readonly merchantName: string } | undefined> {
  const { rows: [link] } = await sql<PayerLink & { readonly merchantName: string }>`
    select l.merchant_id as "merchantId", l.id as "linkId", l.customer_id as "customerId", c.mobile,
      m.name as "merchantName"
    from debit.payer_link l
    join debit.customer c on c.merchant_id = l.merchant_id and c.id = l.customer_id
    join debit.merchant m on m.id = l.merchant_id
    where l.token_hash = ${hashOfToken(token)} and l.expires_at > ${kernel.clock.now()}
      and c.state = 'active'`.execute(kernel.database.db);
  return link;
}
