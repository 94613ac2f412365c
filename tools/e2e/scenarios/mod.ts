import type { Scenario } from "../world.ts";
import { journeyScenarios } from "./journeys.ts";
import { loginFailureScenarios } from "./login_failures.ts";
import { placeScenarios } from "./places.ts";

/** Everything that is done while the system runs, in this order within each phase. */
export function scenarios(): Scenario[] {
  return [
    ...journeyScenarios(),
    ...placeScenarios(),
    ...loginFailureScenarios(),
  ];
}
