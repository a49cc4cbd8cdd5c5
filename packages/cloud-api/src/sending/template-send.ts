import { z } from "zod";
import { IdParam, NumberParam, refusal } from "./params.ts";

/**
 * What fills one gap of a template. Which member holds it, `type` says; the list of types grows, so
 * an unknown one passes, with all it brings. Who knows the template can tell more:
 * `templateMismatch`.
 */
export const TemplateParameter = z
  .looseObject({
    type: z.string().toLowerCase(),
    /** Of templates whose gaps have names. */
    parameter_name: z.string().optional(),
    text: z.string().optional(),
    payload: z.string().optional(),
    coupon_code: z.string().optional(),
  })
  .superRefine((parameter, context) => {
    if (!MANDATORY.has(parameter.type) || parameter[parameter.type] !== undefined) return;
    const { type } = parameter;
    const details = `Parameter '${type}' is mandatory for component parameter type '${type}'`;
    context.addIssue(refusal(100, details, [type]));
  });
export type TemplateParameter = z.infer<typeof TemplateParameter>;

const Part = {
  /** `header`, `body`, `button`, `carousel` …, in any case; read in lower case. */
  type: z.string().toLowerCase(),
  /** Of a button: `url`, `quick_reply`, `copy_code` … */
  sub_type: z.string().toLowerCase().optional(),
  index: NumberParam.optional(),
  parameters: z.array(TemplateParameter).optional(),
};

const CardPart = z.strictObject(Part);

export const TemplateSendComponent = z.strictObject({
  ...Part,
  /** Of a carousel. */
  cards: z
    .array(z.strictObject({ card_index: NumberParam, components: z.array(CardPart) }))
    .optional(),
});
export type TemplateSendComponent = z.infer<typeof TemplateSendComponent>;

/** A template by name and language, with what fills its gaps. */
export const TemplateSend = z.strictObject({
  name: IdParam,
  language: z.strictObject({ code: z.string().min(1), policy: z.string().optional() }),
  components: z.array(TemplateSendComponent).optional(),
  /** From the days before the Cloud API; ignored. */
  namespace: z.string().optional(),
});
export type TemplateSend = z.infer<typeof TemplateSend>;

/** The types whose member of the same name must be there. */
const MANDATORY: ReadonlySet<string> = new Set([
  "text",
  "currency",
  "date_time",
  "image",
  "video",
  "document",
  "location",
  "product",
  "payload",
  "coupon_code",
  "limited_time_offer",
]);
