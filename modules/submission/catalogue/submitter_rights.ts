import type { SubmitterSession, SubmitterType } from "@maru/auth";

/** Who asks, as far as the catalogue cares. */
export type Requester = Pick<SubmitterSession, "submitterType" | "businessNumber" | "client">;

/** Whose business number the documents are about. */
export function subjectNumber(requester: Requester): string | undefined {
  return requester.client?.businessNumber ?? requester.businessNumber;
}

/** Fiscal years of a corporation are written in another way than a person's. */
export function isCorporation({ submitterType, client }: Requester): boolean {
  if (submitterType === "corporation") return true;
  return submitterType === "taxAgent" && client !== undefined &&
    isCorporateNumber(client.businessNumber);
}

/**
 * The fourth and fifth digit of a business number say what it is: 81 to 88 are corporations and
 * bodies (사업자등록번호 구성, 국세청 사업자등록 사무처리규정).
 */
export function isCorporateNumber(businessNumber: string): boolean {
  const kind = Number(businessNumber.replaceAll(/\D/g, "").slice(3, 5));
  return kind >= 81 && kind <= 88;
}

/** Why a document is not for this certificate, in words that say what to do; undefined = it is. */
export function unavailableReason(
  { submitterTypes }: { submitterTypes: readonly string[] },
  requester: Requester,
): string | undefined {
  const { submitterType } = requester;
  if (submitterType === "taxAgent" && requester.client !== undefined) {
    if (!submitterTypes.includes("taxAgent")) return "세무대리인은 발급할 수 없는 서류입니다.";
    const isForCorporations = submitterTypes.includes("corporation");
    const isForProprietors = submitterTypes.some((type) => type.startsWith("proprietor"));
    const isFitting = isCorporation(requester) ? isForCorporations : isForProprietors;
    return isFitting ? undefined : "이 수임업체에는 해당하지 않는 서류입니다.";
  }
  if (submitterTypes.includes(submitterType)) return undefined;
  return REASONS[submitterType]?.(submitterTypes) ?? "이 이용자 유형에는 해당하지 않는 서류입니다.";
}

const REASONS: Readonly<
  Partial<Record<SubmitterType, (types: readonly string[]) => string | undefined>>
> = {
  proprietorByBusiness: (types) =>
    types.includes("proprietorByRepresentative")
      ? "대표자 인증서로 로그인하시면 발급할 수 있습니다."
      : undefined,
  proprietorByRepresentative: (types) =>
    types.includes("proprietorByBusiness")
      ? "사업자 인증서로 로그인하시면 발급할 수 있습니다."
      : undefined,
};
