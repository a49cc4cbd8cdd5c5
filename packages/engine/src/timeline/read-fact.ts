import type {
  BusinessMessage,
  CustomerMessage,
  Echo,
  Fact,
  ReportedConversation,
  ReportedPricing,
  StatusReported,
} from "../facts.ts";
import { type Instant, instantFromMs, SECOND_MS } from "../instant.ts";
import { type Wamid, wamidFrom } from "../wamid.ts";
import type { Fields } from "./fields.ts";
import type { Ends, ThreadFact } from "./timeline.ts";

/** A fact as a timeline lists it: a status names its message, and with it the thread. */
export type ListedFact =
  | (ThreadFact & { readonly kind: "thread" })
  | { readonly kind: "status"; readonly message: string; readonly fact: StatusReported };

/** Reads one of `facts`. Its id follows from what it says, so the same fact is the same twice. */
export function readFact(fields: Fields): ListedFact {
  const kind = fields.choice("kind", KINDS);
  const at = fields.instant("at");
  if (kind === "status") return readStatus(fields, at);
  const ends = readEnds(fields);
  return { kind: "thread", ...ends, fact: factOf(kind, fields, at, ends) };
}

export function readEnds(fields: Fields): Ends {
  return { number: fields.text("number"), customer: fields.text("customer") };
}

/** What is sent, or asked about: a template needs its category, and nothing else has one. */
export function readDraft(
  fields: Fields,
): Pick<BusinessMessage, "content" | "category" | "api" | "by"> {
  const content = fields.choice("content", CONTENTS);
  const category = fields.choiceIf("category", CATEGORIES);
  if (content === "template" && category === undefined) {
    fields.fault("category", "is missing: a template has one");
  }
  return {
    content,
    category: content === "template" ? category : undefined,
    api: fields.choiceIf("api", ["cloud", "marketing_messages"]),
    by: fields.choiceIf("by", ["human", "business_agent"]),
  };
}

type ThreadKind = Exclude<(typeof KINDS)[number], "status">;

function factOf(kind: ThreadKind, fields: Fields, at: Instant, ends: Ends): Fact {
  const id = JSON.stringify([ends.number, ends.customer, kind]);
  switch (kind) {
    case "customer_message":
      return readCustomerMessage(fields, at, ends);
    case "customer_call":
    case "call_accepted":
      return { kind, id, at };
    case "business_message":
      return { kind, ...readMessage(fields, at), ...readDraft(fields) };
    case "echo":
      return { kind, ...readMessage(fields, at) };
  }
}

/** Two of one customer's in one second, alike in all else, say nothing that one does not. */
function readCustomerMessage(fields: Fields, at: Instant, ends: Ends): CustomerMessage {
  const referral = fields.choiceIf("referral", ["ad", "page_cta", "post"]);
  const device = fields.choiceIf("device", ["phone", "web"]);
  const reaction = fields.flagIf("reaction");
  const id = JSON.stringify([ends.number, ends.customer, "message", referral, device, reaction]);
  return { kind: "customer_message", id, at, wamid: wamidFrom(id), referral, device, reaction };
}

function readMessage(fields: Fields, at: Instant): Omit<Echo, "kind"> {
  const wamid = wamidOf(fields.text("id"));
  return { id: wamid, at, wamid };
}

function readStatus(fields: Fields, at: Instant): ListedFact {
  const message = fields.text("message");
  const status = fields.choice("status", STATUSES);
  const code = fields.countIf("code");
  const pricing = readPricing(fields.object("pricing"));
  const conversation = readConversation(fields.object("conversation"));
  const said = { code, pricing, conversation };
  const id = `${message} ${JSON.stringify([status, said])}`;
  const wamid = wamidOf(message);
  return {
    kind: "status",
    message,
    fact: { kind: "status_reported", id, at, wamid, status, ...said },
  };
}

function readPricing(fields: Fields | undefined): ReportedPricing | undefined {
  if (fields === undefined) return undefined;
  return {
    model: fields.text("pricing_model"),
    category: fields.text("category"),
    type: fields.textIf("type"),
    billable: fields.flagIf("billable"),
  };
}

/** As the timeline writes it, or as the platform's webhook does: `origin.type` and seconds. */
function readConversation(fields: Fields | undefined): ReportedConversation | undefined {
  if (fields === undefined) return undefined;
  const originType = fields.holds("origin", "object")
    ? fields.object("origin")?.text("type")
    : fields.textIf("origin");
  const expiresAt = fields.instantIf("expiresAt") ?? readSeconds(fields, "expiration_timestamp");
  return { id: fields.textIf("id") ?? "", originType, expiresAt };
}

function readSeconds(fields: Fields, name: string): Instant | undefined {
  const seconds = fields.holds(name, "number")
    ? fields.countIf(name, SECONDS_MAX)
    : fields.textLikeIf(name, (text) => /^\d{1,10}$/.test(text), "must be seconds since 1970");
  return seconds === undefined ? undefined : instantFromMs(Number(seconds) * SECOND_MS);
}

/** What could not be read has been noted; it still needs a name that is not empty. */
function wamidOf(text: string): Wamid {
  return wamidFrom(text || "?");
}

const KINDS = [
  "customer_message",
  "customer_call",
  "call_accepted",
  "business_message",
  "status",
  "echo",
] as const;
const CONTENTS = ["free_form", "template", "reaction"] as const;
const STATUSES = ["sent", "delivered", "read", "played", "failed"] as const;
/** The other two follow from how and to whom a template is sent. */
const CATEGORIES = ["marketing", "utility", "authentication"] as const;
/** Ten digits: until 2286. */
const SECONDS_MAX = 9_999_999_999;
