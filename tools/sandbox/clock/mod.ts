/** The clock that a demo moves for every process. @module */
export { createClockRoutes } from "./routes.ts";
