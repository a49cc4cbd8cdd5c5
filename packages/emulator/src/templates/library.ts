import type { CreatedButton } from "@casement/cloud-api";

/** A ready-made template, as Meta's library lists it. The forms are Meta's, the words are ours. */
export interface LibraryTemplate {
  readonly name: string;
  readonly language: string;
  readonly category: "UTILITY" | "AUTHENTICATION";
  readonly topic: string;
  readonly usecase: string;
  readonly industry: readonly string[];
  readonly header?: string;
  readonly body: string;
  readonly body_params: readonly string[];
  readonly body_param_types: readonly string[];
  readonly buttons?: readonly CreatedButton[];
  readonly id: string;
}

export function libraryTemplate(name: string, language: string): LibraryTemplate | undefined {
  return LIBRARY.find((one) => one.name === name && one.language === language);
}

const track: CreatedButton = { type: "URL", text: "Track it", url: "https://www.example.com/" };
const pay: CreatedButton = { type: "URL", text: "Pay now", url: "https://www.example.com/" };
const call: CreatedButton = { type: "PHONE_NUMBER", text: "Call us", phone_number: "+18005551234" };

type Entry = Omit<LibraryTemplate, "language" | "id" | "category" | "body_param_types"> & {
  readonly types: readonly string[];
};

const ORDERS = { topic: "ORDER_MANAGEMENT", industry: ["E_COMMERCE"] };

const ENTRIES: readonly Entry[] = [
  {
    name: "delivery_update_1",
    ...ORDERS,
    usecase: "DELIVERY_UPDATE",
    body:
      "Hello {{1}}, your order {{2}} has reached our depot and comes to you on {{3}}. You " +
      "can follow it below.",
    body_params: ["Jim", "#12345", "1 March"],
    types: ["TEXT", "TEXT", "DATE"],
    buttons: [track],
  },
  {
    name: "order_delay_1",
    ...ORDERS,
    usecase: "ORDER_DELAY",
    header: "Your order is delayed",
    body:
      "Your order {{1}} takes longer than we said. We now expect it to be delivered on " +
      "{{2}}. We are sorry.",
    body_params: ["#12345", "4 March"],
    types: ["TEXT", "DATE"],
  },
  {
    name: "order_pick_up_1",
    ...ORDERS,
    usecase: "ORDER_PICK_UP",
    body:
      "Your order {{1}} is ready. Please pick it up at {{2}} within {{3}} days of this " +
      "message.",
    body_params: ["#12345", "1 Example Road", "7"],
    types: ["TEXT", "ADDRESS", "NUMBER"],
    buttons: [call],
  },
  {
    name: "payment_due_reminder_1",
    topic: "PAYMENTS",
    usecase: "PAYMENT_DUE_REMINDER",
    industry: ["FINANCIAL_SERVICES"],
    header: "A payment is due",
    body:
      "Your payment of {{1}} for the account that ends in {{2}} is due on {{3}}. You can " +
      "pay it below.",
    body_params: ["$75.00", "1234", "1 March"],
    types: ["AMOUNT", "NUMBER", "DATE"],
    buttons: [pay],
  },
  {
    name: "payment_confirmation_1",
    topic: "PAYMENTS",
    usecase: "PAYMENT_CONFIRMATION",
    industry: ["FINANCIAL_SERVICES", "E_COMMERCE"],
    body:
      "We have received your payment of {{1}} on {{2}}. Keep this message as your receipt, " +
      "please.",
    body_params: ["$75.00", "1 March"],
    types: ["AMOUNT", "DATE"],
  },
  {
    name: "low_balance_warning_1",
    topic: "PAYMENTS",
    usecase: "LOW_BALANCE_WARNING",
    industry: ["FINANCIAL_SERVICES"],
    header: "Your balance is low",
    body:
      "The balance of your account that ends in {{1}} has fallen below the {{2}} that you " +
      "set as a limit.",
    body_params: ["1234", "$75.00"],
    types: ["NUMBER", "AMOUNT"],
    buttons: [{ type: "URL", text: "Make a deposit", url: "https://www.example.com/" }, call],
  },
  {
    name: "fraud_alert_1",
    topic: "ACCOUNT_UPDATE",
    usecase: "FRAUD_ALERT",
    industry: ["FINANCIAL_SERVICES"],
    body:
      "A transaction of {{1}} was made with your card that ends in {{2}}. If it was not " +
      "you, please call us.",
    body_params: ["$75.00", "1234"],
    types: ["AMOUNT", "NUMBER"],
    buttons: [call],
  },
  {
    name: "account_creation_confirmation_1",
    topic: "ACCOUNT_UPDATE",
    usecase: "ACCOUNT_CREATION_CONFIRMATION",
    industry: ["E_COMMERCE", "FINANCIAL_SERVICES"],
    body:
      "Hello {{1}}, your account is open. Please confirm your address {{2}} to make it " +
      "ready for use.",
    body_params: ["Jim", "jim@example.com"],
    types: ["TEXT", "EMAIL"],
    buttons: [{ type: "URL", text: "Confirm", url: "https://www.example.com/" }],
  },
  {
    name: "feedback_survey_1",
    topic: "CUSTOMER_FEEDBACK",
    usecase: "FEEDBACK_SURVEY",
    industry: ["E_COMMERCE"],
    body:
      "Hello {{1}}, your order {{2}} was delivered on {{3}}. How was your experience? Tell " +
      "us, please.",
    body_params: ["Jim", "#12345", "1 March"],
    types: ["TEXT", "TEXT", "DATE"],
    buttons: [{ type: "URL", text: "Tell us", url: "https://www.example.com/" }],
  },
];

/** Apart from those of every world: the library is Meta's. */
const FIRST_LIBRARY_ID = 714_701_334_500_001;

export const LIBRARY: readonly LibraryTemplate[] = ENTRIES.map(
  ({ types, body_params, buttons, ...entry }, index) => ({
    name: entry.name,
    language: "en_US",
    category: "UTILITY",
    topic: entry.topic,
    usecase: entry.usecase,
    industry: entry.industry,
    ...(entry.header !== undefined && { header: entry.header }),
    body: entry.body,
    body_params,
    body_param_types: types,
    ...(buttons !== undefined && { buttons }),
    id: String(FIRST_LIBRARY_ID + index),
  }),
);
