import { figureOf, formatWon, wonOf } from "../../cast/figures.ts";
import { completeBusinessNumber, formatBusinessNumber } from "../../cast/numbers.ts";
import { field, type Sheet, type SheetColumn, type SheetRequest } from "../sheet.ts";
import { subjectFields } from "./subject_fields.ts";

const partners = [
  "가온유통",
  "누리테크",
  "다솜상회",
  "라임솔루션",
  "미르전자",
  "벼리물산",
  "소담푸드",
];

/** 전자세금계산서 목록. */
export function invoicesSheet(request: SheetRequest): Sheet {
  const isPurchase = request.inputs.inquiryType === "02";
  return listSheet(request, {
    key: "resInvoiceList",
    title: isPurchase ? "매입 전자세금계산서" : "매출 전자세금계산서",
    perMonth: 9,
    columns: [
      { key: "resReportingDate", label: "작성일자" },
      { key: "resCompanyNm", label: "거래처" },
      { key: "resCompanyIdentityNo", label: "거래처 번호" },
      { key: "resSupplyValue", label: "공급가액", isAmount: true },
      { key: "resTaxAmt", label: "세액", isAmount: true },
    ],
    row: (key, day) => {
      const supply = wonOf(`${key}/supply`, { from: 210_000, to: 18_400_000 });
      const stem = `99${String(figureOf(`${key}/partner`, { from: 1_000_000, to: 9_999_999 }))}`;
      return [
        day,
        partnerOf(key),
        formatBusinessNumber(completeBusinessNumber(stem)),
        formatWon(supply),
        formatWon(Math.floor(supply / 100) * 10),
      ];
    },
  });
}

/** 현금영수증 매출·매입 내역. */
export function receiptsSheet(request: SheetRequest): Sheet {
  return listSheet(request, {
    key: "resReceiptList",
    title: request.product.name,
    perMonth: 14,
    columns: [
      { key: "resUsedDate", label: "거래일자" },
      { key: "resMemberStoreName", label: "가맹점(거래처)" },
      { key: "resApprovalNo", label: "승인번호" },
      { key: "resTotalAmount", label: "금액", isAmount: true },
    ],
    row: (key, day) => [
      day,
      partnerOf(key),
      `G${figureOf(`${key}/approval`, { from: 10_000_000, to: 99_999_999 })}`,
      formatWon(wonOf(`${key}/amount`, { from: 8_000, to: 420_000 })),
    ],
  });
}

/** 신용카드 매출자료: one row a month. */
export function cardSalesSheet(request: SheetRequest): Sheet {
  const rows = request.units.map((unit) => {
    const key = `${request.member.number}/card/${unit.key}`;
    const count = figureOf(`${key}/count`, { from: 40, to: 900 });
    return [
      unit.key,
      String(count),
      formatWon(count * wonOf(`${key}/mean`, { from: 12_000, to: 90_000 })),
    ];
  });
  return {
    fields: subjectFields(request),
    tables: [{
      key: "resCardSalesList",
      title: "월별 신용카드 매출",
      columns: [
        { key: "resYearMonth", label: "거래월" },
        { key: "resCount", label: "건수", isAmount: true },
        { key: "resTotalAmount", label: "매출액", isAmount: true },
      ],
      rows,
    }],
    statement: "조회 시점의 자료이며 이후 변동될 수 있습니다.",
  };
}

/** 지방세 세목별 과세증명서. */
export function assessmentsSheet(request: SheetRequest): Sheet {
  const area = `${request.inputs.addrSido ?? ""} ${request.inputs.addrSiGunGu ?? ""}`;
  const rows = request.units.flatMap((unit) =>
    ["재산세(건축물)", "재산세(토지)", "자동차세"].map((item) => [
      unit.label,
      item,
      formatWon(
        wonOf(`${request.member.number}/${item}/${unit.key}`, { from: 60_000, to: 2_400_000 }),
      ),
    ])
  );
  return {
    fields: [...subjectFields(request), field("resArea", "과세 관청", area)],
    tables: [{
      key: "resAssessmentList",
      title: "세목별 과세 내역 (단위: 원)",
      columns: [
        { key: "resYear", label: "과세연도" },
        { key: "resTaxItem", label: "세목", weight: 1.5 },
        { key: "resTaxAmt", label: "과세액", isAmount: true },
      ],
      rows,
    }],
    statement: "위와 같이 지방세가 과세되었음을 증명합니다.",
  };
}

interface ListOptions {
  readonly key: string;
  readonly title: string;
  readonly perMonth: number;
  readonly columns: readonly SheetColumn[];
  /** One row of the day yyyy-MM-dd; figures come from the key. */
  readonly row: (key: string, day: string) => string[];
}

function listSheet(request: SheetRequest, options: ListOptions): Sheet {
  const unit = request.units[0]!;
  const rows: string[][] = [];
  const day = new Date(`${unit.from}T00:00:00Z`);
  const stepDays = Math.max(1, Math.round(30 / options.perMonth));
  while (day.toISOString().slice(0, 10) <= unit.to) {
    const date = day.toISOString().slice(0, 10);
    rows.push(options.row(`${request.member.number}/${request.product.code}/${date}`, date));
    day.setUTCDate(day.getUTCDate() + stepDays);
  }
  return {
    fields: [...subjectFields(request), field("resPeriod", "조회 기간", unit.label)],
    tables: [{
      key: options.key,
      title: options.title,
      columns: options.columns,
      rows,
    }],
    statement: "조회 시점의 자료이며 이후 변동될 수 있습니다.",
  };
}

function partnerOf(key: string): string {
  return partners[figureOf(`${key}/name`, { from: 0, to: partners.length - 1 })]!;
}
