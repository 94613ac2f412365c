import { addressOf, type Member } from "../../cast/member.ts";
import { formatBusinessNumber, formatResidentNumber } from "../../cast/numbers.ts";
import { field, type SheetField, type SheetRequest } from "../sheet.ts";

/** Who the document is about: the lines that every certificate opens with. */
export function subjectFields(request: SheetRequest): SheetField[] {
  const { member } = request;
  const isNumberShown = request.inputs.isIdentityViewYN === "1";
  if (member.kind === "person") {
    return [
      field("resUserNm", "성명", member.name),
      field(
        "resUserIdentiyNo",
        "주민등록번호",
        formatResidentNumber(member.number, isNumberShown),
      ),
      field("resUserAddr", "주소", addressOf(member)),
    ];
  }
  return [
    field("resCompanyNm", "상호(법인명)", member.name),
    field("resCompanyIdentityNo", "사업자등록번호", formatBusinessNumber(member.number)),
    field("resUserNm", "성명(대표자)", member.representative),
    field("resUserIdentiyNo", numberLabel(member), numberOf(member, isNumberShown)),
    field("resUserAddr", "사업장 소재지", addressOf(member)),
    field("resBusinessTypes", "업태", member.businessType),
    field("resBusinessItems", "종목", member.businessItem),
  ];
}

function numberLabel(member: Member): string {
  return member.kind === "corporation" ? "법인등록번호" : "주민등록번호";
}

function numberOf(member: Exclude<Member, { kind: "person" }>, isNumberShown: boolean): string {
  return member.kind === "corporation"
    ? `${member.corporateNumber.slice(0, 6)}-${member.corporateNumber.slice(6)}`
    : formatResidentNumber(member.representativeResidentNumber, isNumberShown);
}
