/**
 * The face of `notifications`.
 *
 * @module
 */
export * from "./notifications.ts";
export * from "./errors.ts";
export type {
  Channel,
  DeliveryStatus,
  MessageProvider,
  OutgoingMessage,
  SendAnswer,
} from "./message_provider.ts";
export { createNotifications } from "./create_notifications.ts";
export { notificationSettings } from "./settings.ts";
export { createSolapiProvider } from "./adapters/solapi/solapi.ts";
export { seedSandboxTemplates } from "./sandbox_templates.ts";
export { CharactersOutsideEucKrError, eucKrByteCount } from "./euc_kr.ts";
export { LMS_BYTES_MAX, SMS_BYTES_MAX, textChannelOf, TextTooLongError } from "./text_channel.ts";
