import { type Kernel, normaliseMobilePhone, type Transaction } from "@maru/kernel";
import type { Notifications } from "@maru/notifications";
import { loginText } from "@maru/pki";
import type { LoginInput, SubmitterSession } from "../auth.ts";
import type { CloudSignatures } from "../cloud/cloud.ts";
import { OriginNotAllowedError } from "../errors.ts";
import { type SubmitterSessionRow, tablesOf } from "../tables.ts";
import { type CertificateCheck, fingerprintOf } from "./certificate_check.ts";
import type { Challenges, ConsumedChallenge } from "./challenges.ts";
import { checkLoginInput, type LoginSecrets, readLoginSecrets } from "./login_input.ts";
import type { LoginLimits } from "./login_limits.ts";
import {
  type AcceptedLogin,
  recordCertificate,
  recordSession,
  recordSubmitter,
} from "./login_records.ts";
import { describe, phonePlace, supersedeSession } from "./sessions.ts";
import type { TransportKeys } from "./transport_keys.ts";

export interface LoginParts {
  readonly kernel: Kernel;
  readonly notifications: Notifications;
  readonly origins: readonly string[];
  readonly challenges: Challenges;
  readonly transportKeys: TransportKeys;
  readonly certificateCheck: CertificateCheck;
  readonly limits: LoginLimits;
  readonly cloudSignatures: CloudSignatures;
}

/** One login with a certificate, from the rate limits to the session. */
export async function logInSubmitter(
  parts: LoginParts,
  input: LoginInput,
): Promise<{ token: string; session: SubmitterSession }> {
  await parts.limits.address(input.address);
  const phone = normaliseMobilePhone(input.phone);
  const challenge = await parts.challenges.consume(input.challengeId);
  const login = await acceptLogin(parts, input, challenge).catch(async (error) => {
    // Anybody can type another's phone: only failures count, and they keep no good login out.
    await parts.limits.phone(phone);
    throw error;
  });
  const { token, row } = await parts.kernel.transaction((tx) => openSession(parts, tx, login));
  await parts.limits.succeeded({ phone, fingerprint: login.fingerprint });
  parts.kernel.metrics.count("maru_logins_total", "Logins with a certificate", {
    submitterType: login.submitterType,
  });
  const tables = tablesOf(parts.kernel.database.db);
  return { token, session: await describe(parts.kernel, tables, row) };
}

async function acceptLogin(
  parts: LoginParts,
  input: LoginInput,
  { nonce, at, id }: ConsumedChallenge,
): Promise<AcceptedLogin> {
  if (!parts.origins.includes(input.origin)) throw new OriginNotAllowedError(input.origin);
  const { cms, ...fields } = checkLoginInput(input);
  const secrets = await openSecrets(parts, input);
  try {
    const text = loginText({ origin: input.origin, nonce, at });
    const signer = await parts.certificateCheck.signer({ cms, text });
    // Counted once the signature is good, so that nobody can use up another's tries.
    await parts.limits.certificate(fingerprintOf(signer.certificate));
    const accepted = await parts.certificateCheck.accept(signer, { ...fields, secrets });
    const certificateKind = await parts.cloudSignatures.madeIt({ challengeId: id, cms })
      ? "cloud"
      : "file";
    return { ...accepted, ...fields, certificateKind };
  } finally {
    secrets.randomNum.fill(0);
  }
}

async function openSecrets(parts: LoginParts, input: LoginInput): Promise<LoginSecrets> {
  const texts = [input.sealedByPerson, input.sealed].filter((sealed) => sealed !== undefined);
  const plains = await Promise.all(
    texts.map((sealed) =>
      parts.transportKeys.open({ sealed, purpose: "login", context: input.challengeId })
    ),
  );
  try {
    return readLoginSecrets(plains, {
      submitterType: input.submitterType,
      clock: parts.kernel.clock,
    });
  } finally {
    for (const plain of plains) plain.fill(0);
  }
}

async function openSession(
  parts: LoginParts,
  tx: Transaction,
  login: AcceptedLogin,
): Promise<{ token: string; row: SubmitterSessionRow }> {
  const { kernel } = parts;
  await recordCertificate(kernel, tx, login);
  const submitterId = await recordSubmitter(kernel, tx, login);
  const earlier = await supersedeSession(kernel, tx, {
    fingerprint: login.fingerprint,
    by: "login",
  });
  if (earlier !== undefined) await tellEarlierPhone(parts, tx, { earlier, login });
  return await recordSession(kernel, tx, { login, submitterId });
}

/** A login from someone with another phone may be a thief's: whoever was there before is told. */
async function tellEarlierPhone(
  { kernel, notifications }: LoginParts,
  tx: Transaction,
  { earlier, login }: { earlier: SubmitterSessionRow; login: AcceptedLogin },
): Promise<void> {
  const phone = await kernel.sealing.open(
    phonePlace("submitter_session", earlier.id),
    earlier.phone_sealed,
  );
  if (phone === login.phone) return;
  await notifications.send(tx, {
    key: `auth.newLogin:${earlier.id}`,
    template: "auth.newLogin",
    values: { name: earlier.submitter_name, at: seoulTime(kernel.clock.now()) },
    phone,
  });
}

function seoulTime(instant: Date): string {
  return new Intl.DateTimeFormat("ko-KR", {
    timeZone: "Asia/Seoul",
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(instant);
}
