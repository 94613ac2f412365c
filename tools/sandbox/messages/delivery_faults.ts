import type { StatusCode } from "./status_codes.ts";

/** What can go wrong after a message was accepted, by the word of the switch. */
export const deliveryFaults = {
  "no-kakao": "3104",
  "kakao-blocked": "3107",
  "power-off": "3043",
  "carrier-timeout": "3040",
  /** The carrier's report never comes: the message stays as handed over. */
  "no-report": "3000",
} as const satisfies Record<string, StatusCode>;

export type DeliveryFaultKind = keyof typeof deliveryFaults;

export interface DeliveryFault {
  readonly id: string;
  readonly kind: DeliveryFaultKind;
  /** Digits; absent means every phone. */
  readonly phone?: string;
  readonly remainingCount?: number;
}

export interface DeliveryFaults {
  add(fault: Omit<DeliveryFault, "id">): DeliveryFault;
  remove(id: string): boolean;
  clear(): void;
  list(): readonly DeliveryFault[];
  /** The first switch of one of these kinds that fits the phone; counts it as used. */
  take(phone: string, kinds: readonly DeliveryFaultKind[]): DeliveryFault | undefined;
}

export function createDeliveryFaults(): DeliveryFaults {
  const faults = new Map<string, DeliveryFault>();
  return {
    add(fault) {
      const added = { ...fault, id: crypto.randomUUID() };
      faults.set(added.id, added);
      return added;
    },
    remove: (id) => faults.delete(id),
    clear: () => faults.clear(),
    list: () => [...faults.values()],
    take(phone, kinds) {
      const fault = [...faults.values()].find((candidate) =>
        kinds.includes(candidate.kind) &&
        (candidate.phone === undefined || candidate.phone === phone)
      );
      if (fault?.remainingCount === undefined) return fault;
      if (fault.remainingCount <= 1) faults.delete(fault.id);
      else faults.set(fault.id, { ...fault, remainingCount: fault.remainingCount - 1 });
      return fault;
    },
  };
}
