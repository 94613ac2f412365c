import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
import type { SandboxContext } from "../context.ts";
import { notAPdf, oversizePdf, truncatePdf } from "../pdf/damage.ts";
import { Refusal } from "./codes.ts";
import { type IssuedDocument, issueDocument } from "./document.ts";
import type { RequestFaults } from "./faulty.ts";
import { koreanDate } from "./hours.ts";
import type { GatewayAnswer, Step, Workshop } from "./job.ts";
import { pause } from "./pause.ts";
import { textOf } from "./wire.ts";

const oversizeBytes = 30 * 1024 * 1024;

/**
 * Issues the document inside a login.
 * @throws {Refusal} when the agency does not give it, or when another login ended this one.
 */
export async function workOn(
  options: Workshop,
  step: Step,
): Promise<GatewayAnswer> {
  const { job, entrance, login } = step;
  const { faults, product } = job;
  faults.refuseIf("not-entitled", "arrears", "wrong-period", "not-filed");
  if (product.isRefusedInArrears && entrance.applicant.subject.hasArrears) {
    throw new Refusal("arrears");
  }
  const slow = faults.take("slow");
  await stay(product.latencyMs * options.latencyFactor + (slow ? slow.delayMs ?? 20_000 : 0), step);
  if (faults.take("duplicate-login") !== undefined) login.end("duplicate-login");
  if (login.signal.aborted) throw new Refusal("duplicateLogin");
  const document = await issueDocument({
    product,
    applicant: entrance.applicant,
    fields: job.fields,
    today: koreanDate(options.context.now()),
    isOfWrongPerson: faults.take("wrong-person-pdf") !== undefined,
  }, options);
  if (login.signal.aborted) throw new Refusal("duplicateLogin");
  record(options.context, { job, entrance, login, document });
  return await handOver(document, step);
}

/** Waits inside the login; the other login or a caller who left ends it. */
async function stay(delayMs: number, step: Step): Promise<void> {
  const isWhole = await pause(delayMs, step.login.signal, step.job.signal);
  if (isWhole) return;
  if (step.login.signal.aborted) throw new Refusal("duplicateLogin");
  step.login.end("client-gone");
  throw new Refusal("timeout");
}

async function handOver(
  document: IssuedDocument,
  step: Step,
): Promise<GatewayAnswer> {
  const { product, faults } = step.job;
  const late = faults.take("timeout-after-work");
  if (late !== undefined) {
    await stay(late.delayMs ?? 30_000, step);
    return { answer: "timeout" };
  }
  const pdf = damaged(document.pdf, faults);
  const data = product.pdfField === undefined
    ? document.data
    : { ...document.data, [product.pdfField]: pdf ? Buffer.from(pdf).toString("base64") : "" };
  return {
    answer: "ok",
    data,
    ...(faults.take("error-after-work") === undefined ? {} : { isBroken: true }),
  };
}

function damaged(pdf: Uint8Array | undefined, faults: RequestFaults): Uint8Array | undefined {
  if (pdf === undefined) return undefined;
  switch (faults.take("truncated-pdf", "not-a-pdf", "oversize-pdf")?.kind) {
    case "truncated-pdf":
      return truncatePdf(pdf);
    case "not-a-pdf":
      return notAPdf();
    case "oversize-pdf":
      return oversizePdf(pdf, oversizeBytes);
    default:
      return pdf;
  }
}

/** The agency's own record; a resident number never stands in it. */
function record(
  context: SandboxContext,
  options: Step & { document: IssuedDocument },
): void {
  const { job, entrance, login, document } = options;
  const { subject } = entrance.applicant;
  context.journal("issued", {
    login: login.id,
    agency: job.product.agency,
    document: job.product.code,
    subject: subject.kind === "person" ? subject.name : subject.number,
    startDate: textOf(job.fields, "startDate"),
    endDate: textOf(job.fields, "endDate"),
    issueNumber: document.issueNumber,
    ...(document.pdf
      ? {
        pdfBytes: document.pdf.length,
        pdfSha256: createHash("sha256").update(document.pdf).digest("hex"),
      }
      : {}),
  });
}
