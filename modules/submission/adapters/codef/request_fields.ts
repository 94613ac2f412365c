import type { AgencyRequest } from "../../agency_connector.ts";
import type { GatewayBundle } from "../../submission.ts";

/** Fields of a request, as the aggregator's documents name them. */
export type CodefFields = Record<string, unknown>;

/** A row of the catalogue's `sources`, as this adapter reads it. */
export interface CodefSource {
  readonly path: string;
  readonly organization: string;
  /** The request's switch for the original, and where its base64 stands in the answer. */
  readonly originalField?: string;
  readonly pdfField?: string;
  readonly sendsPeriod: boolean;
  readonly fixed: Readonly<Record<string, string>>;
}

/** @throws {TypeError} the catalogue's row is not one of this adapter's */
export function readSource(source: Readonly<Record<string, unknown>>): CodefSource {
  const { path, organization, originalField, pdfField, sendsPeriod, fixed } = source;
  const isOurs = source.kind === "codef" && typeof path === "string" && path.startsWith("/v1/") &&
    typeof organization === "string";
  if (!isOurs) throw new TypeError("Cannot read the document's source: it is not a codef row");
  return {
    path,
    organization,
    sendsPeriod: sendsPeriod === true,
    fixed: (fixed ?? {}) as Record<string, string>,
    ...(typeof originalField === "string" ? { originalField } : {}),
    ...(typeof pdfField === "string" ? { pdfField } : {}),
  };
}

/** The body of one request for a document. */
export function requestFields(request: AgencyRequest, source: CodefSource): CodefFields {
  const { periodFrom, periodTo, inputs, twoWay } = request;
  return {
    organization: source.organization,
    id: request.sessionKey,
    ...loginFields(request.bundle),
    ...identityFields(request),
    ...(source.sendsPeriod ? { startDate: periodFrom ?? "", endDate: periodTo ?? "" } : {}),
    ...source.fixed,
    ...inputs,
    ...(source.originalField === undefined
      ? {}
      : { [source.originalField]: request.wantsPdf ? "1" : "0" }),
    ...(twoWay === undefined ? {} : { simpleAuth: "1", is2Way: true, twoWayInfo: twoWay }),
  };
}

/** By certificate (`loginType` 0), or on the phone as a member of the agency (5). */
export function loginFields(bundle: GatewayBundle): CodefFields {
  if (bundle.kind === "simpleAuthentication") {
    return {
      loginType: "5",
      loginTypeLevel: "1",
      userName: bundle.userName,
      phoneNo: bundle.phone,
    };
  }
  return {
    loginType: "0",
    certFile: bundle.certFile,
    certPassword: bundle.certPassword,
    ...(bundle.keyFile === undefined
      ? { certType: "pfx" }
      : { certType: "1", keyFile: bundle.keyFile }),
  };
}

/** Whom the document is about (`identity`), and who logs in where that is somebody else. */
function identityFields(request: AgencyRequest): CodefFields {
  const { bundle, submitterType, businessNumber = "", clientBusinessNumber = "" } = request;
  const residentNumber = bundle.residentNumber?.replaceAll(/\D/g, "") ?? "";
  switch (submitterType) {
    case "taxAgent":
      return {
        ...agentFields(bundle, businessNumber),
        identity: clientBusinessNumber,
      };
    case "individual":
      return { identity: residentNumber, loginIdentity: residentNumber };
    case "proprietorByRepresentative":
      return { identity: businessNumber, loginIdentity: residentNumber };
    default:
      return { identity: businessNumber };
  }
}

/** A tax agent's own account: business number, 관리번호 and its password. */
export function agentFields(bundle: GatewayBundle, agentBusinessNumber: string): CodefFields {
  return {
    applicationType: "02",
    loginIdentity: agentBusinessNumber,
    ...(bundle.kind === "certificate"
      ? { manageNo: bundle.manageNumber ?? "", managePassword: bundle.managePassword ?? "" }
      : {}),
  };
}
