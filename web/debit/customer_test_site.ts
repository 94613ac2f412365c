/**
 * A merchant with one customer on real modules, and its administrator's browser.
 *
 * @module
 */
import { type AttackSite, openAttackSite } from "../testing/attack_site.ts";
import { createDebitThings } from "../testing/debit_world.ts";
import { send, type TestRequest } from "../testing/test_request.ts";

/** The administrator proved a second factor; `ask` sends what the browser would. */
export async function openCustomerSite() {
  const site = await openAttackSite();
  const { auth, kernel } = site;
  const businessNumber = "1234567891";
  const { id: merchantId } = await kernel.transaction((tx) =>
    auth.staff.createOrganisation(tx, { name: "업체", businessNumber })
  );
  const who = { organisationId: merchantId, role: "merchantAdmin", isProved: true } as const;
  const { token } = await site.member(who);
  const { ids } = await createDebitThings(site, { merchantId, name: "one", businessNumber });
  const visitor = await site.visitor({ staff: token });
  return {
    site,
    merchantId,
    ids,
    ask: (method: string, path: string, sent?: Record<string, string> | FormData) =>
      asked(site, visitor, { method, path, ...bodyOf(sent) }),
    askRaw: (path: string, body: BodyInit, headers: Record<string, string>) =>
      asked(site, visitor, { method: "POST", path, body: { raw: body }, headers }),
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}

function bodyOf(sent: Record<string, string> | FormData | undefined): Pick<TestRequest, "body"> {
  if (sent === undefined) return {};
  return { body: sent instanceof FormData ? { raw: sent } : { form: sent } };
}

async function asked(
  site: AttackSite,
  visitor: Awaited<ReturnType<AttackSite["visitor"]>>,
  request: TestRequest,
) {
  const response = await send(site.app, visitor, request);
  const location = response.headers.get("location") ?? "";
  const refresh = response.headers.get("refresh");
  return { status: response.status, location, refresh, text: await response.text() };
}
