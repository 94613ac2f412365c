import type { CustomerRow } from "@maru/debit";
import type { SheetColumn, SheetValue } from "@maru/spreadsheet";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import type { PaginationProps } from "../ui/pagination.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { CustomerListPage } from "./customer_list_page.ts";
import {
  asCustomerQuery,
  type CustomerFilter,
  customerHref,
  readCustomerFilter,
} from "./customer_query.ts";
import { sheetResponse } from "./customer_sheet.ts";
import { instructionStateText, KIND_WORDS, monthText } from "./customer_words.ts";

const PAGE_ROWS = 20;

/** 고객관리: the list, and the same as a file. */
export function customerListRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { customers, merchants } = context.debit;
  routes.get(debitPaths.customers, async (c) => {
    const user = await requireMerchant(context, c);
    const filter = readCustomerFilter(c);
    const after = c.req.query("after");
    const found = await customers.list(user.merchantId, {
      ...asCustomerQuery(filter),
      limit: PAGE_ROWS,
      ...(after ? { after } : {}),
    });
    const props = {
      view: c.var.view,
      rows: found.rows,
      filter,
      contracts: await merchants.contracts(user.merchantId),
      grades: await customers.grades(user.merchantId),
      banks: await merchants.banks(),
      pagination: paginationOf(c, { path: debitPaths.customers, filter, found }),
      canEdit: user.rights.includes("debit.customers"),
    };
    return page(c, CustomerListPage(props));
  });
  for (const format of ["xlsx", "csv"] as const) {
    routes.get(debitPaths.customersExport(format), async (c) => {
      const user = await requireMerchant(context, c);
      const listed = customers.stream(user.merchantId, asCustomerQuery(readCustomerFilter(c)));
      return await sheetResponse(c, {
        name: "고객",
        format,
        columns: COLUMNS,
        rows: sheetRows(listed),
      });
    });
  }
}

/** Links to the pages beside this one. `offset` only counts; where a page begins, `after` says. */
export function paginationOf(
  c: Context,
  { path, filter, found, more = {} }: {
    readonly path: string;
    readonly filter: CustomerFilter;
    readonly found: {
      readonly rows: readonly unknown[];
      readonly next?: string;
      readonly total: number;
    };
    readonly more?: Readonly<Record<string, string>>;
  },
): PaginationProps {
  const offset = Math.max(0, Number.parseInt(c.req.query("offset") ?? "0", 10) || 0);
  const to = offset + found.rows.length;
  return {
    total: found.total,
    from: found.rows.length === 0 ? 0 : offset + 1,
    to,
    previousHref: offset > 0 ? customerHref(path, filter, more) : undefined,
    nextHref: found.next === undefined
      ? undefined
      : customerHref(path, filter, { ...more, after: found.next, offset: String(to) }),
  };
}

const COLUMNS: readonly SheetColumn[] = [
  { title: "고객번호", kind: "text" },
  { title: "고객명", kind: "text", widthCharacters: 14 },
  { title: "고객구분", kind: "text" },
  { title: "고객등급", kind: "text" },
  { title: "사업자번호/생년월일", kind: "text" },
  { title: "대표자명", kind: "text" },
  { title: "전화번호", kind: "text", widthCharacters: 14 },
  { title: "휴대번호", kind: "text", widthCharacters: 14 },
  { title: "이메일", kind: "text", widthCharacters: 24 },
  { title: "최초가입일", kind: "date", widthCharacters: 12 },
  { title: "지역", kind: "text" },
  { title: "우편번호", kind: "text" },
  { title: "주소", kind: "text", widthCharacters: 36 },
  { title: "집금항목", kind: "text" },
  { title: "납부자번호", kind: "text", widthCharacters: 16 },
  { title: "이체은행", kind: "text", widthCharacters: 12 },
  { title: "계좌번호", kind: "text", widthCharacters: 18 },
  { title: "예금주", kind: "text" },
  { title: "건당출금한도", kind: "won", widthCharacters: 14 },
  { title: "월이체금액", kind: "won", widthCharacters: 14 },
  { title: "할인율(%)", kind: "text" },
  { title: "할인금액", kind: "won", widthCharacters: 14 },
  { title: "이체예정일", kind: "integer" },
  { title: "최초이체년월", kind: "text" },
  { title: "최종이체년월", kind: "text" },
  { title: "상태", kind: "text" },
];

/** A row for each instruction; a customer without one has a row too. Accounts stay masked. */
async function* sheetRows(rows: AsyncIterable<CustomerRow>): AsyncGenerator<SheetValue[]> {
  for await (const row of rows) {
    const customer = customerCells(row);
    if (row.instructions.length === 0) {
      yield [...customer, ...Array<null>(COLUMNS.length - customer.length).fill(null)];
    }
    for (const instruction of row.instructions) {
      yield [...customer, ...instructionCells(instruction)];
    }
  }
}

function customerCells(row: CustomerRow): SheetValue[] {
  return [
    row.number,
    row.name,
    KIND_WORDS[row.kind],
    row.grade,
    row.identityMasked,
    row.representative,
    row.phone,
    row.mobile,
    row.email,
    row.joinedOn ?? null,
    row.region,
    row.postcode,
    `${row.address} ${row.addressDetail}`.trim(),
  ];
}

function instructionCells(each: CustomerRow["instructions"][number]): SheetValue[] {
  return [
    each.itemName,
    each.payerNumber,
    each.bankName,
    each.accountMasked,
    each.holder,
    each.limitWon,
    each.monthlyWon,
    String(each.discountRate / 100),
    each.discountWon,
    each.dueDay,
    monthText(each.firstMonth),
    each.lastMonth === undefined ? "" : monthText(each.lastMonth),
    instructionStateText(each),
  ];
}
