/**
 * Names of hidden fields, for components that also run in the browser and so cannot reach the
 * server's form code; `progress_page_test.ts` holds them equal.
 */
export const TOKEN_NAME = "_token";
export const BUNDLE_NAME = "sealedBundle";
