/** There is no agency of this code (404). */
export class AgencyNotFoundError extends Error {
  override name = "AgencyNotFoundError";
  constructor(readonly agencyCode: string) {
    super(`Cannot find agency "${agencyCode}"`);
  }
}
