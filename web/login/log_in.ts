import { getJson, postJson } from "../certificates/ask_server.ts";
import type { CertificateStore } from "../certificates/browser_store.ts";
import type { CertificateSource } from "../certificates/source.ts";
import type { CertificateWorker } from "../certificates/worker_client.ts";
import type { Challenge, TransportKey } from "../certificates/work/work.ts";
import { holdBundle } from "../islands/_bundle.ts";
import { type LoginFields } from "./login_form.ts";
import { loginPaths } from "./login_paths.ts";

/** What the server answers to a login. */
interface LoggedIn {
  readonly sessionId: string;
  readonly location: string;
  readonly transportKey: TransportKey;
  readonly gatewayKey: string;
}

export interface FileLogin {
  readonly worker: CertificateWorker;
  readonly source: CertificateSource;
  readonly password: string;
  readonly fields: LoginFields;
  readonly returnPath: string;
  /** Keeps the certificate in this browser. */
  readonly keepIn?: CertificateStore;
}

/**
 * Logs in with files or a stored certificate, and leaves the sealed hand-over for the agencies in
 * this tab. Number and management secret go to the worker alone.
 *
 * @returns where to go
 * @throws {WorkFailedError | ServerProblemError | ConnectionError | StoreUnavailableError}
 */
export async function logInWithFile(login: FileLogin): Promise<string> {
  const { worker, source, password, fields } = login;
  const { residentNumber, manageNumber, managePassword, ...visible } = fields;
  const challenge = await getJson<Challenge>(loginPaths.challenge);
  const { cms, sealed } = await worker.signLogin({
    source,
    password,
    challenge,
    origin: location.origin,
    ...(residentNumber === undefined ? {} : { residentNumber }),
  });
  if (login.keepIn) await login.keepIn.put(await worker.wrap());
  const answer = await postJson<LoggedIn>(loginPaths.login, {
    ...visible,
    challengeId: challenge.id,
    cms,
    sealed,
    returnPath: login.returnPath,
  });
  const bundle = await worker.sealBundle({
    sessionId: answer.sessionId,
    transportKey: answer.transportKey,
    gatewayKey: answer.gatewayKey,
    ...(manageNumber === undefined ? {} : { manageNumber }),
    ...(managePassword === undefined ? {} : { managePassword }),
  });
  holdBundle(answer.sessionId, bundle);
  return answer.location;
}

export interface CloudLogin {
  readonly worker: CertificateWorker;
  readonly challenge: Challenge;
  readonly signed: { readonly cms: string; readonly sealed: string };
  readonly fields: LoginFields;
  readonly returnPath: string;
}

/** Logs in with what the provider of cloud certificates signed. */
export async function logInWithCloud(login: CloudLogin): Promise<string> {
  const { worker, challenge, signed, fields } = login;
  const { residentNumber, manageNumber: _number, managePassword: _secret, ...visible } = fields;
  const answer = await postJson<LoggedIn>(loginPaths.login, {
    ...visible,
    challengeId: challenge.id,
    cms: signed.cms,
    sealed: signed.sealed,
    ...(residentNumber === undefined
      ? {}
      : { sealedByPerson: await worker.sealNumber({ challenge, residentNumber }) }),
    returnPath: login.returnPath,
  });
  const bundle = await worker.sealSimpleBundle({
    sessionId: answer.sessionId,
    transportKey: answer.transportKey,
    phone: fields.phone,
    userName: fields.submitterName,
    ...(residentNumber === undefined ? {} : { residentNumber }),
  });
  holdBundle(answer.sessionId, bundle);
  return answer.location;
}
