/**
 * Fields by which an answer says whom it is about (CODEF's names, its spelling). A number that is
 * masked is compared as far as it is shown.
 */
const BUSINESS_FIELD = "resCompanyIdentityNo";
const PERSON_FIELD = "resUserIdentiyNo";

/**
 * Whether the data is about whom we asked for. Data that names nobody passes: then the agency's
 * login is what vouches for it.
 */
export function isAboutSubject(
  data: Readonly<Record<string, unknown>>,
  asked: { businessNumber?: string; residentNumber?: string },
): boolean {
  if (asked.businessNumber !== undefined && typeof data[BUSINESS_FIELD] === "string") {
    return isSameNumber(data[BUSINESS_FIELD], asked.businessNumber);
  }
  if (asked.residentNumber !== undefined && typeof data[PERSON_FIELD] === "string") {
    return isSameNumber(data[PERSON_FIELD], asked.residentNumber);
  }
  return true;
}

function isSameNumber(shown: string, wanted: string): boolean {
  const signs = shown.replaceAll(/[^\d*]/g, "");
  if (signs === "") return true;
  return signs.length === wanted.length &&
    [...signs].every((sign, index) => sign === "*" || sign === wanted[index]);
}
