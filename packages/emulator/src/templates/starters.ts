/** A template as `POST /WABA/message_templates` takes it, for a use that the platform names. */
export interface StarterTemplate {
  /** What it is for. */
  readonly use: string;
  readonly name: string;
  readonly language: string;
  readonly category: "UTILITY" | "MARKETING" | "AUTHENTICATION";
  readonly components: readonly Readonly<Record<string, unknown>>[];
}

/**
 * One template for each of the platform's own use cases, in our words and in a category that holds:
 * what proves who one is is authentication, what concerns something of the customer's is utility,
 * and all else is marketing.
 */
export const STARTER_TEMPLATES: readonly StarterTemplate[] = [
  {
    use: "post-purchase notice",
    ...utility("order_shipped", {
      text:
        "Hello {{1}}, your order {{2}} has been shipped and should be with you on {{3}}. " +
        "You can follow it below.",
      values: ["Ana", "A-1001", "1 March"],
    }),
  },
  {
    use: "recurring bill",
    ...utility("bill_due", {
      text:
        "Your bill of {{1}} for {{2}} is due on {{3}}. If you have paid already, there is " +
        "nothing to do.",
      values: ["€42.00", "February", "1 March"],
    }),
  },
  { use: "account verification", ...authentication("verify_account", 10) },
  { use: "account recovery", ...authentication("recover_account", 15) },
  { use: "integrity challenge", ...authentication("confirm_it_is_you", 5) },
  {
    use: "offer",
    ...marketing("member_offer", {
      text:
        "Hello {{1}}, until {{2}} everything in our garden department is 20% off for you. " +
        "Shall we show you what is new?",
      values: ["Ana", "Sunday"],
    }),
  },
  {
    use: "invitation",
    ...marketing("open_evening", {
      text:
        "Join us on {{1}}, {{2}}: we open our new shop, and there is something to eat. We " +
        "look forward to seeing you.",
      values: ["Friday", "Ana"],
    }),
  },
  {
    use: "information update",
    ...utility("changed_hours", {
      text:
        "Your appointment on {{1}} is now at {{2}}, as our opening hours have changed. " +
        "Please tell us if that does not suit you.",
      values: ["1 March", "10 o'clock"],
    }),
  },
];

interface Wording {
  readonly text: string;
  readonly values: readonly string[];
}

type Starter = Omit<StarterTemplate, "use">;

function utility(name: string, wording: Wording): Starter {
  return { name, language: "en_US", category: "UTILITY", components: [bodyOf(wording)] };
}

/** Whoever is promoted to can say that it is enough. */
function marketing(name: string, wording: Wording): Starter {
  const buttons = [{ type: "QUICK_REPLY", text: "Stop promotions" }];
  return {
    name,
    language: "en_US",
    category: "MARKETING",
    components: [bodyOf(wording), { type: "BUTTONS", buttons }],
  };
}

/** The platform writes its words. */
function authentication(name: string, expiresAfterMinutes: number): Starter {
  return {
    name,
    language: "en_US",
    category: "AUTHENTICATION",
    components: [
      { type: "BODY", add_security_recommendation: true },
      { type: "FOOTER", code_expiration_minutes: expiresAfterMinutes },
      { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] },
    ],
  };
}

function bodyOf({ text, values }: Wording): Readonly<Record<string, unknown>> {
  return { type: "BODY", text, example: { body_text: [values] } };
}
