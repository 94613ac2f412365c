import { createTestContext, type TestContext } from "../test_context.ts";
import { type CertificateAuthority, certificateAuthorityOf } from "./authority.ts";
import type { ListedRequest } from "./demo_list.ts";
import { createCaRoutes } from "./routes.ts";

const company = {
  submitterType: "corporation",
  kindLabel: "범용(기업)",
  policyOid: "1.2.410.200005.1.1.5",
  name: "주식회사 시험",
  number: "9908100018",
  businessNumber: "9908100018",
  phone: "01000000001",
  place: "file",
} as const;

const requests: readonly ListedRequest[] = [
  { ...company, id: "good", state: "valid" },
  { ...company, id: "revoked", state: "revoked" },
  { ...company, id: "expired", state: "expired" },
  {
    id: "cloud",
    submitterType: "individual",
    kindLabel: "금융(개인)",
    policyOid: "1.2.410.200005.1.1.4",
    name: "홍시험",
    number: "9102151990016",
    residentNumber: "9102151990016",
    phone: "01000000002",
    place: "cloud",
    state: "valid",
  },
];

export interface TestAuthority {
  readonly context: TestContext;
  readonly authority: CertificateAuthority;
  readonly app: ReturnType<typeof createCaRoutes>;
}

/** An authority with four certificates, in a folder of its own or in that of another one. */
export function startTestAuthority(dataDirectory?: string): TestAuthority {
  const context = createTestContext({ dataDirectory });
  const authority = certificateAuthorityOf(context, { ldapPort: 8389, requests });
  return { context, authority, app: createCaRoutes(context) };
}
