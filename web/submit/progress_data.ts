import type {
  InputField,
  ItemState,
  ItemView,
  PeriodChoice,
  SubmissionView,
} from "@maru/submission";

/** A submission as plain JSON: the page draws it, the progress stream sends it again. */
export interface ProgressData {
  readonly id: string;
  readonly reference: string;
  readonly institutionName: string;
  readonly productName: string;
  readonly productSlug: string;
  readonly clientName?: string;
  readonly phoneMasked: string;
  readonly finished: boolean;
  readonly version: string;
  readonly counts: SubmissionView["counts"];
  readonly remainingSeconds: number;
  readonly helpPhone: string;
  readonly needsBundle: boolean;
  readonly items: readonly ProgressItem[];
}

export interface ProgressItem {
  readonly id: string;
  readonly name: string;
  readonly agencyName: string;
  readonly periodLabel: string;
  readonly state: ItemState;
  readonly failure?: NonNullable<ItemView["failure"]>;
  readonly canReissue: boolean;
  readonly canUpload: boolean;
  readonly failureCount: number;
  readonly periodChoice?: PeriodChoice;
  /** What the agency refused and a re-issue may correct. */
  readonly inputFields?: readonly InputField[];
  /** Instants as epoch milliseconds by the server's business clock. */
  readonly startedAt?: number;
  readonly authExpiresAt?: number;
  readonly nextAt?: number;
  readonly authConfirmed: boolean;
  readonly document?: NonNullable<ItemView["document"]>;
  /** The server's time when this was drawn, so that countdowns do not trust the browser's clock. */
  readonly drawnAt: number;
}

export function progressData(view: SubmissionView, now: Date): ProgressData {
  return {
    id: view.id,
    reference: view.reference,
    institutionName: view.institutionName,
    productName: view.productName,
    productSlug: view.productSlug,
    ...(view.clientName === undefined ? {} : { clientName: view.clientName }),
    phoneMasked: view.phoneMasked,
    finished: view.state === "finished",
    version: view.version,
    counts: view.counts,
    remainingSeconds: view.remainingSeconds,
    helpPhone: view.helpPhone,
    needsBundle: view.needsBundle,
    items: view.items.map((item) => progressItem(item, now)),
  };
}

function progressItem(item: ItemView, now: Date): ProgressItem {
  return {
    id: item.id,
    name: item.name,
    agencyName: item.agencyName,
    periodLabel: item.period?.label ?? "",
    state: item.state,
    canReissue: item.canReissue,
    canUpload: item.canUpload,
    failureCount: item.failureCount,
    authConfirmed: item.authConfirmed,
    drawnAt: now.getTime(),
    ...(item.failure === undefined ? {} : { failure: item.failure }),
    ...(item.periodChoice === undefined ? {} : { periodChoice: item.periodChoice }),
    ...(item.inputFields === undefined ? {} : { inputFields: item.inputFields }),
    ...(item.startedAt === undefined ? {} : { startedAt: item.startedAt.getTime() }),
    ...(item.authExpiresAt === undefined ? {} : { authExpiresAt: item.authExpiresAt.getTime() }),
    ...(item.nextAt === undefined ? {} : { nextAt: item.nextAt.getTime() }),
    ...(item.document === undefined ? {} : { document: item.document }),
  };
}
