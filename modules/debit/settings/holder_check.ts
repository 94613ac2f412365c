/** Real-time account-holder check (계좌실명조회), by the open-banking protocol. */
export interface HolderCheck {
  /**
   * Compares the holder at the bank with what was typed.
   *
   * @throws {HolderCheckUnavailableError}
   */
  check(input: {
    bankCode: string;
    /** Digits alone. */
    account: string;
    holder: string;
    /** Birth date YYMMDD or business number, digits alone. */
    identity: string;
  }): Promise<HolderAnswer>;
}

export type HolderAnswer =
  | { readonly state: "matches" }
  | { readonly state: "otherHolder"; readonly holderMasked: string }
  | { readonly state: "unknownAccount"; readonly code: string };

/** The check cannot be made now; registering goes on without it where the merchant wants. */
export class HolderCheckUnavailableError extends Error {
  override name = "HolderCheckUnavailableError";
}
