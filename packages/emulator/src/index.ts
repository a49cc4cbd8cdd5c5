export {
  createEmulator,
  DEFAULT_SECRETS,
  type Emulator,
  type EmulatorOptions,
} from "./emulator.ts";
export type { ClockReport } from "./operations/control/clock-report.ts";
export type { PhoneChat, PhoneMessage } from "./operations/control/customer-chat.ts";
export type { Invoice, InvoiceLine } from "./operations/control/show-invoice.ts";
export { ListenError } from "./server/listen.ts";
export { STARTER_TEMPLATES, type StarterTemplate } from "./templates/starters.ts";
export type { Download, Get, Post } from "./webhooks/outside.ts";
export { WEBHOOK_FIELDS } from "./webhooks/webhook-fields.ts";
export type { Credentials } from "./world/credentials.ts";
export type { Behaviour } from "./world/customer.ts";
export type { Shown, ShownButton } from "./world/message.ts";
