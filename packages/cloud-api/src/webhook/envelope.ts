import { z } from "zod";
import { parseJsonApart, type Refusal } from "../json.ts";
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
export interface WebhookChange extends z.infer<typeof WebhookChange> {
  /** What was taken out of the value because nobody may be handed it, by its way from there. */
  readonly refusals?: readonly Refusal[] | undefined;
}

/** What stands for a change that is none: of no kind, so it is told of, and no other is lost. */
const UNREADABLE: WebhookChange = { field: "" };

/** `id` is the account, for `partner_solutions` the business; empty where it is no id. */
export const WebhookEntry = z.object({
  id: Digits.catch(""),
  /** Whole seconds since 1970; absent for messages and statuses. */
  time: part(Digits),
  changes: z.array(WebhookChange.catch(UNREADABLE)).catch([UNREADABLE]),
});
export interface WebhookEntry extends Omit<z.infer<typeof WebhookEntry>, "changes"> {
  readonly changes: readonly WebhookChange[];
}

/** What one webhook request carries: entries, in each of them changes, in each of them notices. */
export const WebhookEnvelope = z.object({
  /** `whatsapp_business_account`; empty where Meta left it out. */
  object: z.string().catch(""),
  entry: z.array(WebhookEntry.catch({ id: "", changes: [UNREADABLE] })),
});
export interface WebhookEnvelope extends Omit<z.infer<typeof WebhookEnvelope>, "entry"> {
  readonly entry: readonly WebhookEntry[];
}

export type WebhookReading =
  | { readonly ok: true; readonly envelope: WebhookEnvelope }
  | { readonly ok: false; readonly what: string };

/** What the bytes of a webhook request say; or what is wrong with them and where. Never throws. */
export function readWebhook(body: Uint8Array): WebhookReading {
  let parsed: ParsedWebhook;
  try {
    parsed = parseWebhook(UTF8.decode(body));
  } catch (error) {
    return { ok: false, what: `the body is no JSON: ${reasonOf(error)}` };
  }
  const read = WebhookEnvelope.safeParse(parsed.value);
  if (!read.success) return { ok: false, what: faultOf(read.error) };
  const { refusals } = parsed;
  return { ok: true, envelope: refusals.size === 0 ? read.data : told(read.data, refusals) };
}

export interface ParsedWebhook {
  readonly value: unknown;
  /** What was taken out of the values of changes, by `entry` and `changes`: `0.2`. */
  readonly refusals: ReadonlyMap<string, readonly Refusal[]>;
}

/**
 * What the text of a webhook request says, unread. What nobody may be handed (`parseJson`) is taken
 * out where it stands in the value of a change: its notice alone is lost. In the envelope itself it
 * is a `SyntaxError`, as is what is no JSON.
 */
export function parseWebhook(text: string): ParsedWebhook {
  const { value, refusals } = parseJsonApart(text);
  const byChange = new Map<string, Refusal[]>();
  for (const { path, what } of refusals) {
    const [entry, e, changes, c, member, ...way] = path;
    const isOfValue = entry === "entry" && changes === "changes" && member === "value";
    if (!isOfValue || typeof e !== "number" || typeof c !== "number") throw new SyntaxError(what);
    const key = `${e}.${c}`;
    const known = byChange.get(key) ?? [];
    byChange.set(key, known);
    known.push({ path: way, what });
  }
  return { value, refusals: byChange };
}

/** The envelope with each change told what was taken out of it. */
function told(
  { object, entry }: WebhookEnvelope,
  refusals: ParsedWebhook["refusals"],
): WebhookEnvelope {
  const changesOf = ({ changes }: WebhookEntry, e: number): readonly WebhookChange[] =>
    changes.map((change, c) => ({ ...change, refusals: refusals.get(`${e}.${c}`) }));
  return { object, entry: entry.map((one, e) => ({ ...one, changes: changesOf(one, e) })) };
}

/** V8 quotes the text it could not parse, and that text may be a message: it is cut off. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unreadable";
  return error.message.replace(/,? ?(\.\.\.)?".*$/s, "");
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });
