import { addressOf, type Business } from "../../cast/member.ts";
import { figureOf, formatWon, wonOf } from "../../cast/figures.ts";
import { field, type Sheet, type SheetRequest } from "../sheet.ts";
import { subjectFields } from "./subject_fields.ts";

/** 사업자등록증명. */
export function registrationSheet(request: SheetRequest): Sheet {
  const business = businessOf(request);
  return {
    fields: [
      ...subjectFields(request),
      field("resOpenDate", "개업일", business.openedOn),
      field("resRegisterDate", "사업자등록일", business.openedOn),
      field("resTaxOffice", "관할 세무서", business.taxOffice),
      field("resTaxationType", "과세유형", taxationOf(business)),
    ],
    tables: [{
      key: "resJointRepresentativeList",
      title: "대표자",
      columns: [
        { key: "resUserNm", label: "성명" },
        { key: "resRole", label: "구분" },
        { key: "resAppointDate", label: "등록일" },
      ],
      rows: [[business.representative, "대표자", business.openedOn]],
    }],
    statement: "위와 같이 사업자등록이 되어 있음을 증명합니다.",
  };
}

/** 휴업·폐업 사실증명. */
export function closureSheet(request: SheetRequest): Sheet {
  const business = businessOf(request);
  return {
    fields: [
      ...subjectFields(request),
      field("resBusinessStatus", "사업자 상태", "계속사업자"),
      field("resOpenDate", "개업일", business.openedOn),
    ],
    tables: [{
      key: "resClosureList",
      title: "휴업·폐업 이력",
      columns: [
        { key: "resType", label: "구분" },
        { key: "resStartDate", label: "시작일" },
        { key: "resEndDate", label: "종료일" },
      ],
      rows: [["해당 없음", "", ""]],
    }],
    statement: "휴업 또는 폐업한 사실이 없음을 증명합니다.",
  };
}

/** 법인등기사항증명서. */
export function corporateRegisterSheet(request: SheetRequest): Sheet {
  const business = businessOf(request);
  const shares = figureOf(`${business.number}/shares`, { from: 10_000, to: 400_000 });
  return {
    fields: [
      ...subjectFields(request),
      field("resEstablishDate", "회사성립연월일", business.openedOn),
      field("resShareAmt", "1주의 금액", "5,000"),
      field("resIssuedShares", "발행주식의 총수", formatWon(shares)),
      field("resCapitalAmt", "자본금의 액", formatWon(shares * 5_000)),
    ],
    tables: [{
      key: "resOfficerList",
      title: "임원에 관한 사항",
      columns: [
        { key: "resPosition", label: "직위" },
        { key: "resUserNm", label: "성명" },
        { key: "resAppointDate", label: "취임일" },
      ],
      rows: [
        ["사내이사", business.representative, business.openedOn],
        ["대표이사", business.representative, business.openedOn],
        ...business.employees.slice(0, 2).map((name) => ["감사", name, business.openedOn]),
      ],
    }],
    statement: "등기기록에 기록되어 있는 사항의 전부임을 증명합니다.",
  };
}

/** 중소기업확인서. */
export function smallBusinessSheet(request: SheetRequest): Sheet {
  const business = businessOf(request);
  const year = Number(request.today.slice(0, 4));
  return {
    fields: [
      ...subjectFields(request),
      field("resCompanySize", "기업 규모", business.employees.length > 4 ? "소기업" : "소상공인"),
      field("resValidStartDate", "유효기간 시작일", `${year}-04-01`),
      field("resValidEndDate", "유효기간 만료일", `${year + 1}-03-31`),
    ],
    tables: [],
    statement: "위 기업은 중소기업기본법 제2조에 따른 중소기업임을 확인합니다.",
  };
}

/** 집합건축물대장 전유부. */
export function buildingSheet(request: SheetRequest): Sheet {
  const business = businessOf(request);
  const area = figureOf(`${business.number}/area`, { from: 3_300, to: 42_000 }) / 100;
  return {
    fields: [
      ...subjectFields(request),
      field("resAddr", "대지 위치", request.inputs.address ?? addressOf(business)),
      field("resDong", "동 명칭", request.inputs.dong ?? ""),
      field("resHo", "호 명칭", request.inputs.ho ?? ""),
      field("resViolationStatus", "위반건축물 여부", "해당 없음"),
    ],
    tables: [{
      key: "resOwnedList",
      title: "전유부분",
      columns: [
        { key: "resFloor", label: "층별" },
        { key: "resStructure", label: "구조" },
        { key: "resUseType", label: "용도" },
        { key: "resArea", label: "면적(㎡)", isAmount: true },
      ],
      rows: [["5층", "철근콘크리트구조", "사무소", area.toFixed(2)]],
    }],
    statement: "이 증명서는 건축물대장의 기재 내용과 틀림없음을 증명합니다.",
  };
}

/** 사실증명. */
export function factSheet(request: SheetRequest): Sheet {
  const facts: Record<string, string> = {
    "01": "국세 체납 사실이 없음",
    "02": "사업자등록 사실이 위와 같음",
    "03": "법정 기한까지 신고한 사실이 있음",
  };
  const key = `${request.member.number}/fact/${request.today}`;
  return {
    fields: [
      ...subjectFields(request),
      field("resFact", "증명 내용", facts[request.inputs.factType ?? "01"] ?? facts["01"]!),
      field("resReceiptNo", "접수 번호", String(wonOf(key, { from: 10_000_000, to: 99_999_990 }))),
    ],
    tables: [],
    statement: "위의 사실을 증명합니다.",
  };
}

/** The member as a business; a person has no such document, which the entitlement check has refused before. */
function businessOf(request: SheetRequest): Business {
  if (request.member.kind === "person") {
    throw new TypeError(
      `Cannot make "${request.product.code}": "${request.product.name}" is of a business`,
    );
  }
  return request.member;
}

function taxationOf(business: Business): string {
  if (business.kind === "proprietor" && business.taxation === "exempt") {
    return "부가가치세 면세사업자";
  }
  return business.kind === "corporation" ? "법인사업자(일반과세)" : "부가가치세 일반과세자";
}
