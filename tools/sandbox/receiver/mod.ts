/** An institution's server that receives webhooks and can misbehave. @module */
export { createReceiverRoutes } from "./routes.ts";
