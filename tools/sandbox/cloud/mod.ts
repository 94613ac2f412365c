/** The cloud-certificate provider (금융인증서) of the sandbox. @module */
export * from "./protocol.ts";
export { createCloudRoutes } from "./routes.ts";
