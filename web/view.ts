import type { Assets } from "./static/assets.ts";
import type { DictionaryKey, Language } from "./language/dictionary.ts";

/** Who is logged in, as the header shows it. */
export interface SignedIn {
  readonly kind: "submitter" | "institution" | "merchant" | "operator";
  /** For example 주식회사 마루상사 · 김하늘. */
  readonly label: string;
  /** Where the person looks after the account; submitters have nothing of the kind. */
  readonly account?: readonly { readonly label: string; readonly href: string }[];
  /** Where the log-out form posts to. */
  readonly logoutPath: string;
}

/** All that a page needs to know of the request it answers. */
export interface View {
  readonly language: Language;
  readonly contrast: "normal" | "high";
  /** Path of this page without its query. */
  readonly path: string;
  readonly requestId: string;
  /** Goes into every form (`Form()` puts it there) and into `X-Maru-Token` of every fetch. */
  readonly formToken: string;
  readonly assets: Assets;
  readonly signedIn?: SignedIn;
  /** A shell word in the visitor's language. */
  text(key: DictionaryKey): string;
}
