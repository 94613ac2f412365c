import type { Scenario } from "./world.ts";
export function endingSteps(): Scenario[] { return [{ name: "stop", phase: 1, holds: [], run: async ({ world }) => { await world.close(); console.log(await world.system.stop("SIGTERM")); } }]; }
