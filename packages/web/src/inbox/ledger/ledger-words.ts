import type { FactShape, LedgerLineShape, LedgerMonthShape } from "@casement/hub/api";
import { lookOf } from "../../design/category.ts";
import { priceWords } from "../../design/money.ts";
import { openedBy } from "../thread/opened-by.ts";
import type { LineQuestion } from "./ledger-search.ts";

/** A part of what the lines are narrowed to, in words. */
export interface Narrowing {
  readonly words: string;
  /** What remains when this part is taken away. */
  readonly without: LineQuestion;
}

/** What the lines are narrowed to, part by part: each can be taken away by itself. */
export function narrowingsOf(question: LineQuestion): Narrowing[] {
  const { day, category, market, template, state, differs, opened, initiated_by } = question;
  const { origin, tag } = question;
  const { opened: _opened, initiated_by: _by, ...withoutOpening } = question;
  const parts: readonly (Narrowing | undefined)[] = [
    part(question, "day", day && dayWords(day)),
    part(question, "category", category && lookOf(category).name),
    part(question, "market", market && (market === "unknown" ? "Market not known" : market)),
    part(question, "template", template),
    part(question, "state", state && STATE_WORDS[state]),
    part(question, "differs", differs && "Meta’s word differs"),
    part(question, "origin", origin && (ORIGIN_WORDS[origin] ?? origin)),
    part(question, "tag", tag && `Tag ${tag}`),
    opened === undefined && initiated_by === undefined
      ? undefined
      : { words: openingWords(opened, initiated_by), without: withoutOpening },
  ];
  return parts.filter((one) => one !== undefined);
}

function part(
  question: LineQuestion,
  name: keyof LineQuestion,
  words: string | undefined,
): Narrowing | undefined {
  if (words === undefined) return undefined;
  const { [name]: _gone, ...without } = question;
  return { words, without };
}

const STATE_WORDS: { readonly [state: string]: string } = {
  free: "Free",
  unknown: "Price unknown",
  accrued: "Not yet confirmed",
  confirmed: "Confirmed",
  corrected: "Corrected",
};

const ORIGIN_WORDS: { readonly [origin: string]: string } = {
  casement: "Sent from here",
  phone_app: "Sent from the phone",
  unknown: "Sent by another tool",
};

/** `Opened marketing by us` */
export function openingWords(
  category: string | undefined,
  initiatedBy: "business" | "customer" | undefined,
): string {
  const what = category === undefined ? "a conversation" : lookOf(category).name.toLowerCase();
  const who = initiatedBy === undefined ? "" : ` by ${openedBy(initiatedBy)}`;
  return `Opened ${what}${who}`;
}

/** What a month gives for nothing: messages, or what an account shared before them. */
export function freeName({ free_units: units }: Pick<LedgerMonthShape, "free_units">): string {
  return units.some(({ scope }) => scope === "account") ? "Free conversations" : "Free messages";
}

/** What came too late for a month that is closed; its own sum holds that too. */
export function closedWords({ seal, currency }: LedgerMonthShape): string {
  const late = seal?.late_postings ?? 0;
  if (seal === null || late === 0) return "Nothing came too late for it.";
  const amount = priceWords(Number(seal.late_amount), currency ?? "USD");
  return late === 1
    ? `One posting came too late, of ${amount}: it stands in a later month.`
    : `${late} postings came too late, of ${amount} in all: they stand in later months.`;
}

/** `Tue 10 November`, of a day in the account's zone, whatever the reader's is. */
export function dayWords(day: string): string {
  const at = Date.parse(`${day}T12:00:00Z`);
  return DAY_FORM.format(at).replace(",", "");
}

const DAY_FORM = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "long",
  timeZone: "UTC",
});

/**
 * What was sent, as far as the ledger knows it: of what another tool sent from the same number, and
 * of what was erased, the name of a template is not known.
 */
export function sentWords({
  template,
  charge,
}: Pick<LedgerLineShape, "template" | "charge">): string {
  if (template !== null) return template;
  if (OF_TEMPLATES.has(charge.category)) return "A template";
  return charge.category === "unknown" ? "A message" : "Free-form";
}

const OF_TEMPLATES: ReadonlySet<string> = new Set([
  "marketing",
  "marketing_lite",
  "utility",
  "authentication",
  "authentication_international",
]);

/** What a fact says, in a few words: `Meta: delivered, marketing, charged`. */
export function factWords(fact: FactShape): string {
  const { said } = fact;
  switch (fact.kind) {
    case "business_message":
      return said["content"] === "template" ? "We sent a template" : "We sent it";
    case "status_reported": {
      const price = priceSaid(said["pricing"]);
      return `Meta reports: ${textOf(said["status"])}${price === "" ? "" : `, ${price}`}`;
    }
    case "echo":
      return "Sent from the business’s own phone";
    default:
      return fact.kind.replaceAll("_", " ");
  }
}

function priceSaid(pricing: unknown): string {
  if (typeof pricing !== "object" || pricing === null) return "";
  const billable: unknown = Reflect.get(pricing, "billable");
  const category = textOf(Reflect.get(pricing, "category")).replaceAll("_", " ");
  const type = textOf(Reflect.get(pricing, "type"));
  if (billable === true || type === "regular") return `${category}, charged`;
  return billable === false || type.startsWith("free") ? `${category}, free` : category;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
