/** The message provider: 알림톡 and text messages, and the phones that receive them. @module */
export { createMessageRoutes } from "./routes.ts";
export { demoAccount, type MessageAccount } from "./account.ts";
export type { InboxMessage } from "./message.ts";
