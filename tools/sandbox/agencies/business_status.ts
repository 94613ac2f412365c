import { type Cast, isBusiness } from "../cast/cast.ts";
import type { RequestFields } from "./wire.ts";

/** 사업자등록상태 조회: the one product here that needs no login. */
export function businessStatuses(cast: Cast, fields: RequestFields): Record<string, string>[] {
  const asked = Array.isArray(fields.reqIdentityList) ? fields.reqIdentityList : [];
  return asked.slice(0, 100).map((entry: unknown) => {
    const identity = identityOf(entry);
    const member = cast.find(identity);
    const isKnown = member !== undefined && isBusiness(member);
    return {
      resCompanyIdentityNo: identity,
      resBusinessStatus: isKnown
        ? "부가가치세 일반과세자입니다."
        : "국세청에 등록되지 않은 사업자등록번호입니다.",
      resTaxationTypeCode: isKnown ? "1" : "",
      resClosingDate: "",
      resTransferTaxTypeDate: "",
      code: "CF-00000",
      message: "성공",
    };
  });
}

function identityOf(entry: unknown): string {
  return typeof entry === "object" && entry !== null && "reqIdentity" in entry
    ? String(entry.reqIdentity)
    : "";
}
