import { type DeliveryFaultKind, type DeliveryFaults, deliveryFaults } from "./delivery_faults.ts";
import type { MessageLog, StoredMessage } from "./message.ts";
import { textTypeOf } from "./message_check.ts";
import type { StatusCode } from "./status_codes.ts";

const kakaoKinds: readonly DeliveryFaultKind[] = ["no-kakao", "kakao-blocked", "no-report"];
const carrierKinds: readonly DeliveryFaultKind[] = ["power-off", "carrier-timeout", "no-report"];

/**
 * Takes an accepted message to its end: Kakao first for an 알림톡, and where the person cannot be
 * reached there, a text message in its place unless the sender switched that off.
 */
export function deliver(
  message: StoredMessage,
  { faults, now }: { readonly faults: DeliveryFaults; readonly now: Date },
): StoredMessage {
  const at = now.toISOString();
  if (message.type !== "ATA") return deliverText(message, { faults, at });
  const fault = faults.take(message.to, kakaoKinds);
  if (fault === undefined) return received(message, { at, networkName: "KAKAO" });
  const code = deliveryFaults[fault.kind];
  if (fault.kind === "no-report") return waiting(message, { at, networkName: "KAKAO" });
  if (message.kakaoOptions?.disableSms === true) {
    return failed(message, { at, code, networkName: "KAKAO" });
  }
  const replacement: StoredMessage = {
    ...message,
    type: textTypeOf(message.text),
    replacement: true,
    log: logged(message, `알림톡 발송 실패(${code}), 문자로 대체 발송`, at),
  };
  return deliverText(replacement, { faults, at });
}

function deliverText(
  message: StoredMessage,
  { faults, at }: { faults: DeliveryFaults; at: string },
): StoredMessage {
  const networkName = carrierOf(message.to);
  const fault = faults.take(message.to, carrierKinds);
  if (fault === undefined) return received(message, { at, networkName });
  if (fault.kind === "no-report") return waiting(message, { at, networkName });
  return failed(message, { at, code: deliveryFaults[fault.kind], networkName });
}

function received(message: StoredMessage, hop: { at: string; networkName: string }): StoredMessage {
  return {
    ...ended(message, { ...hop, code: "4000" }),
    status: "COMPLETE",
    dateReceived: hop.at,
    log: logged(message, "수신 완료", hop.at),
  };
}

function failed(
  message: StoredMessage,
  hop: { at: string; code: StatusCode; networkName: string },
): StoredMessage {
  return {
    ...ended(message, hop),
    status: "FAILED",
    reason: hop.code,
    log: logged(message, `발송 실패(${hop.code})`, hop.at),
  };
}

function waiting(message: StoredMessage, hop: { at: string; networkName: string }): StoredMessage {
  return { ...ended(message, { ...hop, code: "3000" }), status: "SENDING", dateReported: null };
}

function ended(
  message: StoredMessage,
  { at, code, networkName }: { at: string; code: StatusCode; networkName: string },
): StoredMessage {
  return {
    ...message,
    statusCode: code,
    networkName,
    dateProcessed: at,
    dateReported: at,
    dateUpdated: at,
  };
}

function logged(message: StoredMessage, text: string, at: string): readonly MessageLog[] {
  return [...message.log, { message: text, createdAt: at }];
}

function carrierOf(phone: string): string {
  return ["SKT", "KT", "LGT"][Number(phone.at(-1)) % 3]!;
}
