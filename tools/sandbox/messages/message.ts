import type { StatusCode } from "./status_codes.ts";

export type MessageType = "SMS" | "LMS" | "ATA";

export interface KakaoButton {
  readonly buttonName: string;
  readonly buttonType: string;
  readonly linkMo?: string | null;
  readonly linkPc?: string | null;
}

/** What the sender asks for, as it stands in `messages[]` of a request. */
export interface MessageRequest {
  readonly to: string;
  readonly from?: string;
  readonly text?: string;
  readonly type?: string;
  readonly subject?: string;
  readonly country?: string;
  readonly autoTypeDetect?: boolean;
  readonly customFields?: Readonly<Record<string, string>>;
  readonly kakaoOptions?: {
    readonly pfId?: string;
    readonly templateId?: string;
    readonly variables?: Readonly<Record<string, string>>;
    readonly disableSms?: boolean;
    readonly buttons?: readonly KakaoButton[];
  };
}

/** One hop of a delivery: the 알림톡 first, and a text message in its place where it did not arrive. */
export interface MessageLog {
  readonly message: string;
  readonly createdAt: string;
}

/** A message as the provider keeps it and as its list and its reports show it. */
export interface StoredMessage {
  /** The same as `messageId`; records are found by it. */
  readonly id: string;
  readonly messageId: string;
  readonly groupId: string;
  readonly accountId: string;
  readonly type: MessageType;
  readonly to: string;
  readonly from: string;
  readonly text: string;
  readonly subject: string | null;
  readonly country: string;
  readonly status: "PENDING" | "SENDING" | "COMPLETE" | "FAILED";
  readonly statusCode: StatusCode;
  readonly reason: string | null;
  readonly networkName: string | null;
  readonly customFields: Readonly<Record<string, string>>;
  readonly kakaoOptions: MessageRequest["kakaoOptions"] | null;
  readonly buttons: readonly KakaoButton[];
  /** True once a text message was sent in the place of the 알림톡. */
  readonly replacement: boolean;
  readonly dateCreated: string;
  readonly dateUpdated: string;
  readonly dateProcessed: string | null;
  readonly dateReported: string | null;
  readonly dateReceived: string | null;
  readonly log: readonly MessageLog[];
}

/** How a phone shows what arrived. */
export interface InboxMessage {
  readonly id: string;
  readonly channel: "kakao" | "sms" | "lms";
  readonly to: string;
  readonly from: string;
  readonly subject: string | null;
  readonly text: string;
  readonly templateId: string | null;
  readonly buttons: readonly KakaoButton[];
  readonly receivedAt: string;
  readonly customFields: Readonly<Record<string, string>>;
}
