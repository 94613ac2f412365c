import { createHash } from "node:crypto";
import { readNumbers } from "./applicant.ts";
import { Refusal } from "./codes.ts";
import { type Doorkeeper, enter } from "./entrance.ts";
import { faultsOf } from "./faulty.ts";
import type { Hours } from "./hours.ts";
import type { GatewayAnswer, Job, Step, Workshop } from "./job.ts";
import type { LiveLogin, LoginEnd, Logins } from "./logins.ts";
import type { Product } from "./product.ts";
import { createSessions } from "./sessions.ts";
import type { TwoWay } from "./two_way.ts";
import { type RequestFields, textOf } from "./wire.ts";
import { workOn } from "./work.ts";

export interface GatewayOptions extends Workshop, Doorkeeper {
  readonly logins: Logins;
  readonly twoWay: TwoWay;
  readonly hours: Hours;
}

/** The aggregator's gateway with the agencies behind it. */
export interface Gateway {
  /**
   * Serves one request for a document; `signal` aborts when the caller is gone.
   * @throws {Refusal} with the code to answer.
   */
  request(product: Product, fields: RequestFields, signal: AbortSignal): Promise<GatewayAnswer>;
  /**
   * Says whether a business is a tax agent's client (수임업체 확인).
   * @throws {Refusal} with the code to answer, CF-12049 for another's client.
   */
  checkClient(product: Product, fields: RequestFields, signal: AbortSignal): Promise<GatewayAnswer>;
}

type Work = (step: Step) => Promise<GatewayAnswer>;

export function createGateway(options: GatewayOptions): Gateway {
  const { logins, twoWay, hours } = options;
  const running = new Set<string>();
  const sessions = createSessions(options.context, twoWay);

  async function serve(job: Job, work: Work): Promise<GatewayAnswer> {
    const print = fingerprintOf(job);
    if (running.has(print)) throw new Refusal("sameRequestRunning");
    running.add(print);
    try {
      job.faults.refuseIf("not-contracted", "ip-block", "closed");
      if (!hours.isOpen(job.product.agency)) throw new Refusal("closed");
      sessions.endOld();
      return isResumption(job) ? await resume(job, work) : await begin(job, work);
    } finally {
      running.delete(print);
    }
  }

  async function begin(job: Job, work: Work): Promise<GatewayAnswer> {
    const entrance = await enter(job, options);
    const shared = await sessions.join(job);
    if (shared !== undefined) return await work({ job, entrance, login: shared });
    const { owner } = entrance.applicant;
    const login = logins.begin({
      agency: job.product.agency,
      account: entrance.account,
      displayName: entrance.certificate?.displayName ?? owner.name,
    });
    if (entrance.certificate && job.faults.take("extra-authentication") === undefined) {
      return await inside(login, () => work({ job, entrance, login }));
    }
    const pending = twoWay.begin({
      sessionId: textOf(job.fields, "id"),
      path: job.product.path,
      login,
      userName: owner.name,
      phone: textOf(job.fields, "phoneNo") || owner.phone,
    });
    return { answer: "needsTwoWay", data: twoWay.dataOf(pending) };
  }

  async function resume(job: Job, work: Work): Promise<GatewayAnswer> {
    const { pending, isApproved } = twoWay.resume(job.fields, job.product.path);
    if (!isApproved) return { answer: "needsTwoWay", data: twoWay.dataOf(pending) };
    const { login } = pending;
    const goOn = async () => work({ job, entrance: await enter(job, options), login });
    return sessions.keep(job, pending) ? await goOn() : await inside(login, goOn);
  }

  return {
    request: async (product, fields, signal) =>
      await serve(jobOf(options, { product, fields, signal }), (step) => workOn(options, step)),
    checkClient: async (product, fields, signal) =>
      await serve(jobOf(options, { product, fields, signal }), clientAnswer),
  };
}

function jobOf(
  options: GatewayOptions,
  request: Pick<Job, "product" | "fields" | "signal">,
): Job {
  const { product, fields } = request;
  const numbers = readNumbers(fields, options.key);
  const faults = faultsOf(options.context.faults, {
    service: product.agency,
    document: product.code,
    subject: numbers.subject,
  });
  return { ...request, numbers, faults };
}

/** What makes two requests the same one: all but the resumption's fields and what encryption makes new. */
function fingerprintOf(job: Job): string {
  const left = Object.entries(job.fields).filter(([name]) =>
    !["is2Way", "twoWayInfo", "simpleAuth", "certPassword", "managePassword"].includes(name)
  );
  return createHash("sha256")
    .update(`${job.product.path}/${JSON.stringify(left.sort())}`)
    .digest("hex");
}

function isResumption(job: Job): boolean {
  return job.fields.is2Way !== undefined && job.fields.is2Way !== false;
}

/** Logs out when the work is over, however it ended. */
async function inside(
  login: LiveLogin,
  work: () => Promise<GatewayAnswer>,
): Promise<GatewayAnswer> {
  let reason: LoginEnd = "failed";
  try {
    const answer = await work();
    reason = "done";
    return answer;
  } catch (error) {
    if (error instanceof Refusal) reason = "refused";
    throw error;
  } finally {
    login.end(reason);
  }
}

function clientAnswer({ entrance }: Step): Promise<GatewayAnswer> {
  return Promise.resolve({
    answer: "ok",
    data: { resResultYN: "1", resCompanyNm: entrance.applicant.subject.name },
  });
}
