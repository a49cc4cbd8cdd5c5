import type { Refusal } from "./decision.ts";

/**
 * Why a message was not sent, as everybody reads it: in the inbox, in the API, in Meta's envelope.
 */
export const REFUSAL_WORDS: Readonly<Record<Refusal, string>> = {
  blocked: "the customer is blocked.",
  opted_out: "the customer stopped messages of this category.",
  not_opted_in:
    "the number asks for an opt-in, and none of the customer's to this category is recorded. " +
    "Wait until they write, or record their opt-in and where it is from.",
  service_window_closed: "the service window is closed. A template can still be sent.",
  template_not_approved: "the template is not approved.",
  template_paused: "the template is paused until its quality recovers.",
  template_disabled: "the template is disabled.",
  category_not_permitted: "messages of this category may not be sent to the customer's country.",
  pair_rate: "the customer has had too many messages in a short time. Wait a little.",
  portfolio_limit: "the business has reached as many customers today as it may.",
  payment_method_missing: "it would be charged, and the account has no payment method.",
};
