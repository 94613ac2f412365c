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
