import { z } from "zod";
import { Digits, Numeric, part } from "./lenient.ts";

// What a message can hold. Every key is Meta's, and none but those that make the part what it is
// must be there: a new client leaves out what an old one always sent.

/** A file. `sha256` is base64; `url` is there since 2025-11 and lives for five minutes. */
export const MediaNotice = z.object({
  id: Digits,
  mime_type: part(z.string()),
  sha256: part(z.string()),
  url: part(z.string()),
  caption: part(z.string()),
  /** Of a document. */
  filename: part(z.string()),
  /** Of audio: recorded on the spot, which later brings the status `played`. */
  voice: part(z.boolean()),
  /** Of a sticker. */
  animated: part(z.boolean()),
});
export type MediaNotice = z.infer<typeof MediaNotice>;

/** A place. The customer's own place has no name. */
export const LocationNotice = z.object({
  latitude: Numeric,
  longitude: Numeric,
  name: part(z.string()),
  address: part(z.string()),
  url: part(z.string()),
});

/** A card of somebody's. `vcard` is there when the customer shares their own number (2026). */
export const CardNotice = z.object({
  name: part(
    z.object({
      formatted_name: part(z.string()),
      first_name: part(z.string()),
      last_name: part(z.string()),
    }),
  ),
  phones: part(
    z.array(z.object({ phone: part(z.string()), wa_id: part(Digits), type: part(z.string()) })),
  ),
  emails: part(z.array(z.object({ email: part(z.string()), type: part(z.string()) }))),
  org: part(z.object({ company: part(z.string()), title: part(z.string()) })),
  vcard: part(z.string()),
});
export type CardNotice = z.infer<typeof CardNotice>;

/** A reaction is taken back with an empty `emoji`, or with none. */
export const ReactionNotice = z.object({ message_id: z.string(), emoji: part(z.string()) });

const Choice = z.object({
  id: z.string(),
  title: part(z.string()),
  description: part(z.string()),
});

/** The answer to an interactive message of ours; `type` names the member that holds it. */
export const InteractiveNotice = z.object({
  type: z.string(),
  button_reply: part(Choice),
  list_reply: part(Choice),
  nfm_reply: part(
    z.object({ name: part(z.string()), body: part(z.string()), response_json: part(z.string()) }),
  ),
  call_permission_reply: part(
    z.object({
      response: z.string(),
      expiration_timestamp: part(Digits),
      is_permanent: part(z.boolean()),
      response_source: part(z.string()),
    }),
  ),
});

/** A cart of the customer's. Prices are numbers in the unit of the currency. */
export const OrderNotice = z.object({
  catalog_id: part(Digits),
  text: part(z.string()),
  product_items: part(
    z.array(
      z.object({
        product_retailer_id: Digits,
        quantity: part(Numeric),
        item_price: part(Numeric),
        currency: part(z.string()),
      }),
    ),
  ),
});

/** What the platform says in the customer's name: they changed their number, their identity. */
export const SystemNotice = z.object({
  type: part(z.string()),
  body: part(z.string()),
  wa_id: part(Digits),
  user_id: part(z.string()),
  parent_user_id: part(z.string()),
});

export const TextNotice = z.object({ body: z.string() });
export const ButtonNotice = z.object({ text: part(z.string()), payload: part(z.string()) });

/**
 * The members that a message, an echo and an edited message have in common, one for each `type`.
 */
export const content = {
  text: part(TextNotice),
  image: part(MediaNotice),
  video: part(MediaNotice),
  audio: part(MediaNotice),
  document: part(MediaNotice),
  sticker: part(MediaNotice),
  location: part(LocationNotice),
  contacts: part(z.array(CardNotice)),
  reaction: part(ReactionNotice),
  button: part(ButtonNotice),
  interactive: part(InteractiveNotice),
  order: part(OrderNotice),
  system: part(SystemNotice),
  unsupported: part(z.object({ type: part(z.string()) })),
};
