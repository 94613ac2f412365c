import { figureOf, formatWon, wonOf } from "../../cast/figures.ts";
import { field, type Sheet, type SheetRequest } from "../sheet.ts";
import { subjectFields } from "./subject_fields.ts";

/** 건강보험 자격득실확인서. */
export function eligibilitySheet(request: SheetRequest): Sheet {
  const employer = employerOf(request);
  const joined = `20${figureOf(`${request.member.number}/joined`, { from: 16, to: 23 })}-03-02`;
  const rows = [
    ["지역가입자", "국민건강보험공단", "2015-01-01", employer ? joined : ""],
    ...(employer ? [["직장가입자", employer, joined, ""]] : []),
  ];
  return {
    fields: subjectFields(request),
    tables: [{
      key: "resEligibilityList",
      title: "자격 취득 및 상실 내역",
      columns: [
        { key: "resJoinType", label: "가입자 구분" },
        { key: "resCompanyNm", label: "사업장 명칭", weight: 1.6 },
        { key: "resAcquisitionDate", label: "자격취득일" },
        { key: "resLossDate", label: "자격상실일" },
      ],
      rows,
    }],
    statement: "위와 같이 건강보험 자격의 취득과 상실을 확인합니다.",
  };
}

/** 건강보험료·국민연금 보험료 납부확인서. */
export function premiumsSheet(request: SheetRequest): Sheet {
  const rows = request.units.map((unit) => {
    const premium = wonOf(`${request.member.number}/${request.product.code}/${unit.key}`, {
      from: 96_000,
      to: 2_300_000,
    });
    const care = request.product.agency === "nhis" ? Math.floor(premium * 0.1295 / 10) * 10 : 0;
    return [unit.label, formatWon(premium), formatWon(care), formatWon(premium + care), "완납"];
  });
  return {
    fields: subjectFields(request),
    tables: [{
      key: "resPremiumList",
      title: "월별 보험료 납부 내역 (단위: 원)",
      columns: [
        { key: "resYearMonth", label: "고지월" },
        { key: "resPremium", label: "보험료", isAmount: true },
        { key: "resCarePremium", label: "장기요양", isAmount: true },
        { key: "resTotalAmt", label: "계", isAmount: true },
        { key: "resState", label: "상태", weight: 0.6 },
      ],
      rows,
    }],
    statement: "위와 같이 보험료를 납부하였음을 확인합니다.",
  };
}

/** 4대보험 사업장 가입자명부. */
export function membersSheet(request: SheetRequest): Sheet {
  const employees = request.member.kind === "person" ? [] : request.member.employees;
  const rows = employees.map((name, index) => [
    String(index + 1),
    name,
    `20${figureOf(`${request.member.number}/${name}`, { from: 18, to: 24 })}-03-02`,
    "가입",
    "가입",
    "가입",
    "가입",
  ]);
  return {
    fields: [
      ...subjectFields(request),
      field("resWorkplaceNo", "사업장 관리번호", request.inputs.workplaceNo ?? ""),
      field("resMemberCount", "가입자 수", String(rows.length)),
    ],
    tables: [{
      key: "resMemberList",
      title: "가입자 명부",
      columns: [
        { key: "resNo", label: "번호", weight: 0.5 },
        { key: "resUserNm", label: "성명", weight: 1.2 },
        { key: "resAcquisitionDate", label: "취득일", weight: 1.3 },
        { key: "resPension", label: "연금" },
        { key: "resHealth", label: "건강" },
        { key: "resEmployment", label: "고용" },
        { key: "resIndustrial", label: "산재" },
      ],
      rows,
    }],
    statement: "위와 같이 4대 사회보험에 가입되어 있음을 확인합니다.",
  };
}

/** 국민연금 가입자 가입증명서. */
export function pensionHistorySheet(request: SheetRequest): Sheet {
  return workHistory(
    request,
    "resJoinHistoryList",
    "국민연금 가입 이력",
    "국민연금 가입을 증명합니다.",
  );
}

/** 고용보험 피보험자격 이력내역서. */
export function employmentHistorySheet(request: SheetRequest): Sheet {
  return workHistory(
    request,
    "resEmploymentList",
    "피보험자격 이력",
    "위와 같이 고용보험 피보험자격 이력이 있음을 확인합니다.",
  );
}

function workHistory(request: SheetRequest, key: string, title: string, statement: string): Sheet {
  const employer = employerOf(request);
  return {
    fields: subjectFields(request),
    tables: [{
      key,
      title,
      columns: [
        { key: "resCompanyNm", label: "사업장", weight: 1.6 },
        { key: "resAcquisitionDate", label: "취득일" },
        { key: "resLossDate", label: "상실일" },
      ],
      rows: [
        ["한빛문구", "2016-03-02", "2018-02-28"],
        ...(employer ? [[employer, "2018-04-02", ""]] : []),
      ],
    }],
    statement,
  };
}

function employerOf(request: SheetRequest): string | undefined {
  return request.member.kind === "person" ? request.member.employer : request.member.name;
}
