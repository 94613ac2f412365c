import type { InvoiceParty, TaxInvoice } from "@maru/debit";
import { type Html, html, type Markup } from "../html.ts";
import { formatBusinessNumber } from "../ui/business_number.ts";
import { groupDigits } from "../ui/money.ts";
import { dateCell, monthWords } from "./date_words.ts";

/** 세금계산서, as a form to be printed: supplier, buyer, lines and sums. */
export function InvoiceSheet({ invoice }: { readonly invoice: TaxInvoice }): Markup {
  return html`
    <section class="invoice-sheet card" aria-label="세금계산서">
      <div class="invoice-head">
        <h2>세금계산서</h2>
        <p>
          <span>번호 ${invoice.number}</span> <span>작성일 ${dateCell(invoice.issuedOn)}</span>
        </p>
      </div>
      <div class="invoice-parties">
        ${Party("공급자", invoice.supplier)} ${Party("공급받는 자", invoice.buyer)}
      </div>
      ${Lines(invoice)}
      <p class="quiet">${monthWords(invoice.month)}에 정산한 수수료입니다.</p>
    </section>
  `;
}

function Party(title: string, party: InvoiceParty): Html {
  return html`
    <table class="invoice-party">
      <caption>${title}</caption>
      <tbody>
        ${[
          ["등록번호", formatBusinessNumber(party.businessNumber)],
          ["상호", party.name],
          ["대표자", party.representative],
          ["주소", party.address],
          ["업태", party.businessType],
          ["종목", party.businessItem],
          ["이메일", party.email],
        ].map(([term, value]) =>
          html`
            <tr>
              <th scope="row">${term}</th>
              <td>${value || "-"}</td>
            </tr>
          `
        )}
      </tbody>
    </table>
  `;
}

function Lines(invoice: TaxInvoice): Html {
  return html`
    <div class="table-scroll" role="region" tabindex="0" aria-label="품목">
      <table class="table invoice-lines">
        <caption class="visually-hidden">품목</caption>
        <thead>
          <tr>
            <th scope="col">품목</th>
            <th scope="col" class="cell-right cell-wide-only">수량</th>
            <th scope="col" class="cell-right cell-wide-only">단가</th>
            <th scope="col" class="cell-right">공급가액</th>
            <th scope="col" class="cell-right">세액</th>
          </tr>
        </thead>
        <tbody>
          ${invoice.lines.map((line) =>
            html`
              <tr>
                <th scope="row">
                  ${line.name}
                  <span class="cell-text cell-narrow-only">
                    ${groupDigits(line.count)}건 × ${groupDigits(line.unitWon)}원
                  </span>
                </th>
                <td class="cell-right cell-wide-only">${groupDigits(line.count)}</td>
                <td class="cell-right cell-wide-only">${groupDigits(line.unitWon)}</td>
                <td class="cell-right">${groupDigits(line.supplyWon)}</td>
                <td class="cell-right">${groupDigits(line.vatWon)}</td>
              </tr>
            `
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">합계 ${groupDigits(invoice.totalWon)}원</th>
            <td class="cell-wide-only"></td>
            <td class="cell-wide-only"></td>
            <td class="cell-right">${groupDigits(invoice.supplyWon)}</td>
            <td class="cell-right">${groupDigits(invoice.vatWon)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  `;
}
