import type { SealContext } from "@maru/kernel";

/** Where each sealed value stands: a value moved to another row does not open. */
export const bundlePlace = (row: string): SealContext => place("bundle", "sealed", row);
export const inputsPlace = (row: string): SealContext => place("item", "inputs_sealed", row);
export const twoWayPlace = (row: string): SealContext => place("item", "two_way_sealed", row);
export const phonePlace = (row: string): SealContext => place("submission", "phone_sealed", row);
export const pdfPlace = (row: string): SealContext => place("document", "pdf_sealed", row);
export const dataPlace = (row: string): SealContext => place("document", "data_sealed", row);
export const secretPlace = (row: string): SealContext => place("webhook", "secret_sealed", row);

function place(table: string, column: string, row: string): SealContext {
  return { table: `submission.${table}`, column, row };
}
