import type { BodyLimit } from "../middleware/body_limit.ts";

/** Addresses of the submitter's pages. */
export const submitPaths = {
  list: "/oneclick",
  product: (slug: string) => `/oneclick/p/${slug}`,
  welcome: "/oneclick/welcome",
  client: "/oneclick/client",
  history: "/oneclick/submissions",
  submission: (id: string) => `/oneclick/submissions/${id}`,
  events: (id: string) => `/oneclick/submissions/${id}/events`,
  state: (id: string) => `/oneclick/submissions/${id}/state`,
  reissue: (id: string) => `/oneclick/submissions/${id}/reissues`,
  authentication: (id: string, item: string) =>
    `/oneclick/submissions/${id}/items/${item}/authentication`,
  upload: (id: string, item: string) => `/oneclick/submissions/${id}/items/${item}/upload`,
  pdf: (id: string, item: string) => `/oneclick/submissions/${id}/items/${item}/pdf`,
} as const;

/** A bundle carries a certificate; an upload, a whole document. */
export const SUBMIT_BODY_LIMITS: readonly BodyLimit[] = [
  { path: submitPaths.upload("*", "*"), bytesMax: 21 * 1_048_576, deadlineMs: 60_000 },
  { path: "/oneclick/*", bytesMax: 1_048_576, deadlineMs: 30_000 },
];
