import { figureOf, formatWon, wonOf, yearSalesOf } from "../../cast/figures.ts";
import type { PeriodUnit } from "../period.ts";
import { NothingFiledError } from "../period.ts";
import { field, type Sheet, type SheetRequest } from "../sheet.ts";
import { subjectFields } from "./subject_fields.ts";

/** 부가가치세 과세표준증명. Nothing is filed where all sales are exempt. */
export function vatBaseSheet(request: SheetRequest): Sheet {
  if (isExempt(request)) throw new NothingFiledError();
  const rows = request.units.map((unit) => {
    const sales = salesOf(request, unit);
    const zeroRated = Math.floor(sales * 0.04 / 10) * 10;
    return {
      sales,
      cells: [
        unit.label,
        unit.from,
        unit.to,
        formatWon(sales),
        formatWon(sales - zeroRated),
        formatWon(zeroRated),
        formatWon(Math.floor(sales * 0.1 * 0.34 / 10) * 10),
      ],
    };
  });
  const total = rows.reduce((sum, row) => sum + row.sales, 0);
  return {
    fields: [
      ...subjectFields(request),
      field("resIncomeTotalAmt", "과세표준 합계", formatWon(total)),
    ],
    tables: [{
      key: "resTaxStandardList",
      title: "과세기간별 과세표준 및 납부세액 (단위: 원)",
      columns: [
        { key: "resTaxationPeriod", label: "과세기간", weight: 1.3 },
        { key: "resStartDate", label: "시작일", weight: 1.2 },
        { key: "resEndDate", label: "종료일", weight: 1.2 },
        { key: "resTaxStandardAmt", label: "계", isAmount: true, weight: 1.5 },
        { key: "resTaxAmt", label: "과세분", isAmount: true, weight: 1.5 },
        { key: "resZeroRateAmt", label: "영세율", isAmount: true, weight: 1.3 },
        { key: "resPaymentTaxAmt", label: "납부세액", isAmount: true, weight: 1.3 },
      ],
      rows: rows.map((row) => row.cells),
    }],
    statement: "위와 같이 부가가치세 과세표준을 신고하였음을 증명합니다.",
  };
}

/** 부가가치세 면세사업자 수입금액증명. Nothing is filed where sales are taxed. */
export function exemptIncomeSheet(request: SheetRequest): Sheet {
  if (!isExempt(request)) throw new NothingFiledError();
  const rows = request.units.map((unit) => [unit.label, formatWon(salesOf(request, unit))]);
  return {
    fields: [
      ...subjectFields(request),
      field("resEarningsAmt", "수입금액", rows.at(-1)?.[1] ?? ""),
    ],
    tables: [{
      key: "resEarningsList",
      title: "연도별 수입금액 (단위: 원)",
      columns: [
        { key: "resYear", label: "귀속연도" },
        { key: "resEarningsAmt", label: "수입금액", isAmount: true },
      ],
      rows,
    }],
    statement: "위와 같이 면세 수입금액을 신고하였음을 증명합니다.",
  };
}

/** 납세증명서, 지방세 납세증명서, 완납증명서. Valid for thirty days. */
export function clearanceSheet(request: SheetRequest): Sheet {
  const validUntil = new Date(`${request.today}T00:00:00Z`);
  validUntil.setUTCDate(validUntil.getUTCDate() + 30);
  const until = validUntil.toISOString().slice(0, 10);
  return {
    fields: [
      ...subjectFields(request),
      field("resProofPurpose", "증명서의 사용 목적", purposeOf(request)),
      field("resValidPeriod", "유효기간", until),
      field("resArrears", "체납 여부", "체납 없음"),
    ],
    tables: [{
      key: "resArrearsList",
      title: "징수유예 또는 체납처분 유예의 내역",
      columns: [
        { key: "resTaxItem", label: "세목" },
        { key: "resDueDate", label: "납부기한" },
        { key: "resAmount", label: "금액", isAmount: true },
      ],
      rows: [["해당 없음", "", "0"]],
    }],
    statement: "발급일 현재 위의 유예액을 제외하고는 다른 체납액이 없음을 증명합니다.",
  };
}

