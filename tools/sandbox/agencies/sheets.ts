import {
  eligibilitySheet,
  employmentHistorySheet,
  membersSheet,
  pensionHistorySheet,
  premiumsSheet,
} from "./data/insurances.ts";
import { assessmentsSheet, cardSalesSheet, invoicesSheet, receiptsSheet } from "./data/lists.ts";
import {
  buildingSheet,
  closureSheet,
  corporateRegisterSheet,
  factSheet,
  registrationSheet,
  smallBusinessSheet,
} from "./data/registrations.ts";
import { addressHistorySheet, residentsSheet } from "./data/residents.ts";
import {
  corporateReturnSheet,
  incomeReturnSheet,
  taxCreditSheet,
  vatReturnSheet,
  withholdingSheet,
} from "./data/returns.ts";
import { balanceSheet, financialsSheet, incomeStatementSheet } from "./data/statements.ts";
import {
  clearanceSheet,
  exemptIncomeSheet,
  incomeSheet,
  paymentsSheet,
  vatBaseSheet,
  wageSheet,
} from "./data/tax_proofs.ts";
import type { DataShape } from "./product.ts";
import type { Sheet, SheetMaker, SheetRequest } from "./sheet.ts";

/**
 * Makes the content of a document.
 * @throws {NothingFiledError} when the member has nothing of the kind.
 */
export function makeSheet(request: SheetRequest): Sheet {
  return makers[request.product.shape](request);
}

const makers: Readonly<Record<DataShape, SheetMaker>> = {
  "registration": registrationSheet,
  "vat-base": vatBaseSheet,
  "exempt-income": exemptIncomeSheet,
  "financials": financialsSheet,
  "balance-sheet": balanceSheet,
  "income-statement": incomeStatementSheet,
  "clearance": clearanceSheet,
  "payments": paymentsSheet,
  "income": incomeSheet,
  "wage": wageSheet,
  "vat-return": vatReturnSheet,
  "corporate-return": corporateReturnSheet,
  "income-return": incomeReturnSheet,
  "withholding": withholdingSheet,
  "invoices": invoicesSheet,
  "receipts": receiptsSheet,
  "card-sales": cardSalesSheet,
  "closure": closureSheet,
  "fact": factSheet,
  "tax-credit": taxCreditSheet,
  "assessments": assessmentsSheet,
  "eligibility": eligibilitySheet,
  "premiums": premiumsSheet,
  "members": membersSheet,
  "pension-history": pensionHistorySheet,
  "employment-history": employmentHistorySheet,
  "residents": residentsSheet,
  "address-history": addressHistorySheet,
  "corporate-register": corporateRegisterSheet,
  "sme": smallBusinessSheet,
  "building": buildingSheet,
};
