export { isSigned } from "@casement/cloud-api";
export type { WebhookFile } from "./bot.ts";
export { type SignedWebhook, signedWebhook } from "./signed-webhook.ts";
export type { TestClock } from "./test-clock.ts";
export type { Sent, TestCustomer } from "./test-customer.ts";
export {
  type ControlAnswer,
  createEmulator,
  type PostedWebhook,
  type TestEmulator,
  type TestOptions,
} from "./test-emulator.ts";
export type { TestPhone } from "./test-phone.ts";
