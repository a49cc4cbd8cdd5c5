import { z } from "zod";
import { BooleanParam, IdParam, NumberParam } from "../sending/params.ts";

const Word = z.string().toUpperCase();
const text = z.string().optional();

/** An app that an authentication template hands its code to. */
export const SupportedApp = z.looseObject({ package_name: text, signature_hash: text });

/** A button as it is created. Words come in any case, and are read in upper case. */
export const CreatedButton = z.looseObject({
  type: Word,
  text,
  url: text,
  phone_number: IdParam.optional(),
  /** Of a URL what it may lead to, as a list; of a code to copy the code, as a text. */
  example: z.union([z.string(), z.array(z.string())]).optional(),
  otp_type: Word.optional(),
  autofill_text: text,
  supported_apps: z.array(SupportedApp).optional(),
  /** The older way to name the one supported app. */
  package_name: text,
  signature_hash: text,
  zero_tap_terms_accepted: BooleanParam.optional(),
  flow_id: IdParam.optional(),
  flow_name: text,
  flow_json: text,
  flow_action: text,
  navigate_screen: text,
});
export type CreatedButton = z.infer<typeof CreatedButton>;

const NamedExample = z.looseObject({ param_name: z.string(), example: z.string() });
const Texts = z.union([z.string(), z.array(z.string())]);

/** What may stand in the gaps, so that a reviewer can read the template. */
export const PartExample = z.looseObject({
  header_text: Texts.optional(),
  header_handle: z.array(z.string()).optional(),
  header_text_named_params: z.array(NamedExample).optional(),
  body_text: z.union([z.string(), z.array(Texts)]).optional(),
  body_text_named_params: z.array(NamedExample).optional(),
});
export type PartExample = z.infer<typeof PartExample>;

const Part = {
  type: Word,
  /** Of a header: `TEXT`, `IMAGE`, `VIDEO`, `GIF`, `DOCUMENT`, `LOCATION`, `PRODUCT`. */
  format: Word.optional(),
  text,
  example: PartExample.optional(),
  buttons: z.array(CreatedButton).optional(),
  add_security_recommendation: BooleanParam.optional(),
  code_expiration_minutes: NumberParam.optional(),
  limited_time_offer: z.looseObject({ text, has_expiration: BooleanParam.optional() }).optional(),
};

const Card = z.looseObject({ components: z.array(z.looseObject(Part)) });
export type CreatedCard = z.infer<typeof Card>;

/** A part of a template as it is created, or of a card of its carousel. */
export const CreatedPart = z.looseObject({ ...Part, cards: z.array(Card).optional() });
export type CreatedPart = z.infer<typeof CreatedPart>;
