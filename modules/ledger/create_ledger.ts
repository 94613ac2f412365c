import type { Kernel } from "@maru/kernel";
import { createAccounts } from "./accounts.ts";
import { createBalances } from "./balances.ts";
import { createHistory } from "./history.ts";
import type { Ledger } from "./ledger.ts";
import { createLots } from "./lots.ts";
import { createPostFrom } from "./post_from.ts";
import { createPostings } from "./postings.ts";
import { createReservations } from "./reservations.ts";
import { declareSealing } from "./sealing.ts";

/** Builds the module; its ticks (expiry, sealing) run with the kernel. */
export function createLedger({ kernel }: { kernel: Kernel }): Ledger {
  const postings = createPostings({ kernel });
  declareSealing({ kernel });
  return {
    ...createAccounts({ kernel }),
    ...postings,
    ...createPostFrom({ kernel }),
    ...createReservations({ kernel }),
    ...createBalances({ kernel }),
    ...createHistory({ kernel }),
    lots: createLots({ kernel, post: postings.post }),
  };
}
