import { debitPaths } from "./context.ts";

/** Addresses beside those of the menu: what is done to a customer, and an upload. */
export const customerPaths = {
  edit: (id: string) => `${debitPaths.customer(id)}/edit`,
  reopening: (id: string) => `${debitPaths.customer(id)}/reopening`,
  instructions: (id: string) => `${debitPaths.customer(id)}/instructions`,
  instructionState: (id: string) => `${debitPaths.instruction(id)}/state`,
  evidenceOpen: (instructionId: string) => `${debitPaths.evidence(instructionId)}/opening`,
  importErrors: (id: string, format: "xlsx" | "csv") => `${debitPaths.import(id)}/errors.${format}`,
  importApply: (id: string) => `${debitPaths.import(id)}/application`,
  importCancel: (id: string) => `${debitPaths.import(id)}/cancellation`,
  discountConfirm: `${debitPaths.discounts}/confirmation`,
  contractItems: (contractId: string) => `${debitPaths.settings}/contracts/${contractId}/items`,
  contractItemRemoval: (contractId: string) =>
    `${debitPaths.settings}/contracts/${contractId}/items/removal`,
  itemRequests: `${debitPaths.settings}/item-requests`,
  settlementAccount: `${debitPaths.settings}/settlement-account`,
} as const;
