import type { FaultTarget, SandboxContext } from "../../context.ts";
import { takeFault } from "./house_faults.ts";

const SLOW_MS = 3_000;

/** Waits where the switch `slow` is on for that file. */
export async function waitIfSlow(context: SandboxContext, target: FaultTarget): Promise<void> {
  const fault = takeFault(context, target, ["slow"]);
  if (fault === undefined) return;
  await new Promise((resolve) => setTimeout(resolve, fault.delayMs ?? SLOW_MS));
}
