import { type Right, RIGHTS } from "@maru/auth";
import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import type { Visitor } from "../testing.ts";
import type { Door } from "./route_rule.ts";
import type { Tenant, TenantId, TwoTenants } from "./two_tenants.ts";

export type Ids = Readonly<Record<TenantId, string>>;

/** Somebody who asks: what opens for him, and whose things are his. */
export interface Role {
  readonly name: string;
  readonly visitor: Visitor;
  readonly key?: string;
  readonly hasSession: boolean;
  readonly hasStaff: boolean;
  readonly doors: readonly Door[];
  readonly rights: readonly Right[];
  /** A second factor was proved of late. */
  readonly isProved: boolean;
  readonly own?: Ids;
  readonly others: readonly Ids[];
}

/** Everybody whom the matrix asks as. */
export async function createRoles(world: TwoTenants, app: Hono<WebEnv>): Promise<Role[]> {
  const { site, one, two } = world;
  const role = async (
    name: string,
    cookies: { session?: string; staff?: string },
    rest: Partial<Pick<Role, "key" | "doors" | "own" | "rights" | "isProved">> & {
      tenant?: Tenant;
    },
  ): Promise<Role> => {
    const own = rest.tenant?.ids;
    return {
      name,
      visitor: await site.visitor(cookies, app),
      hasSession: cookies.session !== undefined,
      hasStaff: cookies.staff !== undefined,
      doors: ["open", ...rest.doors ?? []],
      rights: rest.rights ?? [],
      isProved: rest.isProved ?? false,
      others: [one.ids, two.ids].filter((ids) => ids !== own),
      ...(own === undefined ? {} : { own }),
      ...(rest.key === undefined ? {} : { key: rest.key }),
    };
  };
  const roles = [
    role("anonymous", {}, {}),
    role("tax agent", { session: world.agentToken }, { doors: ["submitter"] }),
    role("operator", { staff: world.operatorToken }, {
      doors: ["staff", "operator"],
      isProved: true,
    }),
    role("unproved operator", { staff: world.unprovedOperatorToken }, {
      doors: ["staff", "operator"],
    }),
    role("revoked key", {}, { key: world.revokedKey }),
    role("all cookies, no key", {
      session: one.sessionToken,
      staff: one.staffToken,
    }, { doors: ["submitter", "staff", "institution"], tenant: one }),
  ];
  for (const [tenant, number] of [[one, 1], [two, 2]] as const) {
    const doors: Door[] = ["staff", "institution"];
    roles.push(
      role(`submitter ${number}`, { session: tenant.sessionToken }, {
        doors: ["submitter"],
        tenant,
      }),
      role(`admin ${number}`, { staff: tenant.adminToken }, {
        doors: [...doors, "institutionAdmin"],
        tenant,
      }),
      role(`key ${number}`, {}, { key: tenant.apiKey, doors: ["apiKey"], tenant }),
      role(`merchant key ${number}`, {}, {
        key: tenant.merchantKey,
        doors: ["merchantKey"],
        tenant,
      }),
    );
    const { merchantAdmin, merchantUnproved, merchantStaff } = tenant;
    const merchant = { doors: ["staff", "merchant"] as const, rights: RIGHTS, tenant };
    roles.push(
      role(`merchant admin ${number}`, { staff: merchantAdmin.token }, {
        ...merchant,
        isProved: true,
      }),
      role(`unproved merchant admin ${number}`, { staff: merchantUnproved.token }, merchant),
      role(`merchant staff ${number}`, { staff: merchantStaff.token }, {
        ...merchant,
        rights: ["debit.read"],
        isProved: true,
      }),
    );
  }
  return await Promise.all(roles);
}
