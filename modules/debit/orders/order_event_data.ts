import type { BusinessDate } from "@maru/kernel";

/** The columns of an order that all of its events tell. */
export interface TellableOrder {
  readonly id: string;
  readonly charge_id: string;
  readonly instruction_id: string;
  readonly kind: string;
  readonly is_automatic: boolean;
  readonly month: BusinessDate;
  readonly debit_date: BusinessDate;
  readonly amount_won: bigint;
  readonly arrears_won: bigint;
}

/** What every event of an order holds, as merchants' programs read it; amounts in won. */
export function orderEventData(order: TellableOrder) {
  return {
    orderId: order.id,
    chargeId: order.charge_id,
    instructionId: order.instruction_id,
    kind: order.kind,
    isAutomatic: order.is_automatic,
    month: order.month,
    debitDate: order.debit_date,
    amountWon: Number(order.amount_won),
    arrearsWon: Number(order.arrears_won),
  };
}
