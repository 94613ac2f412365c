import type { Auth } from "@maru/auth";
import type { Kernel } from "@maru/kernel";
import type { RegistrationDesk } from "../registrations/registration_desk.ts";

/** What the desk is built from. */
export interface ImportParts {
  readonly kernel: Kernel;
  readonly auth: Pick<Auth, "staff">;
}

/** What writing needs beside the kernel. */
export interface ImportDeps {
  readonly registrations: Pick<RegistrationDesk, "applyForAll">;
}