/** 납부내역증명, 지방세 부과·납부내역. */
export function paymentsSheet(request: SheetRequest): Sheet {
  const [unit] = request.units;
  const items = request.product.agency === "wetax"
    ? ["재산세", "주민세(사업소분)", "자동차세", "지방소득세"]
    : ["부가가치세", "원천징수 근로소득세", "종합소득세·법인세"];
  const rows = monthsBetween(unit!).map((month, index) => [
    items[index % items.length]!,
    `${month}-25`,
    formatWon(
      wonOf(`${request.member.number}/${request.product.code}/${month}`, {
        from: 120_000,
        to: 9_800_000,
      }),
    ),
    "납부",
  ]);
  return {
    fields: [...subjectFields(request), field("resPeriod", "조회 기간", unit!.label)],
    tables: [{
      key: "resPaymentList",
      title: "납부 내역 (단위: 원)",
      columns: [
        { key: "resTaxItem", label: "세목", weight: 1.6 },
        { key: "resPaymentDate", label: "납부일" },
        { key: "resPaymentAmt", label: "납부세액", isAmount: true },
        { key: "resState", label: "상태", weight: 0.7 },
      ],
      rows,
    }],
    statement: "위와 같이 납부한 사실이 있음을 증명합니다.",
  };
}

/** 소득금액증명. */
export function incomeSheet(request: SheetRequest): Sheet {
  const rows = request.units.map((unit) => {
    const income = wonOf(`${request.member.number}/income/${unit.key}`, {
      from: 24_000_000,
      to: 148_000_000,
    });
    const taxable = Math.floor(income * 0.78 / 10) * 10;
    return [
      unit.label,
      "종합(사업)소득",
      formatWon(income),
      formatWon(taxable),
      formatWon(taxOn(taxable)),
    ];
  });
  return {
    fields: subjectFields(request),
    tables: [{
      key: "resIncomeList",
      title: "귀속연도별 소득금액 (단위: 원)",
      columns: [
        { key: "resAttrYear", label: "귀속연도" },
        { key: "resIncomeType", label: "소득 구분", weight: 1.4 },
        { key: "resIncomeAmt", label: "소득금액", isAmount: true },
        { key: "resTaxStandardAmt", label: "과세표준", isAmount: true },
        { key: "resDecidedTaxAmt", label: "총결정세액", isAmount: true },
      ],
      rows,
    }],
    statement: "위와 같이 소득금액을 신고하였음을 증명합니다.",
  };
}

/** 근로소득 원천징수영수증. Nothing is there for a person without an employer. */
export function wageSheet(request: SheetRequest): Sheet {
  const employer = request.member.kind === "person" ? request.member.employer : undefined;
  if (employer === undefined) throw new NothingFiledError();
  const rows = request.units.map((unit) => {
    const pay = wonOf(`${request.member.number}/wage/${unit.key}`, {
      from: 31_000_000,
      to: 92_000_000,
    });
    const bonus = Math.floor(pay * 0.12 / 10) * 10;
    return [
      unit.label,
      employer,
      formatWon(pay),
      formatWon(bonus),
      formatWon(pay + bonus),
      formatWon(taxOn(pay)),
    ];
  });
  return {
    fields: [...subjectFields(request), field("resCompanyNm", "징수의무자", employer)],
    tables: [{
      key: "resWageList",
      title: "근무처별 소득명세 (단위: 원)",
      columns: [
        { key: "resAttrYear", label: "귀속연도" },
        { key: "resWorkplaceNm", label: "근무처", weight: 1.7 },
        { key: "resSalary", label: "급여", isAmount: true, weight: 1.2 },
        { key: "resBonus", label: "상여", isAmount: true },
        { key: "resTotal", label: "계", isAmount: true, weight: 1.2 },
        { key: "resDecidedTaxAmt", label: "결정세액", isAmount: true },
      ],
      rows,
    }],
    statement: "위의 원천징수액(근로소득)을 정히 영수(지급)합니다.",
  };
}

/** Sales of one unit: a half is a share of its year. */
export function salesOf(request: SheetRequest, unit: PeriodUnit): number {
  const year = yearSalesOf(request.member.number, unit.year);
  if (!unit.key.includes("-H")) return year;
  const percent = figureOf(`${request.member.number}/${unit.year}/first`, { from: 44, to: 55 });
  const first = Math.floor(year * percent / 1000) * 10;
  return unit.key.endsWith("H1") ? first : year - first;
}

function isExempt(request: SheetRequest): boolean {
  return request.member.kind === "proprietor" && request.member.taxation === "exempt";
}

function purposeOf(request: SheetRequest): string {
  return request.inputs.proofType === "B0006" ? "대금 수령" : "그 밖의 목적";
}

function taxOn(amount: number): number {
  return Math.max(0, Math.floor((amount * 0.15 - 1_260_000) / 10) * 10);
}

function monthsBetween(unit: PeriodUnit): string[] {
  const months: string[] = [];
  const day = new Date(`${unit.from.slice(0, 7)}-01T00:00:00Z`);
  while (day.toISOString().slice(0, 10) <= unit.to && months.length < 60) {
    months.push(day.toISOString().slice(0, 7));
    day.setUTCMonth(day.getUTCMonth() + 1);
  }
  return months;
}
