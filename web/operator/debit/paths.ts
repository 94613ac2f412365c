const ROOT = "/operator/debit";

/** Where operators work on auto-debit. */
export const operatorDebitPaths = {
  merchants: `${ROOT}/merchants`,
  newMerchant: `${ROOT}/merchants/new`,
  merchant: (id: string) => `${ROOT}/merchants/${id}`,
  merchantForm: (id: string) => `${ROOT}/merchants/${id}/form`,
  newContract: (id: string) => `${ROOT}/merchants/${id}/contracts/new`,
  contracts: (id: string) => `${ROOT}/merchants/${id}/contracts`,
  contract: (id: string, contractId: string) => `${ROOT}/merchants/${id}/contracts/${contractId}`,
  contractItems: (id: string, contractId: string) =>
    `${ROOT}/merchants/${id}/contracts/${contractId}/items`,
  contractItemEnd: (id: string, contractId: string, code: string) =>
    `${ROOT}/merchants/${id}/contracts/${contractId}/items/${code}/end`,
  settlements: `${ROOT}/settlements`,
  settlementRun: `${ROOT}/settlements/run`,
  payouts: `${ROOT}/payouts`,
  payoutFile: `${ROOT}/payouts.csv`,
  payoutFileAgain: `${ROOT}/payouts/again.csv`,
  settlement: (merchantId: string, id: string) => `${ROOT}/settlements/${merchantId}/${id}`,
  settlementApproval: (merchantId: string, id: string) =>
    `${ROOT}/settlements/${merchantId}/${id}/approval`,
  settlementPayment: (merchantId: string, id: string) =>
    `${ROOT}/settlements/${merchantId}/${id}/payment`,
  settlementUnlisting: (merchantId: string, id: string) =>
    `${ROOT}/settlements/${merchantId}/${id}/unlisting`,
  invoices: `${ROOT}/invoices`,
  invoice: (merchantId: string, id: string) => `${ROOT}/invoices/${merchantId}/${id}`,
  invoiceAnswer: (merchantId: string, id: string) => `${ROOT}/invoices/${merchantId}/${id}/answer`,
  files: `${ROOT}/files`,
  filesRun: `${ROOT}/files/run`,
  fileContent: (id: string) => `${ROOT}/files/${id}/content`,
  alerts: `${ROOT}/alerts`,
  alertEnd: (id: string) => `${ROOT}/alerts/${id}/acknowledgement`,
  items: `${ROOT}/items`,
  itemRequest: (id: string) => `${ROOT}/item-requests/${id}`,
  schedule: `${ROOT}/schedule`,
  scheduleRule: (rail: string, operation: string, bank: string) =>
    `${ROOT}/schedule/${rail}/${operation}/${bank}`,
  notices: `${ROOT}/notices`,
  newNotice: `${ROOT}/notices/new`,
  notice: (id: string) => `${ROOT}/notices/${id}`,
  noticeEnd: (id: string) => `${ROOT}/notices/${id}/withdrawal`,
} as const;
