import type { ConfigOf, Kernel } from "@maru/kernel";
import type { Notifications } from "@maru/notifications";
import type { Verifier } from "@maru/pki";
import type { Auth } from "./auth.ts";
import { createCloudCertificates, createCloudSignatures } from "./cloud/cloud.ts";
import type { CloudCertificateProvider } from "./cloud/provider.ts";
import { createConsents } from "./consents/consents.ts";
import { createMembers } from "./members/create_members.ts";
import { schedulePurge } from "./purge.ts";
import { createSecondFactors } from "./second_factors/create_second_factors.ts";
import type { authSettings } from "./settings.ts";
import { createStaffAuth } from "./staff/staff.ts";
import { createCertificateCheck } from "./submitters/certificate_check.ts";
import { createChallenges } from "./submitters/challenges.ts";
import { createLoginLimits } from "./submitters/login_limits.ts";
import { createPolicyRules } from "./submitters/policy_rules.ts";
import { createSubmitters } from "./submitters/submitters.ts";
import { createTransportKeys } from "./submitters/transport_keys.ts";
import { createTransfers } from "./transfers/transfers.ts";

export interface AuthParts {
  readonly kernel: Kernel;
  readonly notifications: Notifications;
  /** From `createCertificateVerifier`. */
  readonly verifier: Verifier;
  readonly cloudProvider: CloudCertificateProvider;
  readonly config: Pick<ConfigOf<typeof authSettings>, "origins">;
}

/** Builds the module. */
export function createAuth(parts: AuthParts): Auth {
  const { kernel, notifications, verifier, cloudProvider, config } = parts;
  const transportKeys = createTransportKeys({ kernel });
  const challenges = createChallenges({ kernel, transportKeys });
  const policyRules = createPolicyRules({ kernel });
  schedulePurge(kernel);
  return {
    submitters: createSubmitters({
      kernel,
      notifications,
      origins: config.origins,
      challenges,
      transportKeys,
      certificateCheck: createCertificateCheck({ verifier, policyRules }),
      limits: createLoginLimits(kernel),
      cloudSignatures: createCloudSignatures({ kernel }),
    }),
    staff: createStaffAuth({ kernel }),
    members: createMembers({ kernel }),
    secondFactors: createSecondFactors({ kernel, origins: config.origins }),
    transfers: createTransfers({ kernel }),
    consents: createConsents({ kernel }),
    cloud: createCloudCertificates({
      kernel,
      provider: cloudProvider,
      challenges,
      transportKeys,
      origins: config.origins,
    }),
  };
}
