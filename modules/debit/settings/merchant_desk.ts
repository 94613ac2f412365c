import type { BusinessDate, Transaction } from "@maru/kernel";
import type { Actor, DebitParts, Rail } from "../parts.ts";

export * from "./errors.ts";

/** What `createMerchantDesk(parts)` of `create_merchant_desk.ts` is built from. */
export interface MerchantParts extends Pick<DebitParts, "kernel" | "ledger" | "holderCheck"> {
  readonly notifications: Pick<DebitParts["notifications"], "send">;
}

export interface MerchantInput {
  /** The organisation's id. */
  readonly id: string;
  readonly name: string;
  readonly businessNumber: string;
  readonly representative: string;
  readonly address: string;
  readonly businessType: string;
  readonly businessItem: string;
  readonly email: string;
  readonly phone: string;
  readonly settlementCycle: "daily" | "monthly";
  readonly settlementDay: number;
}

export interface Merchant extends MerchantInput {
  /** Eight digits. */
  readonly number: string;
  readonly settlementAccount?: SettlementAccount;
}

export interface SettlementAccount {
  readonly bankCode: string;
  readonly bankName: string;
  readonly accountMasked: string;
  readonly holder: string;
  readonly verifiedAt?: Date;
}

export interface ContractInput {
  readonly name: string;
  readonly rail: Rail;
  readonly dueDays: readonly number[];
  readonly startsOn: BusinessDate;
  readonly endsOn?: BusinessDate;
  readonly monthlyLimitWon: bigint;
  readonly debitLimitWon: bigint;
  readonly registrationFeeWon: bigint;
  readonly retriesAutomatically: boolean;
}

export interface ContractItem {
  readonly itemCode: string;
  readonly itemName: string;
  readonly collectionDay: number;
  readonly successFeeWon: bigint;
  readonly failureFeeWon: bigint;
}

export interface Contract extends ContractInput {
  readonly id: string;
  readonly state: "active" | "ended";
  readonly items: readonly ContractItem[];
}

export interface Bank {
  readonly code: string;
  readonly name: string;
  readonly requiresRegistration: boolean;
}

export interface ItemRequest {
  readonly id: string;
  readonly merchantId: string;
  readonly merchantName: string;
  readonly name: string;
  readonly reason: string;
  readonly state: "open" | "accepted" | "refused";
  readonly requestedAt: Date;
  readonly answer?: string;
}

/** 환경설정, and what operators set for a merchant. */
export interface MerchantDesk {
  /** Operators: makes a merchant of an organisation, with a free number. */
  create(tx: Transaction, input: MerchantInput & { actor: Actor }): Promise<{ number: string }>;
  /** Operators: changes what was agreed. */
  save(input: MerchantInput & { actor: Actor }): Promise<void>;
  list(query: { text?: string }): Promise<readonly Merchant[]>;
  /** @throws {MerchantNotFoundError} */
  get(merchantId: string): Promise<Merchant>;

  /** Operators. @throws {ContractInputError} */
  saveContract(
    merchantId: string,
    input: ContractInput & { id?: string; actor: Actor },
  ): Promise<{ id: string }>;
  contracts(merchantId: string): Promise<readonly Contract[]>;
  /** Operators set the fees; a merchant may add an item at the fees of the contract's others. */
  saveContractItem(
    merchantId: string,
    input: {
      contractId: string;
      itemCode: string;
      collectionDay: number;
      successFeeWon?: bigint;
      failureFeeWon?: bigint;
      actor: Actor;
    },
  ): Promise<void>;
  /** @throws {ItemInUseError} instructions still collect it */
  removeContractItem(
    merchantId: string,
    input: { contractId: string; itemCode: string; actor: Actor },
  ): Promise<void>;

  items(): Promise<readonly { code: string; name: string; isActive: boolean }[]>;
  saveItem(input: { code: string; name: string; isActive: boolean; actor: Actor }): Promise<void>;
  /** 항목등록 요청. */
  requestItem(
    merchantId: string,
    input: { name: string; reason: string; actor: Actor },
  ): Promise<{ id: string }>;
  itemRequests(query: { merchantId?: string }): Promise<readonly ItemRequest[]>;
  answerItemRequest(
    input: { id: string; accepts: boolean; answer: string; actor: Actor },
  ): Promise<void>;

  /** Names the account for payouts and checks its holder at once. @throws {SettlementAccountError} */
  nameSettlementAccount(
    merchantId: string,
    input: { bankCode: string; account: string; holder: string; actor: Actor },
  ): Promise<SettlementAccount>;

  banks(): Promise<readonly Bank[]>;
  industries(text: string): Promise<readonly { code: string; name: string }[]>;
  /** Operators: cutoffs and lags as rows. */
  scheduleRules(): Promise<readonly ScheduleRule[]>;
  saveScheduleRule(input: ScheduleRule & { actor: Actor }): Promise<void>;
}

export interface ScheduleRule {
  readonly rail: Rail;
  readonly bankCode: string;
  readonly operation: "registration" | "debit" | "sameDayDebit";
  readonly countedFrom: "requestDay" | "debitDay";
  readonly cutoffDays: number;
  readonly cutoffTime: string;
  readonly sendByDays: number;
  readonly sendByTime: string;
  readonly resultDays: number;
  readonly resultTime: string;
  readonly resultDaysKind: "business" | "calendar";
  readonly registrationLeadDays: number;
}
