import { z } from "zod";
import { faultsOf } from "./interactive-limits.ts";
import { DocumentSend, ImageSend, VideoSend } from "./media-send.ts";
import { IdParam, NumberParam, refusal } from "./params.ts";

const Header = z.strictObject({
  type: z.string().toLowerCase(),
  text: z.string().optional(),
  sub_text: z.string().optional(),
  image: ImageSend.optional(),
  video: VideoSend.optional(),
  document: DocumentSend.optional(),
});

const Words = z.strictObject({ text: z.string() });

const Button = z.strictObject({
  type: z.string().toLowerCase(),
  reply: z.strictObject({ id: z.string(), title: z.string() }),
});

const Section = z.strictObject({
  title: z.string().optional(),
  rows: z
    .array(
      z.strictObject({ id: z.string(), title: z.string(), description: z.string().optional() }),
    )
    .optional(),
  product_items: z.array(z.strictObject({ product_retailer_id: IdParam })).optional(),
});

/** `parameters` differ with every `name`, and new names come: they pass as they are. */
const Action = z.strictObject({
  name: z.string().optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
  /** Of a list: the text of the button that opens it. */
  button: z.string().optional(),
  buttons: z.array(Button).optional(),
  sections: z.array(Section).optional(),
  catalog_id: IdParam.optional(),
  product_retailer_id: IdParam.optional(),
  cards: z
    .array(
      z.strictObject({
        card_index: NumberParam,
        type: z.string().optional(),
        header: Header.optional(),
        body: Words.optional(),
        action: z.record(z.string(), z.unknown()),
      }),
    )
    .optional(),
});

/** A message that offers something to tap. What it offers is in `action`, by `type`. */
export const InteractiveSend = z
  .strictObject({
    type: z.string().toLowerCase(),
    header: Header.optional(),
    body: Words.optional(),
    footer: Words.optional(),
    action: Action,
  })
  .superRefine((interactive, context) => {
    for (const { code, details } of faultsOf(interactive)) context.addIssue(refusal(code, details));
  });
export type InteractiveSend = z.infer<typeof InteractiveSend>;
