/**
 * Puts the modules together over one kernel: the one place that knows them all.
 *
 * @module
 */
import {
  type Auth,
  authSettings,
  createAuth,
  createCertificateVerifier,
  createCloudCertificateProvider,
} from "@maru/auth";
import {
  clearingHouseSettings,
  createClearingHouse,
  createDebit,
  createDirectLine,
  createHolderCheck,
  type Debit,
  debitSettings,
  directLineSettings,
  openBankingSettings,
} from "@maru/debit";
import {
  type ConfigOfGroups,
  createKernel,
  type Kernel,
  kernelSettings,
  type SettingGroups,
} from "@maru/kernel";
import { createLedger, type Ledger } from "@maru/ledger";
import {
  createNotifications,
  createSolapiProvider,
  type Notifications,
  notificationSettings,
} from "@maru/notifications";
import {
  codefSettings,
  createCodefConnector,
  createSubmission,
  type Submission,
  submissionSettings,
} from "@maru/submission";

/** Every setting of the house, by the module that it belongs to. */
export const settingGroups = {
  kernel: kernelSettings,
  auth: authSettings,
  notifications: notificationSettings,
  submission: submissionSettings,
  codef: codefSettings,
  debit: debitSettings,
  clearingHouse: clearingHouseSettings,
  directLine: directLineSettings,
  openBanking: openBankingSettings,
} as const satisfies SettingGroups;

export type AppConfig = ConfigOfGroups<typeof settingGroups>;

export interface App {
  readonly kernel: Kernel;
  readonly ledger: Ledger;
  readonly notifications: Notifications;
  readonly auth: Auth;
  readonly submission: Submission;
  readonly debit: Debit;
}

/** Opens the database and builds every module; nothing works or listens yet. */
export async function composeApp(config: AppConfig): Promise<App> {
  const kernel = await createKernel(config.kernel);
  const ledger = createLedger({ kernel });
  const notifications = createNotifications({
    kernel,
    provider: createSolapiProvider({ kernel, config: config.notifications }),
  });
  const verifier = createCertificateVerifier({ kernel, config: config.auth });
  const auth = createAuth({
    kernel,
    notifications,
    verifier,
    cloudProvider: createCloudCertificateProvider({ kernel, config: config.auth }),
    config: config.auth,
  });
  const submission = createSubmission({
    kernel,
    auth,
    notifications,
    agencies: createCodefConnector({ kernel, config: config.codef }),
    settings: config.submission,
  });
  const debit = await createDebit({
    kernel,
    ledger,
    notifications,
    auth,
    verifier,
    channels: {
      clearingHouse: createClearingHouse({
        kernel,
        config: config.clearingHouse,
        institutionCode: config.debit.institutionCode,
      }),
      directLine: createDirectLine({ kernel, config: config.directLine }),
    },
    holderCheck: createHolderCheck({ kernel, config: config.openBanking }),
    settings: config.debit,
  });
  return { kernel, ledger, notifications, auth, submission, debit };
}
