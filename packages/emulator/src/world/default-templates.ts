import { instantFromMs } from "@casement/engine";
import { type MessageTemplate, newTemplateLife, type TemplatePart } from "./template.ts";

/** The five approved templates that every world starts with. `firstId` numbers them. */
export function defaultTemplates(accountId: string, firstId: number): MessageTemplate[] {
  return WORDINGS.map((wording, index) => ({
    id: String(firstId + index),
    language: "en_US",
    status: "APPROVED",
    parameter_format: "POSITIONAL",
    quality_score: { score: "GREEN", date: 0 },
    rejected_reason: "NONE",
    accountId,
    life: newTemplateLife(instantFromMs(0)),
    ...wording,
  }));
}

type Wording = Pick<MessageTemplate, "name" | "category" | "components"> &
  Partial<Pick<MessageTemplate, "parameter_format">>;

const HELLO_WORLD: Wording = {
  name: "hello_world",
  category: "UTILITY",
  components: [
    { type: "HEADER", format: "TEXT", text: "Hello from the emulator" },
    {
      type: "BODY",
      text: "You requested this message to see that your integration can send a template.",
    },
    { type: "FOOTER", text: "Casement emulator" },
  ],
};

const ORDER_UPDATE: Wording = {
  name: "order_update",
  category: "UTILITY",
  components: [
    {
      type: "BODY",
      text: "Your order {{1}} has a new status: {{2}}. Thank you for shopping with us.",
      example: { body_text: [["A-1001", "on its way"]] },
    },
  ],
};

const PAYMENT_REMINDER: Wording = {
  name: "payment_reminder",
  category: "UTILITY",
  parameter_format: "NAMED",
  components: [
    {
      type: "BODY",
      text: "Your bill of {{amount}} is due on {{due_date}}. You can pay it with the button below.",
      example: {
        body_text_named_params: [
          { param_name: "amount", example: "€42.00" },
          { param_name: "due_date", example: "1 March" },
        ],
      },
    },
    {
      type: "BUTTONS",
      buttons: [
        {
          type: "URL",
          text: "Pay the bill",
          url: "https://pay.example.com/bills/{{1}}",
          example: ["https://pay.example.com/bills/4711"],
        },
      ],
    },
  ],
};

const SPRING_SALE: Wording = {
  name: "spring_sale",
  category: "MARKETING",
  components: [
    {
      type: "HEADER",
      format: "IMAGE",
      example: { header_handle: ["https://example.com/spring.jpg"] },
    },
    {
      type: "BODY",
      text: "Spring is here, {{1}}: everything in the garden department is 20 % off until Sunday.",
      example: { body_text: [["Ana"]] },
    },
    {
      type: "BUTTONS",
      buttons: [
        { type: "QUICK_REPLY", text: "Show me" },
        { type: "QUICK_REPLY", text: "Stop promotions" },
      ],
    },
  ],
};

/** As it reads on `GET`: an OTP button comes back as a URL button, the body in fixed words. */
const CODE_COMPONENTS: readonly TemplatePart[] = [
  {
    type: "BODY",
    text: "*{{1}}* is your verification code. For your security, do not share this code.",
    add_security_recommendation: true,
    example: { body_text: [["123456"]] },
  },
  { type: "FOOTER", text: "This code expires in 10 minutes.", code_expiration_minutes: 10 },
  {
    type: "BUTTONS",
    buttons: [
      {
        type: "URL",
        text: "Copy code",
        url: "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}",
        example: ["https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp123456"],
      },
    ],
  },
];

const VERIFICATION_CODE: Wording = {
  name: "verification_code",
  category: "AUTHENTICATION",
  components: CODE_COMPONENTS,
};

const WORDINGS: readonly Wording[] = [
  HELLO_WORLD,
  ORDER_UPDATE,
  PAYMENT_REMINDER,
  SPRING_SALE,
  VERIFICATION_CODE,
];
