import { z } from "zod";

const text = z.string().optional().catch(undefined);
const Example = z.unknown().optional();

/** A button as the template has it. Meta writes the types in upper case, and takes them in any. */
export const TemplateButton = z.object({
  type: z.string(),
  text,
  /** Ends in `{{1}}` where the sender gives the rest. */
  url: text,
  phone_number: text,
  otp_type: text,
  flow_id: z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .catch(undefined),
  example: Example,
});
export type TemplateButton = z.infer<typeof TemplateButton>;

const Part = {
  /** `HEADER`, `BODY`, `FOOTER`, `BUTTONS`, `CAROUSEL`, `LIMITED_TIME_OFFER` … */
  type: z.string(),
  /** Of a header: `TEXT`, `IMAGE`, `VIDEO`, `DOCUMENT`, `LOCATION`, `PRODUCT`. */
  format: text,
  text,
  buttons: z.array(TemplateButton).optional().catch(undefined),
  add_security_recommendation: z.boolean().optional().catch(undefined),
  code_expiration_minutes: z.number().optional().catch(undefined),
  limited_time_offer: z
    .object({ text, has_expiration: z.unknown().optional() })
    .optional()
    .catch(undefined),
  example: Example,
};

export const TemplateComponent = z.object({
  ...Part,
  /** Of a carousel. */
  cards: z
    .array(z.object({ components: z.array(z.object(Part)) }))
    .optional()
    .catch(undefined),
});
export type TemplateComponent = z.infer<typeof TemplateComponent>;

/**
 * A template as Meta lists it. Words are strings, as Meta adds to them; and which members are there
 * is for whoever asked (`?fields=`).
 */
export const Template = z.object({
  id: z.union([z.string(), z.number().transform(String)]),
  name: z.string(),
  language: text,
  /** `APPROVED`, `PENDING`, `REJECTED`, `PAUSED`, `DISABLED` … */
  status: text,
  /** `MARKETING`, `UTILITY`, `AUTHENTICATION`. */
  category: text,
  previous_category: text,
  correct_category: text,
  sub_category: text,
  /** `POSITIONAL` or `NAMED`. */
  parameter_format: text,
  rejected_reason: text,
  quality_score: z.object({ score: z.string() }).optional().catch(undefined),
  components: z.array(TemplateComponent).optional().catch(undefined),
});
export type Template = z.infer<typeof Template>;
