import { equal } from "node:assert/strict";
import { CERTIFICATE_POLICIES, describePolicy, policyOf } from "./policies.ts";

Deno.test("CERTIFICATE_POLICIES names each policy once", () => {
  const oids = CERTIFICATE_POLICIES.map(({ oid }) => oid);
  equal(new Set(oids).size, oids.length);
  equal(oids.every((oid) => /^[0-9]+(\.[0-9]+)+$/.test(oid)), true);
});

Deno.test("describePolicy() knows the policies for every use of the five authorities", () => {
  const told = (oid: string) => {
    const { issuer, kind, use, label } = describePolicy(oid);
    return `${issuer} ${kind} ${use} ${label}`;
  };
  equal(told("1.2.410.200005.1.1.1"), "yessign personal general 범용(개인)");
  equal(told("1.2.410.200005.1.1.5"), "yessign corporate general 범용(기업)");
  equal(told("1.2.410.200004.5.2.1.1"), "KICA corporate general 범용(기업)");
  equal(told("1.2.410.200004.5.4.1.1"), "CrossCert personal general 범용(개인)");
  equal(told("1.2.410.200012.1.1.3"), "TradeSign corporate general 범용(기업)");
  equal(told("1.2.410.200004.5.1.1.7"), "KOSCOM corporate general 범용(기업)");
  equal(told("1.2.410.200005.1.1.4"), "yessign personal finance 은행/보험/신용카드용(개인)");
});

Deno.test("describePolicy() calls others unknown, and officials' by their arc; the operator overrides", () => {
  equal(describePolicy("1.2.3").kind, "unknown");
  equal(describePolicy("1.2.410.100001.5.3.1.1").kind, "publicOfficial");
  equal(describePolicy("2.5.29.32.0").kind, "authority");
  const mine = {
    oid: "1.2.3",
    issuer: "KICA",
    kind: "corporate",
    use: "limited",
    label: "전자계약용",
  } as const;
  equal(describePolicy("1.2.3", [mine]).label, "전자계약용");
  equal(policyOf({ policyOids: ["1.9.9", "1.2.3"] }, [mine]).label, "전자계약용");
  equal(policyOf({ policyOids: [] }).kind, "unknown");
});
