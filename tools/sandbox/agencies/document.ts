import { createHash } from "node:crypto";
import type { Cast } from "../cast/cast.ts";
import type { Member } from "../cast/member.ts";
import type { Paper } from "../pdf/paper.ts";
import type { Printer } from "../pdf/printer.ts";
import type { Applicant } from "./applicant.ts";
import { Refusal } from "./codes.ts";
import { filedUnits, NothingFiledError, WrongPeriodError } from "./period.ts";
import { agencies, type Product } from "./product.ts";
import { dataOf, type Sheet, type SheetData } from "./sheet.ts";
import { makeSheet } from "./sheets.ts";
import { type RequestFields, textOf } from "./wire.ts";

/** A document as the agency's clerk would hand it over. */
export interface IssuedDocument {
  readonly issueNumber: string;
  readonly data: SheetData;
  /** Absent where the agency gives no PDF of it, or none was asked for. */
  readonly pdf?: Uint8Array;
}

export interface DocumentRequest {
  readonly product: Product;
  readonly applicant: Applicant;
  readonly fields: RequestFields;
  /** Today in Korea, yyyy-MM-dd. */
  readonly today: string;
  /** Prints the PDF of another member by mistake. */
  readonly isOfWrongPerson: boolean;
}

/**
 * Issues a document. The same request on the same day gives the same number and the same bytes.
 * @throws {Refusal} for a wrong or empty period.
 */
export async function issueDocument(
  request: DocumentRequest,
  options: { cast: Cast; printer: Printer },
): Promise<IssuedDocument> {
  const { product, applicant, fields, today } = request;
  const sheet = sheetOf(request, applicant.subject);
  const key = [
    product.code,
    applicant.subject.number,
    textOf(fields, "startDate"),
    textOf(fields, "endDate"),
    today,
  ].join("/");
  const issueNumber = numberOf(key);
  const paper = paperOf(request, { sheet, key, issueNumber, subject: applicant.subject });
  const data = {
    resIssueNo: issueNumber,
    resIssueDate: today.replaceAll("-", ""),
    resIssueOgzNm: paper.issuer,
    resVerifyNo: paper.verificationNumber,
    ...dataOf(sheet),
  };
  if (!wantsPdf(request)) return { issueNumber, data };
  return {
    issueNumber,
    data,
    pdf: await options.printer.print(wrongOr(request, options.cast, paper)),
  };
}

function sheetOf(request: DocumentRequest, member: Member): Sheet {
  const { product, fields, today } = request;
  try {
    const units = filedUnits({
      product,
      member,
      startDate: textOf(fields, "startDate"),
      endDate: textOf(fields, "endDate"),
      today,
    });
    const inputs = Object.fromEntries(
      ["isIdentityViewYN", "isAddrViewYn", ...product.inputs].map((
        name,
      ) => [name, textOf(fields, name)]),
    );
    return makeSheet({ product, member, units, inputs, today });
  } catch (error) {
    if (error instanceof WrongPeriodError) throw new Refusal("wrongPeriod", error.reason);
    if (error instanceof NothingFiledError) throw new Refusal("nothingFiled");
    throw error;
  }
}

/** A tax agent gets data alone from the tax office. */
function wantsPdf({ product, applicant, fields }: DocumentRequest): boolean {
  if (product.originalField === undefined || product.pdfField === undefined) return false;
  if (applicant.isAgent && product.agency === "hometax") return false;
  return textOf(fields, product.originalField) === "1";
}

function paperOf(
  request: DocumentRequest,
  options: { sheet: Sheet; key: string; issueNumber: string; subject: Member },
): Paper {
  const purposes: Record<string, string> = { "01": "금융기관 제출용", "02": "관공서 제출용" };
  const targets: Record<string, string> = {
    "01": "금융기관",
    "02": "관공서",
    "03": "조합·협회",
    "04": "거래처",
    "05": "학교",
  };
  return {
    title: request.product.name,
    issuer: issuerOf(request.product, options.subject),
    issueNumber: options.issueNumber,
    verificationNumber: verificationOf(options.key),
    issuedOn: request.today,
    purpose: purposes[textOf(request.fields, "usePurposes")] ?? "기타",
    recipient: targets[textOf(request.fields, "submitTargets")] ?? "기타",
    ...options.sheet,
  };
}

function wrongOr(request: DocumentRequest, cast: Cast, paper: Paper): Paper {
  if (!request.isOfWrongPerson) return paper;
  const { subject } = request.applicant;
  const other = cast.list().find((member) =>
    member.kind === subject.kind && member.number !== subject.number
  );
  return other === undefined ? paper : { ...paper, ...sheetOf(request, other) };
}

function issuerOf(product: Product, subject: Member): string {
  if (product.agency === "hometax") {
    return subject.kind === "person" ? "종로세무서장" : `${subject.taxOffice}장`;
  }
  if (product.agency === "wetax" || product.agency === "gov24") {
    return headOf(subject.district);
  }
  return agencies[product.agency].name;
}

/** `강남구` → `강남구청장`, `양주시` → `양주시장`, `양평군` → `양평군수`. */
function headOf(district: string): string {
  const area = district.split(" ").at(-1) ?? district;
  if (area.endsWith("시")) return `${area}장`;
  return area.endsWith("군") ? `${area}수` : `${area}청장`;
}

/** `1234-567-890-1234` from a digest of what is issued. */
function numberOf(key: string): string {
  const digest = createHash("sha256").update(key).digest("hex").replaceAll(
    /[a-f]/g,
    (letter) => String(letter.charCodeAt(0) % 10),
  );
  return `${digest.slice(0, 4)}-${digest.slice(4, 7)}-${digest.slice(7, 10)}-${
    digest.slice(10, 14)
  }`;
}

function verificationOf(key: string): string {
  const digest = createHash("sha256").update(`verify/${key}`).digest("hex").toUpperCase();
  return digest.slice(0, 16).replaceAll(/(.{4})(?=.)/g, "$1-");
}
