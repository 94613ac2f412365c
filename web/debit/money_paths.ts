import type { SheetFormat } from "./collection_paths.ts";
import { debitPaths } from "./context.ts";

/** Addresses of money's pages beyond those in the menu. */
export const settlementExport = (id: string, format: SheetFormat) =>
  `${debitPaths.settlement(id)}/debits.${format}`;
export const invoiceAnswer = (id: string) => `${debitPaths.invoice(id)}/answers`;
export const aggregateExport = (name: string, format: SheetFormat) =>
  `${debitPaths.aggregate(name)}/lines.${format}`;
export const aggregateRows = (name: string) => `${debitPaths.aggregate(name)}/rows`;
export const aggregateRowsExport = (name: string, format: SheetFormat) =>
  `${debitPaths.aggregate(name)}/rows.${format}`;
export const cashCharge = (id: string) => `${debitPaths.cash}/${id}`;
export const cashReceipts = `${debitPaths.cash}/receipts`;
export const cashReversal = (id: string) => `${debitPaths.cash}/receipts/${id}/reversal`;
export const apiKeys = `${debitPaths.integration}/keys`;
export const apiKeyEnd = (id: string) => `${debitPaths.integration}/keys/${id}/revocation`;
export const endpoints = `${debitPaths.integration}/endpoints`;
export const endpoint = (id: string) => `${debitPaths.integration}/endpoints/${id}`;
export const endpointEnd = (id: string) => `${debitPaths.integration}/endpoints/${id}/removal`;
export const endpointReplay = (id: string) => `${debitPaths.integration}/endpoints/${id}/replays`;
export const endpointSecrets = (id: string) => `${debitPaths.integration}/endpoints/${id}/secrets`;
