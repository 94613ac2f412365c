import { formatWon, wonOf, yearSalesOf } from "../../cast/figures.ts";
import type { PeriodUnit } from "../period.ts";
import { type Sheet, type SheetRequest, type SheetTable } from "../sheet.ts";
import { subjectFields } from "./subject_fields.ts";
import { salesOf } from "./tax_proofs.ts";

/** 부가가치세 신고서. */
export function vatReturnSheet(request: SheetRequest): Sheet {
  return returnSheet(request, (unit) => {
    const sales = salesOf(request, unit);
    const purchases = Math.floor(sales * 0.66 / 10) * 10;
    const output = Math.floor(sales / 100) * 10;
    const input = Math.floor(purchases / 100) * 10;
    return [
      ["(1) 과세 세금계산서 발급분", Math.floor(sales * 0.8 / 10) * 10],
      ["(3) 신용카드·현금영수증 발행분", sales - Math.floor(sales * 0.8 / 10) * 10],
      ["(9) 과세표준 합계", sales],
      ["(가) 매출세액", output],
      ["(10) 세금계산서 수취분 (일반매입)", purchases],
      ["(나) 매입세액", input],
      ["(라) 차가감하여 납부할 세액", output - input],
    ];
  });
}

/** 법인세 과세표준 및 세액신고서, 법인지방소득세 신고서. */
export function corporateReturnSheet(request: SheetRequest): Sheet {
  const isLocal = request.product.agency === "wetax";
  return returnSheet(request, (unit) => {
    const sales = yearSalesOf(request.member.number, unit.year);
    const income = Math.floor(sales * 0.074 / 10) * 10;
    const national = corporateTaxOn(income);
    const tax = isLocal ? Math.floor(national * 0.1 / 10) * 10 : national;
    const prepaid = Math.floor(tax * 0.4 / 10) * 10;
    return [
      ["수입금액", sales],
      ["결산서상 당기순이익", Math.floor(income * 0.93 / 10) * 10],
      ["각 사업연도 소득금액", income],
      ["과세표준", income],
      ["산출세액", tax],
      ["기납부세액", prepaid],
      ["차감 납부할 세액", tax - prepaid],
    ];
  });
}

/** 종합소득세 확정신고서. */
export function incomeReturnSheet(request: SheetRequest): Sheet {
  return returnSheet(request, (unit) => {
    const income = wonOf(`${request.member.number}/income/${unit.key}`, {
      from: 24_000_000,
      to: 148_000_000,
    });
    const base = Math.floor(income * 0.78 / 10) * 10;
    const tax = Math.max(0, Math.floor((base * 0.15 - 1_260_000) / 10) * 10);
    return [
      ["종합소득금액", income],
      ["소득공제", income - base],
      ["과세표준", base],
      ["산출세액", tax],
      ["세액공제", Math.floor(tax * 0.08 / 10) * 10],
      ["납부할 총세액", tax - Math.floor(tax * 0.08 / 10) * 10],
    ];
  });
}

/** 원천징수이행상황신고서. */
export function withholdingSheet(request: SheetRequest): Sheet {
  const people = request.member.kind === "person" ? 0 : request.member.employees.length;
  return returnSheet(request, (unit) => {
    const pay = people * wonOf(`${request.member.number}/pay/${unit.key}`, {
      from: 2_900_000,
      to: 4_100_000,
    });
    return [
      ["A01 간이세액 인원", people],
      ["A01 간이세액 총지급액", pay],
      ["A01 징수세액", Math.floor(pay * 0.032 / 10) * 10],
      ["A99 총합계 납부세액", Math.floor(pay * 0.032 / 10) * 10],
    ];
  });
}

/** 공제감면세액 합계표(갑). */
export function taxCreditSheet(request: SheetRequest): Sheet {
  return returnSheet(request, (unit) => {
    const small = wonOf(`${request.member.number}/credit/${unit.key}`, {
      from: 1_000_000,
      to: 28_000_000,
    });
    const jobs = Math.floor(small * 0.35 / 10) * 10;
    return [
      ["중소기업에 대한 특별세액감면", small],
      ["통합고용세액공제", jobs],
      ["공제감면세액 합계", small + jobs],
    ];
  });
}

type Lines = readonly (readonly [string, number])[];

function returnSheet(request: SheetRequest, linesOf: (unit: PeriodUnit) => Lines): Sheet {
  return {
    fields: subjectFields(request),
    tables: request.units.map((unit) => returnTable(unit, linesOf(unit))),
    statement: "국세청(지방자치단체)에 전자신고된 내용과 같음을 확인합니다.",
  };
}

function returnTable(unit: PeriodUnit, lines: Lines): SheetTable {
  return {
    key: `resReportList${unit.key.replaceAll("-", "")}`,
    title: `${unit.label} 신고 내용 (단위: 원)`,
    columns: [
      { key: "resItem", label: "항목", weight: 2 },
      { key: "resAmount", label: "금액", isAmount: true },
    ],
    rows: lines.map(([name, amount]) => [name, formatWon(amount)]),
  };
}

/** 9 % to 200 million won, 19 % above (법인세법 제55조). */
function corporateTaxOn(base: number): number {
  const tax = base <= 200_000_000 ? base * 0.09 : 18_000_000 + (base - 200_000_000) * 0.19;
  return Math.floor(tax / 10) * 10;
}
