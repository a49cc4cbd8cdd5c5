import { z } from "zod";
import { parseJson } from "../json.ts";
import { faultOf } from "../where.ts";
import { Digits, part } from "./lenient.ts";

/**
 * One thing that changed. `field` names the kind (`messages`, `account_update`); it is empty where
 * Meta left it out. `value` is not looked into here: each notice in it may fail by itself, which
 * `readNotices` sees to.
 */
export const WebhookChange = z.object({
  field: z.string().catch(""),
  value: z.unknown().optional(),
});
export type WebhookChange = z.infer<typeof WebhookChange>;

/** What stands for a change that is none: of no kind, so it is told of, and no other is lost. */
const UNREADABLE: WebhookChange = { field: "" };

/** `id` is the account, for `partner_solutions` the business; empty where it is no id. */
export const WebhookEntry = z.object({
  id: Digits.catch(""),
  /** Whole seconds since 1970; absent for messages and statuses. */
  time: part(Digits),
  changes: z.array(WebhookChange.catch(UNREADABLE)).catch([UNREADABLE]),
});
export type WebhookEntry = z.infer<typeof WebhookEntry>;

/** What one webhook request carries: entries, in each of them changes, in each of them notices. */
export const WebhookEnvelope = z.object({
  /** `whatsapp_business_account`; empty where Meta left it out. */
  object: z.string().catch(""),
  entry: z.array(WebhookEntry.catch({ id: "", changes: [UNREADABLE] })),
});
export type WebhookEnvelope = z.infer<typeof WebhookEnvelope>;

export type WebhookReading =
  | { readonly ok: true; readonly envelope: WebhookEnvelope }
  | { readonly ok: false; readonly what: string };

/** What the bytes of a webhook request say; or what is wrong with them and where. Never throws. */
export function readWebhook(body: Uint8Array): WebhookReading {
  let parsed: unknown;
  try {
    parsed = parseJson(UTF8.decode(body));
  } catch (error) {
    return { ok: false, what: `the body is no JSON: ${reasonOf(error)}` };
  }
  const read = WebhookEnvelope.safeParse(parsed);
  return read.success
    ? { ok: true, envelope: read.data }
    : { ok: false, what: faultOf(read.error) };
}

/** V8 quotes the text it could not parse, and that text may be a message: it is cut off. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unreadable";
  return error.message.replace(/,? ?(\.\.\.)?".*$/s, "");
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });
