import { createApply } from "./apply.ts";
import { createApplyMany } from "./apply_many.ts";
import type { RegistrationDeps, RegistrationDesk, RegistrationParts } from "./registration_desk.ts";
import { createRegistrationLists } from "./registration_lists.ts";
import { createUnproven } from "./unproven.ts";
import { createWithdraw } from "./withdraw.ts";

/** 계좌신청. Declares a tick that moves applications without proof of consent past their cutoff. */
export function createRegistrationDesk(
  parts: RegistrationParts,
  deps: RegistrationDeps,
): RegistrationDesk {
  const moveUnproven = createUnproven(parts, deps);
  parts.kernel.jobs.tick("debit.registrations.unproven", 60, async () => {
    await parts.kernel.transaction((tx) => moveUnproven(tx));
  });
  return {
    ...createApply(parts, deps),
    ...createApplyMany(parts, deps),
    ...createWithdraw(parts, deps),
    ...createRegistrationLists(parts),
    moveUnproven,
  };
}
