/**
 * The web's face: what `main.ts` puts together and serves.
 *
 * @module
 */
export { createWebApp } from "./app.ts";
export { shellSite, type Site, type SiteParts, wholeSite } from "./areas.ts";
export { identifyVisitor } from "./identify.ts";
export { createInternalApp } from "./internal_app.ts";
export * from "./context.ts";
export { type Assets, AssetsMissingError, loadAssets, UnknownAssetError } from "./static/assets.ts";
export type { SignedIn } from "./view.ts";
