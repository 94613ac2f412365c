import { privacyTerms } from "./terms_privacy.ts";
import { provisionTerms } from "./terms_provision.ts";
import { serviceTerms } from "./terms_service.ts";
import { vatTerms } from "./terms_vat.ts";

/** Kinds of terms. Consents name the kind and the version. */
export const TERMS_KINDS = ["service", "privacy", "provision", "vat"] as const;
export type TermsKind = (typeof TERMS_KINDS)[number];

/** One version of one text. A version that somebody consented to is never changed. */
export interface Terms {
  readonly kind: TermsKind;
  readonly title: string;
  /** Business date from which it holds; it names the version. */
  readonly version: string;
  readonly sections: readonly { readonly title: string; readonly paragraphs: readonly string[] }[];
}

/** All versions, the newest of a kind first. */
export const terms: readonly Terms[] = [
  ...serviceTerms,
  ...privacyTerms,
  ...provisionTerms,
  ...vatTerms,
];

/** A version of a kind, or its newest. */
export function findTerms(kind: string, version: string | undefined): Terms | undefined {
  return terms.find((each) =>
    each.kind === kind && (version === undefined || each.version === version)
  );
}

/** All versions of a kind, the newest first. */
export function versionsOf(kind: TermsKind): readonly Terms[] {
  return terms.filter((each) => each.kind === kind);
}
