import type { ConsentDocument, SubmitterSession } from "@maru/auth";
import type { InputField, PeriodChoice, ProductView } from "@maru/submission";

/** What the request page's island works with; plain JSON. */
export interface RequestData {
  readonly sessionId: string;
  readonly productSlug: string;
  readonly phoneMasked: string;
  readonly idempotencyKey: string;
  readonly submitHref: string;
  readonly loginHref: string;
  readonly documents: readonly RequestDocument[];
  readonly consents: readonly {
    readonly kind: string;
    readonly version: number;
    readonly title: string;
  }[];
}

export interface RequestDocument {
  readonly code: string;
  readonly name: string;
  readonly agencyName: string;
  readonly period: PeriodChoice;
  readonly inputs: readonly InputField[];
  readonly required: boolean;
  readonly expectedSeconds: number;
  readonly available: boolean;
  readonly unavailableReason?: string;
  readonly dataOnly: boolean;
}

export function requestData(parts: {
  session: SubmitterSession;
  product: ProductView;
  consents: readonly ConsentDocument[];
  idempotencyKey: string;
  submitHref: string;
  loginHref: string;
}): RequestData {
  const needsVat = parts.product.documents.some((document) => document.needsVatConsent);
  return {
    sessionId: parts.session.id,
    productSlug: parts.product.slug,
    phoneMasked: parts.session.phoneMasked,
    idempotencyKey: parts.idempotencyKey,
    submitHref: parts.submitHref,
    loginHref: parts.loginHref,
    consents: parts.consents
      .filter((consent) => consent.kind !== "vatData" || needsVat)
      .map(({ kind, version, title }) => ({ kind, version, title })),
    documents: parts.product.documents.map((document) => ({
      code: document.documentCode,
      name: document.name,
      agencyName: document.agencyName,
      period: document.period,
      inputs: document.inputs,
      required: document.required,
      expectedSeconds: document.expectedSeconds,
      available: document.available,
      dataOnly: document.dataOnly,
      ...(document.unavailableReason === undefined
        ? {}
        : { unavailableReason: document.unavailableReason }),
    })),
  };
}
