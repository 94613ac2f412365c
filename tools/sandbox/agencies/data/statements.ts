import { formatWon, wonOf, yearSalesOf } from "../../cast/figures.ts";
import type { PeriodUnit } from "../period.ts";
import { type Sheet, type SheetRequest, type SheetTable } from "../sheet.ts";
import { subjectFields } from "./subject_fields.ts";

/** 표준재무제표증명: both statements of each year. */
export function financialsSheet(request: SheetRequest): Sheet {
  return {
    fields: subjectFields(request),
    tables: request.units.flatMap((unit) => [
      balanceTable(request, unit, `resBalanceSheetList${unit.year}`),
      incomeTable(request, unit, `resIncomeStatementList${unit.year}`),
    ]),
    statement: "위와 같이 표준재무제표를 제출하였음을 증명합니다.",
  };
}

/** 법인세 신고 표준대차대조표. */
export function balanceSheet(request: SheetRequest): Sheet {
  return {
    fields: subjectFields(request),
    tables: request.units.map((unit) =>
      balanceTable(request, unit, `resBalanceSheetList${unit.year}`)
    ),
    statement: "법인세 신고 시 제출한 표준대차대조표입니다.",
  };
}

/** 법인세 신고 표준손익계산서. */
export function incomeStatementSheet(request: SheetRequest): Sheet {
  return {
    fields: subjectFields(request),
    tables: request.units.map((unit) =>
      incomeTable(request, unit, `resIncomeStatementList${unit.year}`)
    ),
    statement: "법인세 신고 시 제출한 표준손익계산서입니다.",
  };
}

const columns = [
  { key: "resCode", label: "코드", weight: 0.5 },
  { key: "resAccountNm", label: "계정과목", weight: 2 },
  { key: "resAmount", label: "금액", isAmount: true, weight: 1.3 },
];

/** Assets equal liabilities and equity, to the won. */
function balanceTable(request: SheetRequest, unit: PeriodUnit, key: string): SheetTable {
  const sales = yearSalesOf(request.member.number, unit.year);
  const share = (name: string, from: number, to: number) =>
    Math.floor(
      sales *
        wonOf(`${request.member.number}/${unit.key}/${name}`, { from: from * 10, to: to * 10 }) /
        1000 / 10,
    ) * 10;
  const cash = share("cash", 4, 15);
  const receivable = share("receivable", 8, 22);
  const stock = share("stock", 3, 18);
  const tangible = share("tangible", 12, 45);
  const intangible = share("intangible", 1, 5);
  const assets = cash + receivable + stock + tangible + intangible;
  const payable = Math.floor(assets * 0.17 / 10) * 10;
  const loans = Math.floor(assets * 0.24 / 10) * 10;
  const severance = Math.floor(assets * 0.05 / 10) * 10;
  const capital = Math.floor(assets * 0.2 / 10) * 10;
  const liabilities = payable + loans + severance;
  return {
    key,
    title: `표준대차대조표 (${unit.to} 현재, 단위: 원)`,
    columns,
    rows: rowsOf([
      ["01", "Ⅰ. 유동자산", cash + receivable + stock],
      ["02", "  현금 및 현금성자산", cash],
      ["09", "  매출채권", receivable],
      ["26", "  재고자산", stock],
      ["42", "Ⅱ. 비유동자산", tangible + intangible],
      ["61", "  유형자산", tangible],
      ["89", "  무형자산", intangible],
      ["109", "자산총계", assets],
      ["110", "Ⅰ. 유동부채", payable],
      ["112", "  매입채무", payable],
      ["145", "Ⅱ. 비유동부채", loans + severance],
      ["147", "  장기차입금", loans],
      ["161", "  퇴직급여충당부채", severance],
      ["180", "부채총계", liabilities],
      ["181", "Ⅰ. 자본금", capital],
      ["220", "Ⅱ. 이익잉여금", assets - liabilities - capital],
      ["334", "자본총계", assets - liabilities],
      ["335", "부채와 자본총계", assets],
    ]),
  };
}

function incomeTable(request: SheetRequest, unit: PeriodUnit, key: string): SheetTable {
  const sales = yearSalesOf(request.member.number, unit.year);
  const cost = Math.floor(sales * 0.71 / 10) * 10;
  const wages = Math.floor(sales * 0.11 / 10) * 10;
  const rent = Math.floor(sales * 0.03 / 10) * 10;
  const other = wonOf(`${request.member.number}/${unit.key}/other`, {
    from: 8_000_000,
    to: 60_000_000,
  });
  const interest = Math.floor(sales * 0.012 / 10) * 10;
  const operating = sales - cost - wages - rent - other;
  const before = operating - interest;
  const tax = Math.max(0, Math.floor(before * 0.11 / 10) * 10);
  return {
    key,
    title: `표준손익계산서 (${unit.from} ~ ${unit.to}, 단위: 원)`,
    columns,
    rows: rowsOf([
      ["01", "Ⅰ. 매출액", sales],
      ["35", "Ⅱ. 매출원가", cost],
      ["66", "Ⅲ. 매출총이익", sales - cost],
      ["67", "Ⅳ. 판매비와 관리비", wages + rent + other],
      ["68", "  급여", wages],
      ["76", "  임차료", rent],
      ["128", "  그 밖의 판매비와 관리비", other],
      ["129", "Ⅴ. 영업이익", operating],
      ["179", "Ⅵ. 이자비용", interest],
      ["217", "Ⅶ. 법인세비용차감전 순이익", before],
      ["218", "Ⅷ. 법인세비용", tax],
      ["219", "Ⅸ. 당기순이익", before - tax],
    ]),
  };
}

function rowsOf(lines: readonly (readonly [string, string, number])[]): string[][] {
  return lines.map(([code, name, amount]) => [code, name, formatWon(amount)]);
}
